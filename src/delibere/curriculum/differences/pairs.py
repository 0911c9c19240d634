# SPDX-License-Identifier: EUPL-1.2
"""Which thing of one list is which of another, and in what order to show both."""

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
Paired = list[tuple[T | None, T | None]]
Key = Callable[[T], Hashable]


def paired(before: Sequence[T], after: Sequence[T], keys: Sequence[Key[T]]) -> Paired[T]:
    """Everything of both lists, each thing beside its partner if it has one.

    Args:
        before: gives the order of what it holds.
        after: what only it holds follows what it follows there.
        keys: the first that makes two things equal pairs them; among several equal things, in order.
    """
    partners = _partners(before, after, keys)
    left = dict(zip(partners.values(), partners, strict=True))
    lines: list[tuple[int | None, int | None]] = [
        (place, partners.get(place)) for place in range(len(before))
    ]
    previous = 0
    for place in range(len(after)):
        if place in left:
            previous = lines.index((left[place], place)) + 1
            continue
        while previous < len(lines) and lines[previous][1] is None:
            previous += 1
        lines.insert(previous, (None, place))
        previous += 1
    return [
        (None if one is None else before[one], None if other is None else after[other])
        for one, other in lines
    ]


def _partners(before: Sequence[T], after: Sequence[T], keys: Sequence[Key[T]]) -> dict[int, int]:
    """Places in `before` → places in `after`."""
    partners: dict[int, int] = {}
    alone = list(range(len(after)))
    for key in keys:
        for place, thing in enumerate(before):
            if place not in partners:
                found = next((other for other in alone if key(after[other]) == key(thing)), None)
                if found is not None:
                    partners[place] = found
                    alone.remove(found)
    return partners
