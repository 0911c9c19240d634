# SPDX-License-Identifier: EUPL-1.2
"""From the programme that ScoDoc exports to maquettes: one a semester, a parcours and a regime.

The export says neither the academic year nor the regime: a person says them. Nor the block of a module: there
is none. What it leaves open besides is a finding.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from delibere.curriculum.checks import check
from delibere.curriculum.competences import competence_key, with_levels
from delibere.curriculum.model import Curriculum, Maquette, Module, Pole, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _, plural
from delibere.foundation.letters import plain_letters
from delibere.interchange.mcc.reading import AnnexReading
from delibere.interchange.scodoc.formations import ExportedModule, ExportedUe, Formation
from delibere.interchange.scodoc.formations.values import RESSOURCE, SAE


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says because no export of ScoDoc does; of no use to other files.

    Attributes:
        year: the academic year the programme is for.
        regimes: those it serves: the same tables for each.
        diploma: how the annex names it; None to take the acronym of the export.
    """

    year: AcademicYear | None = None
    regimes: tuple[Regime, ...] = ()
    diploma: str | None = None


NOTHING_TOLD = Told()


def lay_out(formation: Formation, told: Told) -> AnnexReading:
    """The maquettes of a programme, and everything that must be said about them.

    Raises:
        UnusableInputError: the year or the regime is not said, it is the programme of another diploma, or no
            maquette in it has both UE and modules.
    """
    if told.year is None or not told.regimes:
        raise UnusableInputError(
            _(
                "C’est un programme de ScoDoc, qui ne dit ni l’année ni le régime : dites-les. En ligne de "
                "commande, faites-en une fois un fichier d’annexe : "
                "delibere mcc export programme.xml --year 2023-2024 --regime FI -o annexe.xlsx"
            )
        )
    diploma = _diploma(formation, told.diploma)
    findings = list(formation.findings)
    competences = _competences(formation.ues, findings)
    drafts = [
        _maquette(formation, competences, place, regime, findings)
        for place in _places(formation)
        for regime in told.regimes
    ]
    complete = [one for one in drafts if one.ues and one.modules]
    findings += [_incomplete(one) for one in drafts if one not in complete]
    if not complete:
        message = _("Aucun semestre de ce programme n’a à la fois des UE et des modules : rien n’est à lire.")
        raise UnusableInputError(message, findings)
    maquettes = tuple(_with_levels_said(maquette, formation) for maquette in with_levels(complete))
    curriculum = Curriculum(diploma, told.year, maquettes)
    findings += [Finding(Severity.NOTICE, _unsaid()), *_checked(curriculum, formation)]
    return AnnexReading(curriculum, (), tuple(dict.fromkeys(findings)), says_blocks=False)


def _incomplete(maquette: Maquette) -> Finding:
    what = _("des UE sans module") if maquette.ues else _("des modules sans UE")
    message = _("{name} : ScoDoc n’y a que {what} ; cette maquette n’est pas lue.")
    text = message.format(name=maquette.name, what=what)
    return Finding(Severity.ERROR, text, maquette=maquette.id)


def _unsaid() -> str:
    return _(
        "ScoDoc ne dit pas le bloc des modules : il n’y en a pas. L’année et le régime sont ceux qui ont été "
        "dits à la lecture."
    )


def _diploma(formation: Formation, wanted: str | None) -> str:
    if wanted is None:
        return formation.names[0]
    if not any(plain_letters(wanted) in plain_letters(name) for name in formation.names):
        message = _("C’est le programme « {read} » ; ce département tient « {own} ». Rien n’a été gardé.")
        raise UnusableInputError(message.format(read=formation.names[0], own=wanted))
    return wanted


_Place = tuple[int, str | None]


def _places(formation: Formation) -> list[_Place]:
    """Semester and parcours of every maquette: None where a semester has none."""
    parcours: dict[int, dict[str, None]] = defaultdict(dict)
    for semester, codes in [
        *((ue.semester, ue.parcours) for ue in formation.ues),
        *((module.semester, module.parcours) for module in formation.modules),
    ]:
        parcours[semester].update(dict.fromkeys(codes))
    return [(semester, code) for semester in sorted(parcours) for code in _or_none(parcours[semester])]


def _or_none(codes: Iterable[str]) -> list[str | None]:
    return [*codes] or [None]


def _competences(ues: Sequence[ExportedUe], findings: list[Finding]) -> Mapping[str, str]:
    """Reference of an UE → its competence, by its title; the two UE of one level are of one competence."""
    by_niveau: dict[str, ExportedUe] = {}
    found = {}
    for ue in ues:
        first = by_niveau.setdefault(ue.niveau or ue.reference, ue)
        found[ue.reference] = competence_key(first.title)
        if competence_key(ue.title) != found[ue.reference]:
            message = _(
                "{ue} « {title} » et {other} « {its} » ont le même niveau de compétence dans ScoDoc : c’est "
                "une seule compétence, sous deux intitulés."
            )
            text = message.format(ue=ue.code, title=ue.title, other=first.code, its=first.title)
            findings.append(Finding(Severity.NOTICE, text, ue.line))
    return found


def _maquette(
    formation: Formation,
    competences: Mapping[str, str],
    place: _Place,
    regime: Regime,
    findings: list[Finding],
) -> Maquette:
    semester, parcours = place
    here = [ue for ue in formation.ues if ue.semester == semester and _is_of(ue.parcours, parcours)]
    ues = tuple(_ue(ue, competences[ue.reference], parcours) for ue in here)
    empty = Maquette(semester, regime, parcours, ues, ())
    codes = {ue.reference: ue.code for ue in here}
    modules = []
    for module in formation.modules:
        if module.semester != semester or not _is_of(module.parcours, parcours):
            continue
        if module.coefficients and not set(module.coefficients) & set(codes):
            findings.append(_elsewhere(module, empty))
            continue
        modules.append(_module(module, codes))
        findings += _doubts(module, modules[-1], empty.id)
    return replace(empty, modules=tuple(modules))


def _is_of(own: Sequence[str], parcours: str | None) -> bool:
    return not own or parcours in own


def _ue(ue: ExportedUe, competence: str, parcours: str | None) -> Ue:
    ects = ue.ects.get(parcours or "", ue.ects[""])
    return Ue(ue.code, ue.title, competence, None, ects)


def _with_levels_said(maquette: Maquette, formation: Formation) -> Maquette:
    """Levels that the years do not tell, as the export has them: a base may number them by year."""
    said = {(ue.semester, ue.code, ue.title): ue.level for ue in formation.ues}
    ues = (replace(ue, level=ue.level or said[maquette.semester, ue.code, ue.title]) for ue in maquette.ues)
    return replace(maquette, ues=tuple(ues))


def _module(module: ExportedModule, codes: Mapping[str, str]) -> Module:
    coefficients = {code: module.coefficients.get(ref, Decimal(0)) for ref, code in codes.items()}
    return Module(module.apogee, module.code, module.title, None, coefficients)


def _elsewhere(module: ExportedModule, maquette: Maquette) -> Finding:
    message = _("{pn} n’a de coefficient que vers des UE d’autres parcours : il n’est pas mis dans {name}.")
    text = message.format(pn=module.code, name=maquette.name)
    return Finding(Severity.NOTICE, text, module.line, maquette=maquette.id, subject=module.code)


def _doubts(module: ExportedModule, read: Module, maquette: str) -> Iterator[Finding]:
    """A module that counts nowhere; one whose kind and code disagree."""
    if not module.coefficients:
        message = _("{pn} « {title} » n’a de coefficient vers aucune UE : il ne compte pas.")
        text = message.format(pn=module.code, title=module.title)
        yield Finding(Severity.NOTICE, text, module.line, maquette=maquette, subject=module.code)
    if module.kind in {RESSOURCE, SAE} and (read.pole is Pole.SAE) != (module.kind == SAE):
        message = _("{pn} est {kind} dans ScoDoc, et son code dit l’inverse : la part des SAÉ suit le code.")
        kind = _("une SAÉ") if module.kind == SAE else _("une ressource")
        text = message.format(pn=module.code, kind=kind)
        yield Finding(Severity.ERROR, text, module.line, maquette=maquette, subject=module.code)


def _checked(curriculum: Curriculum, formation: Formation) -> Iterator[Finding]:
    """The checks of any annex, with lines; a code that is not there is told once a maquette."""
    lines = {ue.code: ue.line for ue in formation.ues}
    lines |= {module.apogee: module.line for module in formation.modules}
    for maquette in curriculum.maquettes:
        missing = [module.pn for module in maquette.modules if not module.apogee]
        if missing:
            message = plural(
                _("{name} : {n} code Apogée manque dans ScoDoc ({modules}). Complétez-le {where}."),
                _("{name} : {n} codes Apogée manquent dans ScoDoc ({modules}). Complétez-les {where}."),
                len(missing),
            )
            where = _("là-bas, ou dans le classeur de ce qui a été lu")
            shown = ", ".join(missing[:5]) + ("…" if len(missing) > 5 else "")
            text = message.format(name=maquette.name, n=len(missing), modules=shown, where=where)
            yield Finding(Severity.ERROR, text, cell=_("Code Apogée"), maquette=maquette.id)
    for finding in check(curriculum):
        if finding.subject != "":
            yield replace(finding, line=lines.get(finding.subject or ""))
