# SPDX-License-Identifier: EUPL-1.2
"""What a bulletin says of one student."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from delibere.curriculum.model import Regime
from delibere.documents.bulletin.classes import hundredths
from delibere.documents.bulletin.figures import ClassFigures, rank
from delibere.documents.bulletin.setting import BulletinSetting
from delibere.documents.codes import NO_VALUE, code_mark
from delibere.documents.dates import on_paper
from delibere.documents.results.parameters import rounding_in_words
from delibere.documents.typesetting import Json
from delibere.documents.typesetting.measures import lines_of
from delibere.foundation.language import _, plural
from delibere.foundation.marks import Reason
from delibere.foundation.numbers import french, french_minimal
from delibere.jury.codes import Code

_STAR = "*"
_NAME_WIDTH, _LARGE, _SMALL = 200.0, 12.5, 8.8
"""Points: a name that does not fit on a line is written smaller."""


def name_lines(name: str) -> int:
    """How many lines a name takes at the size it is written in."""
    return lines_of(name, _NAME_WIDTH, name_size(name), "SemiBold")


def name_size(name: str) -> float:
    """Large where it fits on a line."""
    return _LARGE if lines_of(name, _NAME_WIDTH, _LARGE, "SemiBold") == 1 else _SMALL


def student_values(
    figures: ClassFigures, at: int, setting: BulletinSetting, sentences: list[str]
) -> dict[str, Json]:
    """The values of the template for one student, but for its notes and foot."""
    waits = bool(figures.provisional[at].any())
    return {
        "provisional": _warning() if waits else None,
        "facts": _facts(figures, at, setting),
        "ues": [_ue(figures, at, column, setting, sentence) for column, sentence in enumerate(sentences)],
        "semester": _semester(figures, at, setting),
        "marks": [_mark(figures, at, column) for column in range(len(figures.averages.maquette.modules))],
        "sums": _sums(figures, at),
        "decision": setting.decisions.get(figures.people[at].student.nip),
    }


def _warning() -> str:
    return _(
        "Une note est attendue : les moyennes marquées * changeront. Ce bulletin ne vaut pas résultat et ne "
        "peut être produit auprès d’un tiers."
    )


def _facts(figures: ClassFigures, at: int, setting: BulletinSetting) -> list[Json]:
    student, absences = figures.people[at].student, setting.absences
    regime = {Regime.FI: _("Initiale"), Regime.FA: _("Alternance")}[figures.averages.maquette.regime]
    found: list[Json] = [
        {"label": _("Nom et prénom"), "value": student.name, "size": name_size(student.name)},
        {"label": _("N° étudiant"), "value": student.nip},
        {"label": _("Groupe"), "value": student.group or NO_VALUE},
        {"label": _("Régime"), "value": regime},
    ]
    label = _("Absences (demi-journées)")
    if absences is None:
        return [*found, {"label": label, "value": NO_VALUE}]
    own = absences.get(student.nip)
    if own is None or not own.total:
        return [*found, {"label": label, "value": _("aucune")}]
    text = plural("{total}, dont {n} non justifiée", "{total}, dont {n} non justifiées", own.unjustified)
    return [*found, {"label": label, "value": text.format(total=own.total, n=own.unjustified)}]


def _ue(figures: ClassFigures, at: int, column: int, setting: BulletinSetting, sentence: str) -> Json:
    proposal, waits = figures.ue_proposal(at, column), bool(figures.provisional[at, column])
    value, settled = figures.ues[at][column], figures.settled_ues[column]
    place = _rank(figures, None if waits else value, settled, setting)
    code = Code.ATJ if waits else (proposal.decision.code if proposal else None)
    mean = hundredths(figures.ue_shown[at][column], _STAR if waits else "")
    return {
        "sentence": sentence,
        "mean": mean,
        "rank": place,
        "ects": NO_VALUE if waits or proposal is None else french_minimal(proposal.ects),
        "code": code_mark(code),
        "dot": None if value is None else round(float(value) / 20, 4),
        "no_dot": "" if figures.is_large(settled) else NO_VALUE,
        "hollow": waits,
        "alt": _alt(figures, at, column, (mean, place)),
    }


def _alt(figures: ClassFigures, at: int, column: int, said: tuple[str, str]) -> str:
    ue, (mean, place) = figures.averages.maquette.ues[column], said
    sentence = _("{ue} : votre moyenne, {mean} sur 20, parmi celles du groupe, dont la médiane est {median}.")
    del place, at
    return sentence.format(
        ue=ue.code, mean=mean.rstrip(_STAR), median=hundredths(figures.median(figures.settled_ues[column]))
    )


def _rank(
    figures: ClassFigures, value: Fraction | None, among: list[Fraction], setting: BulletinSetting
) -> str:
    if value is None or not setting.ranked or not figures.is_large(among):
        return NO_VALUE
    return f"{rank(value, among)}/{len(among)}"


def _semester(figures: ClassFigures, at: int, setting: BulletinSetting) -> Json:
    waits, value = bool(figures.provisional[at].any()), figures.semester[at]
    columns = range(len(figures.averages.maquette.ues))
    credits_ = sum((p.ects for column in columns if (p := figures.ue_proposal(at, column))), Decimal(0))
    return {
        "mean": hundredths(figures.shown(value), _STAR if waits else ""),
        "rank": _rank(figures, None if waits else value, figures.settled_semesters, setting),
        "ects": NO_VALUE if waits else french_minimal(credits_),
    }


def _mark(figures: ClassFigures, at: int, column: int) -> str:
    reason = figures.reason(at, column)
    return reason.value if reason else hundredths(figures.module_shown[at][column])


def _sums(figures: ClassFigures, at: int) -> list[Json]:
    """Σ of the coefficients that count for this student, UE by UE."""
    maquette = figures.averages.maquette
    return [
        french(
            sum(
                (
                    module.coefficients[ue.code]
                    for module, value in zip(maquette.modules, figures.modules[at], strict=True)
                    if value is not None
                ),
                Decimal(0),
            )
        )
        for ue in maquette.ues
    ]


def notes(figures: ClassFigures, at: int, setting: BulletinSetting) -> list[Json]:
    """How to do the figures again, and whom to tell about an error."""
    return [" ".join(_of_figures(figures, at, setting)), " ".join(_of_group(figures, setting))]


def _of_figures(figures: ClassFigures, at: int, setting: BulletinSetting) -> Iterator[str]:
    rounding = rounding_in_words(figures.averages.rules.rounding)
    if setting.full:
        yield _("Moyenne d’UE = Σ coefficient × note / Σ coefficient.")
    yield rounding[:1].upper() + rounding[1:] + "."
    if setting.full:
        yield from _exceptions(figures, at)
        yield from _reasons(figures, at)
    if figures.provisional[at].any():
        yield _("L’astérisque signale une moyenne provisoire.")


def _reasons(figures: ClassFigures, at: int) -> Iterator[str]:
    columns = range(len(figures.averages.maquette.modules))
    present = {figures.reason(at, column) for column in columns}
    sentences = {
        Reason.ABI: _("ABI, absence injustifiée, compte pour 0."),
        Reason.ABJ: _("ABJ, absence justifiée, ni note ni coefficient."),
        Reason.EXC: _("EXC, excusé, ni note ni coefficient."),
        Reason.DIS: _("DIS, dispensé, ni note ni coefficient."),
        Reason.ATT: _("ATT, note attendue, ni note ni coefficient pour l’instant."),
    }
    yield from (sentence for reason, sentence in sentences.items() if reason in present)


def _exceptions(figures: ClassFigures, at: int) -> Iterator[str]:
    """Modules without coefficient; UE that a bonus, a malus or particular weights move away from the sum."""
    maquette = figures.averages.maquette
    idle = [
        module.pn
        for module, value in zip(maquette.modules, figures.modules[at], strict=True)
        if not module.coefficient and value is None
    ]
    if idle:
        yield _("{modules} : coefficient nul, non évalué.").format(modules=", ".join(idle))
    moved = [ue.code for column, ue in enumerate(maquette.ues) if _is_moved(figures, at, column)]
    if moved:
        sentence = _("{ues} : bonus, malus ou poids d’évaluations compris, que cette somme ne montre pas.")
        yield sentence.format(ues=", ".join(moved))


def _is_moved(figures: ClassFigures, at: int, column: int) -> bool:
    maquette = figures.averages.maquette
    code, total, weight = maquette.ues[column].code, Fraction(0), Fraction(0)
    for module, value in zip(maquette.modules, figures.modules[at], strict=True):
        if value is not None:
            coefficient = Fraction(module.coefficients[code])
            total, weight = total + coefficient * value, weight + coefficient
    return figures.ues[at][column] != (total / weight if weight else None)


def _of_group(figures: ClassFigures, setting: BulletinSetting) -> Iterator[str]:
    count = len(figures.settled_semesters)
    if any(figures.is_large(values) for values in figures.settled_ues):
        yield _(
            "Traits fins : les {count} étudiants du semestre, sans nom ; point : vous ; trait long : 10."
        ).format(count=count)
    contact = setting.institution.contact or _("secrétariat du département")
    if setting.report_before is None:
        yield _("Une erreur ? Signalez-la : {contact}.").format(contact=contact)
    else:
        sentence = _("Une erreur ? Signalez-la avant le {day} : {contact}.")
        yield sentence.format(day=on_paper(setting.report_before), contact=contact)
