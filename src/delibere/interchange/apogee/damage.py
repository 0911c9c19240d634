# SPDX-License-Identifier: EUPL-1.2
"""What betrays that a file was damaged on its way: letters that an earlier conversion made others."""

import re

_UTF8_AS_WINDOWS = re.compile(r"Ã(?:[^\w\s]|[\u00a0ª²³¹µº\u0160-\u0192])|â€|Å[’“]|Â[°«»\u00a0©]")
_WINDOWS_AS_MACINTOSH = re.compile(r"[a-zœ][ÈËÍÁÙÓÔÎ‡]")
_LOST = re.compile(r"\ufffd|Ann\?e|Bar\?me|R\?s(?:ultat|\.)|Num\?ro|Pr\?nom|Admissibilit\?")


def damaged(text: str) -> str | None:
    """The word of a line that betrays an earlier bad conversion, or None."""
    for sign in (_UTF8_AS_WINDOWS, _WINDOWS_AS_MACINTOSH, _LOST):
        found = sign.search(text)
        if found:
            start = max(text.rfind(gap, 0, found.start()) for gap in "\t ") + 1
            return re.split("[\t ]", text[start:], maxsplit=1)[0]
    return None
