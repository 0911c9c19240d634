# SPDX-License-Identifier: EUPL-1.2
"""Where a module's codes and title stand among the cells of its row, whatever the row went through."""

import re
from typing import NamedTuple

from delibere.curriculum.codes import PnCode
from delibere.interchange.mcc.figures import figures

_CODE_LIKE = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[A-Za-z0-9]{4,12}")


class Anchors(NamedTuple):
    """Places among the cells; None for what is not to be found."""

    apogee: int | None
    pn: int | None
    title: int | None

    @property
    def first(self) -> int:
        """Where the first of them stands: before it there is only the name of a block."""
        return min((place for place in self if place is not None), default=0)

    @property
    def end(self) -> int:
        """Where the numbers may begin."""
        return max((place for place in self if place is not None), default=-1) + 1


def looks_like_apogee(cell: str) -> bool:
    """Letters and digits without a space: what a registry's code looks like, even damaged."""
    return _CODE_LIKE.fullmatch(cell) is not None


def find_anchors(cells: tuple[str, ...]) -> Anchors:
    """The anchors of a module's row: each is told by its shape, or else by the one beside it."""
    apogee = next((i for i, cell in enumerate(cells) if looks_like_apogee(cell)), None)
    pn = next((i for i, cell in enumerate(cells) if i != apogee and PnCode.parse(cell)), None)
    if pn is None and apogee is not None:
        pn = _text_before_title(cells, apogee)
    if apogee is None and pn is not None:
        apogee = _word_before(cells, pn)
    if apogee is not None and pn is not None and pn < apogee:
        return Anchors(None, pn, None)
    known = [place for place in (apogee, pn) if place is not None]
    return Anchors(apogee, pn, _title(cells, max(known)) if known else None)


def _text_before_title(cells: tuple[str, ...], apogee: int) -> int | None:
    """The code PN, badly written, when two texts follow the Apogée code."""
    texts = [i for i in range(apogee + 1, len(cells)) if cells[i] and figures(cells[i]) is None]
    return texts[0] if len(texts) > 1 else None


def _word_before(cells: tuple[str, ...], pn: int) -> int | None:
    """The Apogée code, badly written: a single word before the code PN."""
    words = [i for i in range(pn) if cells[i] and " " not in cells[i]]
    return words[-1] if words else None


def _title(cells: tuple[str, ...], after: int) -> int | None:
    following = next((i for i in range(after + 1, len(cells)) if cells[i]), None)
    return following if following is not None and figures(cells[following]) is None else None
