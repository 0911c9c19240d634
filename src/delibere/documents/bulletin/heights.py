# SPDX-License-Identifier: EUPL-1.2
"""Fixed heights of rows, measured before typesetting, and where modules pass to another page.

A row of fixed height is laid out once instead of twice: a third more pages a second (docs/measures.md). All
lengths in points; they are those of bulletin.typ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from delibere.curriculum.model import Maquette, Pole
from delibere.documents.typesetting import Json
from delibere.documents.typesetting.measures import lines_of

MM = 72 / 25.4
_BODY = 274 * MM
"""From the top margin to the bottom one."""
_HEAD, _PROVISIONAL, _SCALE, _SEMESTER, _FOOT = 120.0, 34.0, 26.0, 25.0, 26.0
_MODULE_HEAD, _GROUP, _SUMS, _NOTES, _CONTINUED = 40.0, 18.0, 29.0, 48.0, 60.0
_TITLE_WIDTH, _UE_WIDTH = 170 * MM - (19.5 + 11 + 14) * MM, (170 - 11 - 38 - 17 - 13 - 13 - 10 - 13) * MM
_COMFORTABLE, _TIGHT = 14.4, 11.2


@dataclass(frozen=True, slots=True)
class Chunk:
    """Modules that stand on one page: for each pole, its modules."""

    groups: tuple[tuple[Pole, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Heights:
    """Where everything stands.

    Attributes:
        ues: height of the row of each UE.
        modules: height of the row of each module.
        coefficient: width of the column of a UE in millimetres.
        together: modules stand on the page of the UE.
        chunks: modules page by page.
    """

    ues: tuple[float, ...]
    modules: tuple[float, ...]
    coefficient: float
    together: bool
    chunks: tuple[Chunk, ...]

    def of_chunk(self, chunk: Chunk, *, last: bool) -> list[Json]:
        """The heights of the rows of a table: its head, then groups and modules, then the sums."""
        rows: list[Json] = [16.0]
        for _pole, modules in chunk.groups:
            rows += [_GROUP, *(self.modules[at] for at in modules)]
        return [*rows, *([16.0, 13.0] if last else [])]


def heights(
    maquette: Maquette, sentences: Sequence[Sequence[str]], *, names: int, provisional: bool, decided: int
) -> Heights:
    """Measure a class.

    Args:
        maquette: its titles.
        sentences: by UE, everything said of it to somebody.
        names: lines that the longest name takes.
        provisional: at least one bulletin is.
        decided: lines that the longest decision takes.
    """
    ues = tuple(
        7
        + 10.8 * lines_of(ue.title, _UE_WIDTH, 8.5, "SemiBold")
        + 9.6 * max((lines_of(s, _UE_WIDTH, 7.2) for s in own), default=1)
        for ue, own in zip(maquette.ues, sentences, strict=True)
    )
    width = min(12.6, 78 / max(len(maquette.ues), 1))
    room = _TITLE_WIDTH - len(maquette.ues) * width * MM - 4
    lines = [lines_of(module.title, room, 8.3) for module in maquette.modules]
    head = (
        _HEAD
        + (11 * names - 15 if names > 1 else 0)
        + _PROVISIONAL * provisional
        + _SCALE
        + sum(ues)
        + _SEMESTER
        + 13 * decided
    )
    free = _BODY - head - _MODULE_HEAD - 2 * _GROUP - _SUMS - _NOTES - _FOOT
    tight = [_TIGHT + 10.6 * (count - 1) for count in lines]
    together = sum(tight) <= free
    spare = max(0.0, (free - sum(tight)) / max(len(tight), 1)) if together else _COMFORTABLE
    modules = tuple(height + min(_COMFORTABLE - _TIGHT, spare) for height in tight)
    chunks = _chunks(maquette, modules, _BODY if together else _BODY - _CONTINUED - _FOOT - _SUMS - 16)
    return Heights(ues, modules, width, together, chunks)


def _chunks(maquette: Maquette, rows: Sequence[float], free: float) -> tuple[Chunk, ...]:
    """Modules by pole, and by page where they need several."""
    pages: list[list[tuple[Pole, list[int]]]] = [[]]
    used = 0.0
    for pole in Pole:
        opened = False
        for at, module in enumerate(maquette.modules):
            if module.pole is not pole:
                continue
            need = rows[at] + (0 if opened else _GROUP)
            if used + need > free and pages[-1]:
                pages.append([])
                used, opened = 0.0, False
                need = rows[at] + _GROUP
            if not opened:
                pages[-1].append((pole, []))
                opened = True
            pages[-1][-1][1].append(at)
            used += need
    return tuple(Chunk(tuple((pole, tuple(own)) for pole, own in page)) for page in pages)
