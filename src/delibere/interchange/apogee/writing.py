# SPDX-License-Identifier: EUPL-1.2
"""The file with the content of chosen cells replaced, and nothing else."""

from collections.abc import Iterable

from delibere.interchange.apogee.bytes import bytes_of, content, ending
from delibere.interchange.apogee.file import ApogeeFile
from delibere.interchange.apogee.judging import Judged, Verdict

WRITTEN = (Verdict.NEW, Verdict.CHANGED)


def write(file: ApogeeFile, chosen: Iterable[Judged]) -> bytes:
    """The bytes of the file, with these values in their cells; the others among `chosen` change nothing.

    Args:
        file: as read.
        chosen: what `judge` said of it; only NEW and CHANGED are written.
    """
    lines = list(file.lines)
    for one in chosen:
        if one.verdict in WRITTEN and one.row is not None and one.column is not None:
            value = bytes_of(one.after, file.encoding)
            lines[one.row.index] = _replaced(lines[one.row.index], file.places[one.column.id], value)
    return b"".join(lines)


def _replaced(line: bytes, place: int, value: bytes) -> bytes:
    """A row may stop before the cell: the tabulations up to it are added."""
    cells = content(line).split(b"\t")
    cells += [b""] * (place + 1 - len(cells))
    cells[place] = value
    return b"\t".join(cells) + ending(line)
