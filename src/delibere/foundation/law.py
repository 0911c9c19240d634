# SPDX-License-Identifier: EUPL-1.2
"""References to the national texts, quoted by point only."""

from dataclasses import dataclass

from delibere.foundation.language import _


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a text: what sentences shown to people cite."""

    text: str
    point: str

    def __str__(self) -> str:
        return _("{text}, point {point}").format(text=self.text, point=self.point)


def annexe_1(point: str) -> Reference:
    """A point of annexe 1 of the arrêté of 27 May 2021 (then of 15 April 2022)."""
    return Reference(_("annexe 1"), point)
