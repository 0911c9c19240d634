# SPDX-License-Identifier: EUPL-1.2
"""What the grid sends, written; and all that it must show anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from delibere.services.records.completeness.awaited import Awaited
from delibere.services.records.journal import Author
from delibere.services.records.maquettes import maquette_in_force
from delibere.services.records.marks.averages import (
    ModuleFigure,
    module_averages,
    module_completeness,
    rules_of,
)
from delibere.services.records.marks.cells import CellAnswer, CellEdit, Verdict
from delibere.services.records.marks.writing import write_cells
from delibere.store.models import Promotion


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of some cells.

    Attributes:
        figures: by key of enrolment, the averages of those of whom something changed.
        awaited: by key of evaluation, how far those of the module have gone; nothing when nothing changed.
    """

    answers: Sequence[CellAnswer]
    figures: Mapping[int, ModuleFigure]
    awaited: Mapping[int, Awaited]


def from_where(author: Author, way: str) -> Author:
    """The same person, by another way than the keyboard: « 10.0.0.1, collage »."""
    return replace(author, origin=f"{author.origin}, {way}" if way else author.origin)


def save_cells(
    author: Author, promotion: Promotion, module: str, edits: Sequence[CellEdit], why: str = ""
) -> Saved:
    """Write cells of one module (or of LOCAL_BONUS), as `write_marks` does.

    Args:
        author: who types.
        promotion: whose students.
        module: whose evaluations; others are refused.
        edits: of several for one cell, the last counts.
        why: a reason, once an evaluation was locked.
    """
    last = {edit.cell: edit for edit in edits}
    written = write_cells(author, promotion, list(last.values()), why, module=module)
    changed = {answer.enrolment for answer in written.answers if answer.verdict is Verdict.SAVED}
    if not changed:
        return Saved(written.answers, {}, {})
    people = [one for one in written.people if one.pk in changed]
    evaluations = tuple(promotion.evaluations.filter(module=module))
    maquette, rules = maquette_in_force(promotion), rules_of(promotion)
    figures = module_averages(maquette, rules, module, evaluations, people)
    return Saved(written.answers, figures, module_completeness(promotion, maquette, rules, evaluations))
