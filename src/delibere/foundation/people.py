# SPDX-License-Identifier: EUPL-1.2
"""The people whose year depends on the figures."""

import unicodedata
from dataclasses import dataclass

_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Student:
    """Identity as the registry gives it.

    Attributes:
        nip: number in the university: text, up to 8 digits, leading zeros kept.
        surname: in capitals, as on lists.
        first_name: as written.
        ine: national number, 11 characters, or None.
        group: TD group, or None.
    """

    nip: str
    surname: str
    first_name: str
    ine: str | None = None
    group: str | None = None

    @property
    def name(self) -> str:
        """« FRAMBOISE Félix »."""
        return f"{self.surname} {self.first_name}"

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """Order of French lists: accents, apostrophes, hyphens ignored, œ = oe, ł = l; then the NIP."""
        return _plain_letters(self.surname), _plain_letters(self.first_name), self.nip


def _plain_letters(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower().translate(_JOINED))
    return "".join(letter for letter in decomposed if letter.isalnum())
