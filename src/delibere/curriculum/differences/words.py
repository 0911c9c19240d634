# SPDX-License-Identifier: EUPL-1.2
"""What differs, in sentences that a council can be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from delibere.curriculum.differences.values import (
    Change,
    Comparison,
    CurriculumComparison,
    ModuleDifference,
    Pair,
    UeDifference,
)
from delibere.curriculum.model import Maquette, Module, Ue
from delibere.foundation.language import _, plural
from delibere.foundation.numbers import french, french_minimal


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said about one subject."""

    title: str
    sentences: tuple[str, ...]


def in_words(comparison: Comparison) -> tuple[Paragraph, ...]:
    """Every difference between two maquettes; what does not change is said in a word."""
    if comparison.identical:
        same = _("Les deux maquettes sont identiques, module par module.")
        return (Paragraph(_("Aucune différence"), (same,)),)
    found = (
        Paragraph(_("UE"), tuple(_ues(comparison))),
        Paragraph(_("Modules"), (_counts(comparison), *_modules(comparison))),
        Paragraph(_("Crédits et totaux"), tuple(_totals(comparison))),
        Paragraph(_("Part des SAÉ"), tuple(_shares(comparison))),
        Paragraph(_("Codes Apogée"), tuple(_codes(comparison))),
    )
    return tuple(paragraph for paragraph in found if paragraph.sentences)


def curricula_in_words(comparison: CurriculumComparison) -> tuple[str, ...]:
    """What differs between two curricula besides the maquettes that both have."""
    return tuple(_curricula(comparison))


def _curricula(comparison: CurriculumComparison) -> Iterator[str]:
    before, after = comparison.before, comparison.after
    if before.diploma != after.diploma:
        message = _("Le diplôme n’est pas le même : « {before} », puis « {after} ».")
        yield message.format(before=before.diploma, after=after.diploma)
    if before.academic_year != after.academic_year:
        message = _("L’année passe de {before} à {after}.")
        yield message.format(before=before.academic_year, after=after.academic_year)
    for maquette in comparison.removed:
        yield _("{maquette} n’existe plus ({what}).").format(maquette=maquette.name, what=_size(maquette))
    for maquette in comparison.added:
        yield _("{maquette} est nouvelle ({what}).").format(maquette=maquette.name, what=_size(maquette))


def _size(maquette: Maquette) -> str:
    count = len(maquette.modules)
    modules = plural(_("{n} module"), _("{n} modules"), count).format(n=count)
    return _("{modules}, {ects} ECTS").format(modules=modules, ects=french_minimal(maquette.ects))


def _ues(comparison: Comparison) -> Iterator[str]:
    for line in comparison.ues:
        if line.before and line.after:
            clauses = list(_ue_clauses(line.before, line.after))
            if clauses:
                yield _("{code} : {what}.").format(code=line.before.code, what=_(" ; ").join(clauses))
        elif ue := line.after or line.before:
            message = _("{code} « {title} » est ajoutée : {what}.")
            if line.before:
                message = _("{code} « {title} » est retirée : {what}.")
            yield message.format(code=ue.code, title=ue.title, what=_worth(line, ue))


def _worth(line: UeDifference, ue: Ue) -> str:
    total = line.total.after if line.before is None else line.total.before
    return _("niveau {level}, {ects} ECTS, {total} de coefficients").format(
        level=ue.level or "?", ects=french_minimal(ue.ects), total=french_minimal(total or Decimal(0))
    )


def _ue_clauses(before: Ue, after: Ue) -> Iterator[str]:
    if before.code != after.code:
        yield _("le code devient {code}").format(code=after.code)
    if before.title != after.title:
        yield _("l’intitulé « {before} » devient « {after} »").format(before=before.title, after=after.title)
    elif before.competence != after.competence:
        yield _("la compétence n’est plus la même")
    if before.level != after.level:
        message = _("le niveau passe de {before} à {after}")
        yield message.format(before=before.level or "?", after=after.level or "?")
    if before.ects != after.ects:
        yield _("les crédits passent {figures}").format(figures=_figures(Pair(before.ects, after.ects)))


def _counts(comparison: Comparison) -> str:
    counts = [
        (comparison.count("+"), _("{n} ajouté"), _("{n} ajoutés")),
        (comparison.count("−"), _("{n} retiré"), _("{n} retirés")),
        (comparison.count("≠"), _("{n} modifié"), _("{n} modifiés")),
        (comparison.count("="), _("{n} identique"), _("{n} identiques")),
    ]
    return ", ".join(plural(one, many, n).format(n=n) for n, one, many in counts if n) + "."


def _modules(comparison: Comparison) -> Iterator[str]:
    for line in comparison.modules:
        if not line.changes:
            continue
        module = line.module
        what = _(" ; ").join(_module_clauses(comparison, line))
        yield _("{pn} « {title} » {what}.").format(pn=module.pn, title=module.title, what=what)
    if comparison.reordered:
        yield _("Les modules ne sont plus dans le même ordre.")


def _module_clauses(comparison: Comparison, line: ModuleDifference) -> Iterator[str]:
    if line.before is None:
        yield _("est ajouté : {weights}").format(weights=_weights(line.module))
    elif line.after is None:
        yield _("est retiré : {weights}").format(weights=_weights(line.module))
    else:
        yield from _texts(line.changes, line.before, line.after)
        if Change.COEFFICIENT in line.changes:
            yield from _coefficients(comparison, line)


def _weights(module: Module) -> str:
    """« TBQTR314, 0,25 en UE31, 0,25 en UE32, 0,5 dans le semestre »."""
    weights = [
        _("{value} en {ue}").format(value=french_minimal(value), ue=ue)
        for ue, value in module.coefficients.items()
        if value
    ]
    semester = _("{value} dans le semestre").format(value=french_minimal(module.coefficient))
    return ", ".join([module.apogee, *([*weights, semester] if weights else [_("sans coefficient")])])


def _texts(changes: tuple[Change, ...], before: Module, after: Module) -> Iterator[str]:
    if Change.TITLE in changes:
        yield _("au lieu de « {title} »").format(title=before.title)
    if Change.PN in changes:
        yield _("au lieu du code PN {code}").format(code=before.pn)
    if Change.APOGEE in changes:
        message = _("passe du code Apogée {before} à {after}")
        yield message.format(before=before.apogee, after=after.apogee)
    if Change.BLOCK in changes:
        message = _("passe du bloc « {before} » à « {after} »")
        yield message.format(before=before.block or "–", after=after.block or "–")


def _coefficients(comparison: Comparison, line: ModuleDifference) -> Iterator[str]:
    for ue, pair in zip(comparison.ues, line.coefficients, strict=True):
        if pair.gap:
            yield _("passe {figures} en {ue}").format(figures=_figures(pair), ue=ue.code)
    if line.semester.gap:
        yield _("passe {figures} dans le semestre").format(figures=_figures(line.semester))


def _totals(comparison: Comparison) -> Iterator[str]:
    both = [ue for ue in comparison.ues if ue.before and ue.after]
    for ue in both:
        if ue.total.gap:
            message = _("Le total de {ue} passe {figures}.")
            yield message.format(ue=ue.code, figures=_figures(ue.total))
    if both and not any(ue.total.gap for ue in both):
        totals = ", ".join(f"{ue.code} {french_minimal(ue.total.after or Decimal(0))}" for ue in both)
        yield _("Les totaux des coefficients ne changent pas : {totals}.").format(totals=totals)
    yield _in_semester(comparison.total, _("Les coefficients du semestre"))
    yield _in_semester(comparison.ects, _("Les crédits du semestre"))


def _in_semester(pair: Pair[Decimal], what: str) -> str:
    if pair.gap:
        return _("{what} passent {figures}.").format(what=what, figures=_figures(pair))
    return _("{what} restent à {figure}.").format(what=what, figure=french_minimal(pair.after or Decimal(0)))


def _shares(comparison: Comparison) -> Iterator[str]:
    moving = [ue for ue in comparison.ues if ue.before and ue.after and ue.sae.changed]
    for ue in moving:
        message = _("{ue} passe de {before} à {after} % de SAÉ.")
        yield message.format(ue=ue.code, before=_percent(ue.sae.before), after=_percent(ue.sae.after))
    if not moving:
        yield _("Aucune UE ne change de part.")
    elif len(moving) < sum(ue.before is not None and ue.after is not None for ue in comparison.ues):
        yield _("Les autres ne bougent pas.")


def _percent(share: Fraction | None) -> str:
    return french(share * 100) if share is not None else "–"


def _codes(comparison: Comparison) -> Iterator[str]:
    """What has to be made in the registry, or is of no more use there."""
    if comparison.recoded:
        pairs = ((line.before, line.after) for line in comparison.modules)
        before, after = next((one.apogee, other.apogee) for one, other in pairs if one and other)
        message = _("Tous les codes changent : {before} devient {after}, et ainsi de suite.")
        yield message.format(before=before, after=after)
        return
    old, new = ({module.apogee: 0 for module in m.modules} for m in (comparison.before, comparison.after))
    appearing, leaving = [code for code in new if code not in old], [code for code in old if code not in new]
    if appearing:
        message = plural(_("{codes} apparaît."), _("{codes} apparaissent."), len(appearing))
        yield message.format(codes=", ".join(appearing))
    if leaving:
        message = plural(_("{codes} ne sert plus."), _("{codes} ne servent plus."), len(leaving))
        yield message.format(codes=", ".join(leaving))


def _figures(pair: Pair[Decimal]) -> str:
    """« de 1,5 à 1,3 (−0,2) »."""
    before, after, gap = (value or Decimal(0) for value in (pair.before, pair.after, pair.gap))
    plus = "+" if gap > 0 else ""
    return _("de {before} à {after} ({gap})").format(
        before=french_minimal(before), after=french_minimal(after), gap=plus + french_minimal(gap)
    )
