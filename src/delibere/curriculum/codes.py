# SPDX-License-Identifier: EUPL-1.2
"""The grammar of codes: what a code PN says, and what makes an Apogée code well formed."""

import re
from dataclasses import dataclass
from functools import lru_cache

APOGEE = re.compile(r"[A-Z0-9]{3,8}")
_DOTTED = re.compile(
    r"(?P<kind>R|SAE|SAÉ|S)\s?(?P<semester>[1-6])(?:\.(?P<parcours>[A-Z]{2,4}))?"
    r"\.(?P<number>\d{2}|AL\d?|PF|Portfolio|ST)"
)
_COMPACT = re.compile(r"(?P<kind>R|SAE|SAÉ|S)\s?(?P<semester>[1-6])(?P<parcours>)(?P<number>\d{2})")
_LOCAL = re.compile(
    r"(?!R\.|S\.|SAE\.)(?P<kind>[A-Z]{1,3})(?P<semester>)(?P<parcours>)\.(?P<number>[A-Z]{2,3}\d?)"
)
_KINDS = {"SAÉ": "SAE", "S": "SAE"}
_NUMBERS = {"Portfolio": "PF"}


@dataclass(frozen=True, slots=True)
class PnCode:
    """What a code of the national programme says (« R3.OSC.13 »), or a code of local adaptation (« H.IA »).

    Attributes:
        kind: « R », « SAE », or the letters of a local code.
        semester: 1 to 6; None for a local code, which does not say it.
        parcours: segment of the speciality, None for a common module.
        number: « 13 », « AL1 », « PF », « ST »…
    """

    kind: str
    semester: int | None
    parcours: str | None
    number: str

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> "PnCode | None":
        """The code this text writes, None when it is not well formed."""
        for pattern in (_DOTTED, _COMPACT, _LOCAL):
            if found := pattern.fullmatch(text):
                return cls(
                    kind=_KINDS.get(found["kind"], found["kind"]),
                    semester=int(found["semester"]) if found["semester"] else None,
                    parcours=found["parcours"] or None,
                    number=_NUMBERS.get(found["number"], found["number"]),
                )
        return None

    def __str__(self) -> str:
        """One spelling for all its variants: « SAE3.PF » for « SAE3.Portfolio » and « SAÉ 3.PF »."""
        return ".".join(
            part for part in (f"{self.kind}{self.semester or ''}", self.parcours, self.number) if part
        )


@lru_cache(maxsize=4096)
def canonical(pn: str) -> str:
    """The same text for every spelling of a code PN; the text itself when it is not well formed."""
    return str(PnCode.parse(pn) or pn)
