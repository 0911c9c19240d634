# SPDX-License-Identifier: EUPL-1.2
"""Which maquette a section is: diploma, semester, regime, parcours, all from its heading."""

import re
from dataclasses import dataclass

from delibere.curriculum.model import Maquette, Regime

_HEADING = re.compile(
    r"Semestre (?P<semester>[1-6]) (?P<diploma>BUT \w+)"
    r"(?P<fa> (?:en|par) alternance)?(?: (?P<parcours>[A-Z]{2,6}))?"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a heading says."""

    diploma: str
    semester: int
    regime: Regime
    parcours: str | None

    @property
    def slug(self) -> str:
        """The slug its maquette will have."""
        return Maquette(self.semester, self.regime, self.parcours, (), ()).id


def identify(heading: str) -> Identity | None:
    """What this heading says, None when it is not one. Nothing about the regime means FI."""
    found = _HEADING.fullmatch(heading.strip("*# "))
    if found is None:
        return None
    regime = Regime.FA if found["fa"] else Regime.FI
    return Identity(found["diploma"], int(found["semester"]), regime, found["parcours"])
