# SPDX-License-Identifier: EUPL-1.2
"""« Détail »: every figure opened into its terms, so that anyone can do it again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from delibere.calculation.explanation import Explanation, Operation
from delibere.documents.results.book import GREY, GROUP_RULE, Page
from delibere.documents.results.grid import NO_VALUE
from delibere.foundation.language import _
from delibere.foundation.numbers import half_up, write_fraction
from delibere.foundation.people import Student


@dataclass(frozen=True, slots=True)
class _Step:
    depth: int
    weight: Fraction | None
    left_out: str | None
    made: Explanation


def write_details(page: Page, figures: Iterable[tuple[Student, Explanation]]) -> None:
    """One line for each figure, then one for each of its terms, and of theirs."""
    heads, operations = _heads(), _operations()
    page.list_heads(heads)
    page.sheet.outline_settings(visible=True, symbols_below=False, symbols_right=False)
    row = page.top
    for student, explanation in figures:
        for step in _steps(explanation):
            row += 1
            _write_step(page, row, student, step, operations[step.made.operation])
    page.list_end(row, len(heads))


def without_marks(made: Explanation) -> Explanation:
    """The figure down to its modules: the marks that made them stand in another workbook."""
    if all(term.value.operation is Operation.MARK for term in made.terms):
        return replace(made, terms=())
    return replace(made, terms=tuple(replace(t, value=without_marks(t.value)) for t in made.terms))


def _heads() -> list[tuple[str, float]]:
    return [
        (_("Étudiant"), 26),
        (_("NIP"), 10),
        (_("Élément"), 34),
        (_("Coefficient"), 12),
        (_("Valeur exacte"), 18),
        (_("soit"), 11),
        (_("Calcul"), 20),
        (_("Écarté, ou à savoir"), 60),
    ]


def _steps(
    made: Explanation, depth: int = 0, weight: Fraction | None = None, left_out: str | None = None
) -> Iterator[_Step]:
    made = made.without_idle_steps()
    yield _Step(depth, weight, left_out, made)
    for term in made.terms:
        yield from _steps(term.value, depth + 1, term.weight, term.left_out)


def _write_step(page: Page, row: int, student: Student, step: _Step, operation: str) -> None:
    made = step.made
    plain: dict[str, Any] = {"bold": True, "top": 1, "top_color": GROUP_RULE} if step.depth == 0 else {}
    page.text(row, 0, student.name, **plain)
    page.text(row, 1, student.nip, **plain)
    page.text(row, 2, made.label, **plain, indent=step.depth)
    page.text(row, 3, _coefficient(step.weight), **plain, align="right")
    page.text(row, 4, _quotient(made.value), **plain, align="right")
    if made.value is None:
        page.text(row, 5, NO_VALUE, **plain, align="right")
    else:
        ten_thousandths = int(half_up(made.value, 4) * 10_000)
        page.number(row, 5, ten_thousandths / 10_000, **plain, num_format="0.0000")
    page.text(row, 6, operation, **plain, font_color=GREY, indent=1)
    page.text(row, 7, " ; ".join(dict.fromkeys(filter(None, (step.left_out, made.note)))), **plain)
    page.sheet.set_row(row, None, None, {"level": min(step.depth, 7), "hidden": _folded(step)})


def _folded(step: _Step) -> bool:
    """The single tests are one click away; what they make is in sight."""
    return step.depth > 2 and step.made.operation is Operation.MARK


def _coefficient(weight: Fraction | None) -> str:
    """With a comma where that is exact; a malus weighs less than nothing."""
    if weight is None:
        return ""
    return write_fraction(weight) if weight >= 0 else f"\u2212{write_fraction(-weight)}"


def _quotient(value: Fraction | None) -> str:
    """As a quotient of two integers, which loses nothing."""
    return NO_VALUE if value is None else str(value)


def _operations() -> dict[Operation, str]:
    """Each in a few words."""
    return {
        Operation.MARK: _("note"),
        Operation.WEIGHTED_MEAN: _("moyenne pondérée"),
        Operation.WEIGHTED_SUM: _("somme pondérée"),
        Operation.BETTER: _("la meilleure"),
        Operation.CHOICE: _("celle qui est retenue"),
        Operation.WITHHELD: _("sans moyenne"),
        Operation.LINEAR: _("à proportion"),
        Operation.STEPS: _("par paliers"),
        Operation.CLAMP: _("ramenée entre ses bornes"),
        Operation.INCREASE: _("majorée"),
        Operation.ROUNDED: _("arrondi au centième"),
        Operation.TRUNCATED: _("tronqué au centième"),
    }
