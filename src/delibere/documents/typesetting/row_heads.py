# SPDX-License-Identifier: EUPL-1.2
"""The first cell of each row of a table is its head, as the first row is that of each column.

A template whose rows begin with a mere number says which cell is the head by `strong(delta: 0)`.

The compiler tags heads of columns and tells every cell which is its own; it has no word for those of rows
that its Python package lets through. They are added to what it wrote: a name, a scope, and that name in the
other cells of the row (ISO 32000-1, 14.8.5.7). A row whose first cell is empty is headed by the next one.
"""

import re
from collections.abc import Iterator, MutableMapping

from delibere.documents.typesetting.compiled import references

_ELEMENT = b"<</Type/StructElem/S/"
_TABLE, _BODY, _CELL = _ELEMENT + b"Table/", _ELEMENT + b"TBody/", _ELEMENT + b"TD/"
_STRONG = re.compile(_ELEMENT + rb"Strong/P (\d+) 0 R")
_KIDS = re.compile(rb"/K\[([^\]]*)\]")
_HEAD_OF_COLUMN = re.compile(rb"/Headers\[\((U\d+)x")


def name_row_heads(objects: MutableMapping[int, bytes]) -> dict[bytes, int]:
    """Rewrite the cells of every table that has heads of columns.

    Args:
        objects: those of one file, by number; changed in place.

    Returns:
        The names of the new heads (« U1x0y2 »: table, column, row, as the compiler's own), and their numbers.
    """
    names: dict[bytes, int] = {}
    chosen = {int(found[1]) for body in objects.values() if (found := _STRONG.match(body))}
    for table in [body for body in objects.values() if body.startswith(_TABLE)]:
        for height, row in _rows(objects, table):
            cells = [number for number in row if objects[number].startswith(_CELL)]
            at = _head_among(objects, cells, chosen)
            names |= {} if at is None else _headed(objects, cells, at, height)
    return names


def _rows(objects: MutableMapping[int, bytes], table: bytes) -> Iterator[tuple[int, list[int]]]:
    """The rows that hold figures, each with its place in the table."""
    height = 0
    for part in _kids(table):
        rows = _kids(objects[part])
        if objects[part].startswith(_BODY):
            yield from ((height + at, _kids(objects[row])) for at, row in enumerate(rows))
        height += len(rows)


def _head_among(objects: MutableMapping[int, bytes], cells: list[int], chosen: set[int]) -> int | None:
    full = (at for at, number in enumerate(cells) if b"/K[" in objects[number])
    return next((at for at, number in enumerate(cells) if number in chosen), next(full, None))


def _headed(objects: MutableMapping[int, bytes], cells: list[int], at: int, height: int) -> dict[bytes, int]:
    table = _HEAD_OF_COLUMN.search(objects[cells[at]])
    if table is None:
        return {}
    name = b"%bx%dy%d" % (table[1], at, height)
    for number in cells:
        objects[number] = objects[number].replace(b"/Headers[", b"/Headers[(%b)" % name, 1)
    head = objects[cells[at]].replace(b"/Headers[(%b)" % name, b"/Scope/Row/Headers[", 1)
    objects[cells[at]] = head.replace(b"/S/TD", b"/S/TH/ID(%b)" % name, 1)
    return {name: cells[at]}


def _kids(body: bytes) -> list[int]:
    found = _KIDS.search(body)
    return references(found[1]) if found else []
