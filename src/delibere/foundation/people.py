# SPDX-License-Identifier: EUPL-1.2
"""The people whose year depends on the figures."""

from dataclasses import dataclass, field

from delibere.foundation.civil import Civil
from delibere.foundation.letters import plain_letters


@dataclass(frozen=True, slots=True)
class Student:
    """Identity as the registry gives it.

    Attributes:
        nip: number in the university: text, up to 8 digits, leading zeros kept.
        surname: in capitals, as on lists.
        first_name: as written.
        ine: national number, 11 characters, or None.
        group: TD group, or None.
        email: where to write to, or None.
        civil: what papers print beside the name; computations and sealed sessions go without.
    """

    nip: str
    surname: str
    first_name: str
    ine: str | None = None
    group: str | None = None
    email: str | None = None
    civil: Civil = field(default_factory=Civil)

    @property
    def name(self) -> str:
        """« FRAMBOISE Félix »."""
        return f"{self.surname} {self.first_name}".strip()

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Order of French lists: accents, apostrophes, hyphens ignored, œ = oe, ł = l; then the NIP."""
        return plain_letters(self.surname), plain_letters(self.first_name), self.nip


def without_zeros(nip: str) -> str:
    """What tells two NIP apart even where a spreadsheet ate leading zeros."""
    return nip.lstrip("0") or "0"
