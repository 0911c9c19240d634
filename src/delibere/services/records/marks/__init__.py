# SPDX-License-Identifier: EUPL-1.2
"""Marks written cell by cell: what is wrong is told and not saved, what somebody else changed is not lost."""

from delibere.services.records.marks.asked import concerned
from delibere.services.records.marks.cells import Cell, CellAnswer, CellEdit, Verdict
from delibere.services.records.marks.writing import history, try_marks, write_marks

__all__ = [
    "Cell",
    "CellAnswer",
    "CellEdit",
    "Verdict",
    "concerned",
    "history",
    "try_marks",
    "write_marks",
]
