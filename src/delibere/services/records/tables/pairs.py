# SPDX-License-Identifier: EUPL-1.2
"""Promotions two by two: the odd and the even semester of the same year of the course."""

from collections.abc import Iterable
from dataclasses import dataclass

from delibere.store.models import Promotion


@dataclass(frozen=True, slots=True)
class Pair:
    """« BUT2 · FI · OSC » and its semesters, of which one may not be open."""

    name: str
    odd: Promotion | None
    even: Promotion | None


def pairs_of_semesters(promotions: Iterable[Promotion]) -> list[Pair]:
    """In the order of the course."""
    found: dict[str, dict[int, Promotion]] = {}
    for one in sorted(promotions, key=lambda promotion: promotion.slug):
        key = f"BUT{(one.semester + 1) // 2}{one.slug[2:]}"
        found.setdefault(key, {})[one.semester % 2] = one
    return [Pair(_name(key), halves.get(1), halves.get(0)) for key, halves in sorted(found.items())]


def _name(key: str) -> str:
    return key.upper().replace("-", " · ")
