# SPDX-License-Identifier: EUPL-1.2
"""Two writings of the same word, told to be the same."""

import unicodedata

_JOINED = str.maketrans({"œ": "oe", "æ": "ae", "ł": "l", "ø": "o", "đ": "d", "ß": "ss"})


def plain_letters(text: str) -> str:
    """Letters and digits alone, lower case, without accents: « N° étudiant » → « netudiant », œ → oe."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_JOINED))
    return "".join(letter for letter in decomposed if letter.isalnum())
