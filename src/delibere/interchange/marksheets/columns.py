# SPDX-License-Identifier: EUPL-1.2
"""Which column of a filled sheet is which, by its heading alone: sheets may be renamed, columns moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from delibere.calculation.evaluations import Evaluation
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.interchange.marksheets.pages import BONUS_BOUNDS
from delibere.interchange.marksheets.plans import BONUS, SheetPlan, find_module
from delibere.interchange.marksheets.slots import Bounds
from delibere.interchange.spreadsheet.tables import Table


@dataclass(frozen=True, slots=True)
class Slots:
    """One column that a plan asks for: an evaluation or a bonus."""

    heading: str
    bounds: Bounds
    letters: bool


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """Where a wanted column stands; `index` counts the evaluations, then the bonus names."""

    table: Table
    column: int
    index: int


def wanted_columns(plan: SheetPlan) -> list[Slots]:
    """The evaluations, then the bonus names."""
    return [
        *(Slots(plan.heading(e), Bounds.of(e), letters=True) for e in plan.evaluations),
        *(Slots(f"{BONUS} / {name}", BONUS_BOUNDS, letters=False) for name in plan.bonus_names),
    ]


def bonus_names(tables: Sequence[Table]) -> tuple[str, ...]:
    """Those that the headings of a sheet made by hand name: « Bonus / sport »."""
    parts = (heading.partition("/") for table in tables for heading in table.others.values())
    return tuple(dict.fromkeys(name.strip() for code, _slash, name in parts if _is_bonus(code)))


def find_columns(
    plan: SheetPlan, tables: Sequence[Table], missing: Severity
) -> tuple[list[FoundColumn], list[Finding]]:
    """The columns of every sheet that the plan knows; those unknown, doubled or missing are findings."""
    found: list[FoundColumn] = []
    findings = []
    for table in tables:
        for column, heading in table.others.items():
            index = _index(plan, heading)
            problem = index if isinstance(index, str) else _double(found, index, heading)
            if problem:
                findings.append(table.finding(problem, column=column))
            elif isinstance(index, int):
                found.append(FoundColumn(table, column, index))
    return found, findings + _missing(plan, found, missing)


def _index(plan: SheetPlan, heading: str) -> int | str:
    """The place of a heading among the wanted columns, or why it has none."""
    code, _slash, title = (part.strip() for part in heading.partition("/"))
    if _is_bonus(code):
        return _bonus_index(plan, title)
    module = find_module(plan.maquette, code)
    if module is None:
        message = _("« {heading} » n’est pas de {maquette} : ôtez la colonne, ou changez de maquette.")
        return message.format(heading=heading, maquette=plan.maquette.name)
    expected = plan.of(module)
    matching = [e for e in expected if not title or plain_letters(e.title) == plain_letters(title)]
    if len(matching) == 1:
        return plan.evaluations.index(matching[0])
    return _no_evaluation(plan, heading, expected)


def _bonus_index(plan: SheetPlan, title: str) -> int | str:
    names = [plain_letters(name) for name in plan.bonus_names]
    if plain_letters(title) in names:
        return len(plan.evaluations) + names.index(plain_letters(title))
    message = _("Le bonus « {title} » n’est pas prévu dans cette feuille (prévus : {names}).")
    return message.format(title=title, names=", ".join(plan.bonus_names) or _("aucun"))


def _no_evaluation(plan: SheetPlan, heading: str, expected: Sequence[Evaluation]) -> str:
    message = _("« {heading} » n’est l’intitulé d’aucune évaluation prévue (prévues : {headings}).")
    headings = ", ".join(plan.heading(evaluation) for evaluation in expected)
    return message.format(heading=heading, headings=headings or _("aucune dans ce module"))


def _double(found: Sequence[FoundColumn], index: int, heading: str) -> str | None:
    if index not in {known.index for known in found}:
        return None
    return _("La colonne « {heading} » apparaît deux fois : gardez-en une.").format(heading=heading)


def _missing(plan: SheetPlan, found: Sequence[FoundColumn], severity: Severity) -> list[Finding]:
    present = {column.index for column in found}
    message = _("La colonne « {heading} » manque : aucune note n’y est lue. Ajoutez-la, même vide.")
    return [
        Finding(severity, message.format(heading=wanted.heading))
        for index, wanted in enumerate(wanted_columns(plan))
        if index not in present
    ]


def _is_bonus(code: str) -> bool:
    return plain_letters(code) == plain_letters(BONUS)
