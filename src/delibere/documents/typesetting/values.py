# SPDX-License-Identifier: EUPL-1.2
"""What a template is given: plain values, every figure and sentence already written as people read it."""

import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, TypeAlias, Union

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Json: TypeAlias = Union[str, int, float, bool, "Sequence[Json]", "Mapping[str, Json]", None]
"""No template computes or formats: a number here is only a length or a place."""


def written(data: Json) -> str:
    """The same text for the same values, on every machine."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_NARROW, _HARD = "\u202f", "\u00a0"
_SPACES = {
    **{f" {sign}": _NARROW + sign for sign in ";?!»"},
    "« ": f"«{_NARROW}",
    **{f" {sign}": _HARD + sign for sign in ":%"},
}
_APOSTROPHE = re.compile(r"'(?<=\w')(?=\w)")


def in_french(text: str) -> str:
    """French typography: narrow spaces before ; ? ! and inside « », hard ones before : and %, curved ’."""
    for found, put in _SPACES.items():
        text = text.replace(found, put)
    return _APOSTROPHE.sub("’", text)


def fingerprint(*parts: Json) -> str:
    """SHA-256 of the values, 64 hexadecimal digits."""
    return sha256("\n".join(map(written, parts)).encode()).hexdigest()


def short_fingerprint(digest: str) -> str:
    """« 79EF E68E 3993 6B97 »: its first 16 digits, for a footer."""
    return "\u00a0".join(digest[start : start + 4] for start in range(0, 16, 4)).upper()
