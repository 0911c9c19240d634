# SPDX-License-Identifier: EUPL-1.2
"""The answers of ScoDoc's API about a semester (docs/formats/scodoc-semester.md)."""

from delibere.interchange.scodoc.dumps.reading import MOST_ANSWERS, read_dump
from delibere.interchange.scodoc.dumps.values import (
    Dump,
    DumpedEvaluation,
    DumpedMark,
    DumpedModule,
    DumpedSemester,
    DumpedStudent,
    DumpedUe,
    Standing,
)

__all__ = [
    "MOST_ANSWERS",
    "Dump",
    "DumpedEvaluation",
    "DumpedMark",
    "DumpedModule",
    "DumpedSemester",
    "DumpedStudent",
    "DumpedUe",
    "Standing",
    "read_dump",
]
