# SPDX-License-Identifier: EUPL-1.2
"""One slot read: its mark, or a sentence saying why it is none and what was probably meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from delibere.calculation.evaluations import Evaluation
from delibere.foundation.language import _
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.numbers import french_minimal
from delibere.interchange.marksheets.hints import likely_marks
from delibere.interchange.marksheets.slots import Bounds, in_hundredths, mark_of, number_of
from delibere.interchange.spreadsheet.cells import Cell, Form


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a slot cannot be read, in French, and what to do.

    Attributes:
        likely: what was most probably meant, as people type it; empty when nobody can tell.
    """

    message: str
    likely: str = ""


def read_slot(cell: Cell, bounds: Bounds) -> Mark | Refusal:
    """The mark of a slot: a number, a reason, or nothing yet."""
    typed = cell.form in {Form.TEXT, Form.NUMBER}
    if typed and not cell.text:
        return None
    mark = mark_of(cell.text, bounds) if typed else None
    return _refusal(cell, bounds) if mark is None else mark


def read_points(cell: Cell, bounds: Bounds) -> Decimal | Refusal | None:
    """A slot that holds a number or nothing: nobody is absent from a bonus."""
    mark = read_slot(cell, bounds)
    if isinstance(mark, Reason):
        message = _("« {text} » : un bonus est un nombre, ou rien. Videz la cellule.")
        return Refusal(message.format(text=cell.text))
    return mark


def _refusal(cell: Cell, bounds: Bounds) -> Refusal:
    likely = _likely(cell, bounds)
    return Refusal(" ".join([_why(cell, bounds), *_hint(likely)]), likely[0] if likely else "")


def _why(cell: Cell, bounds: Bounds) -> str:
    if cell.form is Form.ERROR:
        return _("{text} : la formule a échoué. Tapez la note elle-même.").format(text=cell.text)
    if cell.form is Form.MOMENT:
        return _("{text} : le tableur a cru lire une date ou une heure.").format(text=_moment(cell.text))
    value = number_of(cell.text)
    if value is None:
        return _("« {text} » n’est ni une note ni ABI, ABJ, EXC, ATT ou DIS.").format(text=cell.text)
    return _why_number(value, cell.text.replace(".", ","), bounds)


def _why_number(value: Decimal, text: str, bounds: Bounds) -> str:
    if bounds.hold(value) and not in_hundredths(value):
        return _("« {text} » : deux décimales au plus.").format(text=text)
    scale = french_minimal(bounds.highest)
    if bounds.lowest:
        return _("« {text} » n’est pas entre −{scale} et {scale}.").format(text=text, scale=scale)
    if value < 0:
        return _("« {text} » : une note n’est pas négative.").format(text=text)
    return _("« {text} » n’est pas une note sur {scale}.").format(text=text, scale=scale)


def _moment(text: str) -> str:
    day = text.partition("T")[0]
    return date.fromisoformat(day).strftime("%d/%m/%Y") if "-" in day else text


def _likely(cell: Cell, bounds: Bounds) -> list[str]:
    marks = likely_marks(cell, bounds)
    return [mark.value if isinstance(mark, Reason) else french_minimal(mark) for mark in marks]


def _hint(likely: Sequence[str]) -> list[str]:
    """« Vouliez-vous 12,5 ? », or nothing."""
    message = _("Vouliez-vous {choice}\u202f?")
    return [message.format(choice=_(" ou ").join(likely))] if likely else []


def read_typed_mark(text: str, evaluation: Evaluation) -> Mark | Refusal:
    """What somebody typed in a page, read as a cell of a workbook would be; a local bonus has no module."""
    cell, bounds = Cell(text.strip()), Bounds.of(evaluation)
    return read_slot(cell, bounds) if evaluation.module else read_points(cell, bounds)
