# SPDX-License-Identifier: EUPL-1.2
"""« Détail »: every figure opened into its terms, so that anyone can do it again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from xlsxwriter.format import Format

from delibere.calculation.explanation import Explanation, Operation
from delibere.documents.results.book import GREY, GROUP_RULE, Book, Page
from delibere.documents.results.grid import NO_VALUE
from delibere.foundation.language import _
from delibere.foundation.numbers import half_up, write_fraction
from delibere.foundation.people import Student

_LEVELS = 8
"""The lines of a workbook fold under each other 7 times."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One line.

    Attributes:
        depth: 0 for a figure, 1 for its terms…
        weight, left_out: as a term of what it enters; None for a figure.
        enters: how what it enters is made; None for a figure.
    """

    made: Explanation
    depth: int = 0
    weight: Fraction | None = None
    left_out: str | None = None
    enters: Operation | None = None

    @property
    def is_test(self) -> bool:
        """A mark in the mean of a module; not the figure of an earlier decision, which enters otherwise."""
        return self.depth > 2 and self.made.operation is Operation.MARK and self.enters in _OF_TESTS


_OF_TESTS = frozenset({Operation.WEIGHTED_MEAN, Operation.WEIGHTED_SUM})


def write_details(page: Page, figures: Iterable[tuple[Student, Explanation]], *, down_to_tests: bool) -> None:
    """One line for each figure, then one for each of its terms, and of theirs.

    `down_to_tests`: folded under the modules they make.
    """
    heads, operations = _heads(), _operations()
    page.list_heads(heads, in_sight=2)
    page.sheet.outline_settings(visible=True, symbols_below=False, symbols_right=False)
    looks = [_looks(page.book, level) for level in range(_LEVELS)]
    row = page.top
    for student, explanation in figures:
        who = f"{student.name} · {student.nip}"
        for step in _steps(_Step(explanation)):
            if step.is_test and not down_to_tests:
                continue
            row, level = row + 1, min(step.depth, _LEVELS - 1)
            page.line(row, [who, *_cells(step, operations)], looks[level])
            page.sheet.set_row(row, None, None, {"level": level, "hidden": step.is_test})
    page.list_end(row, len(heads))


def _heads() -> list[tuple[str, float, str]]:
    return [
        (_("Étudiant"), 36, "left"),
        (_("Élément"), 34, "left"),
        (_("Coefficient"), 12, "right"),
        (_("Valeur exacte"), 18, "right"),
        (_("soit"), 11, "right"),
        (_("Calcul"), 20, "left"),
        (_("Écarté, ou à savoir"), 60, "left"),
    ]


def _looks(book: Book, level: int) -> list[Format]:
    """One for each column: a figure stands out, its terms go in."""
    plain: dict[str, Any] = {} if level else {"bold": True, "top": 1, "top_color": GROUP_RULE}
    figure = plain | {"align": "right"}
    return [
        book.style(**(plain or {"font_color": GREY})),
        book.style(**plain, indent=level),
        book.style(**figure),
        book.style(**figure),
        book.style(**figure, num_format="0.0000"),
        book.style(**plain, font_color=GREY, indent=1),
        book.style(**plain),
    ]


def _steps(step: _Step) -> Iterator[_Step]:
    """This one, then those under it, each without what made nothing."""
    yield step
    for term in step.made.terms:
        made = term.value.without_idle_steps()
        yield from _steps(_Step(made, step.depth + 1, term.weight, term.left_out, step.made.operation))


def _cells(step: _Step, operations: Mapping[Operation, str]) -> list[str | float]:
    value = step.made.value
    return [
        step.made.label,
        _coefficient(step.weight),
        NO_VALUE if value is None else str(value),
        NO_VALUE if value is None else float(half_up(value, 4)),
        operations[step.made.operation],
        " ; ".join(dict.fromkeys(filter(None, (step.left_out, step.made.note)))),
    ]


def _coefficient(weight: Fraction | None) -> str:
    """With a comma where that is exact; a malus weighs less than nothing."""
    if weight is None:
        return ""
    return write_fraction(weight) if weight >= 0 else f"\u2212{write_fraction(-weight)}"


def _operations() -> dict[Operation, str]:
    """Each in a few words; a mark is not computed."""
    return {
        Operation.MARK: "",
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
