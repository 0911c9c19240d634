# SPDX-License-Identifier: EUPL-1.2
"""Codes that people read aloud and type: « 7F3K-QX2M-94TD ». 60 bits: not to be guessed."""

import re
import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32: no I, L, O, U."""
_ALIKE = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})


def new_code() -> str:
    """A code that nobody can guess."""
    signs = "".join(secrets.choice(_SIGNS) for _sign in range(12))
    return "-".join(signs[at : at + 4] for at in (0, 4, 8))


def read_code(typed: str) -> str | None:
    """The code somebody typed, whatever its case, spaces, letters that look alike; None when it is none."""
    signs = re.sub(r"[\s-]", "", typed).upper().translate(_ALIKE)
    if len(signs) != 12 or set(signs) - set(_SIGNS):
        return None
    return "-".join(signs[at : at + 4] for at in (0, 4, 8))
