# SPDX-License-Identifier: EUPL-1.2
"""Objects of one file under the numbers, keys and names they have in another."""

import re
from collections.abc import Mapping, Sequence

_NAME = rb"\(U\d+x\d+y\d+\)"
_FREE_TEXT = re.compile(rb"\((?!U\d+x\d+y\d+\))")
"""A string that is not the name of a header cell: it may hold what looks like a reference."""
_KEY = re.compile(rb"(/StructParents? )(\d+)")
_TOKEN = re.compile(rb"(" + _NAME + rb")|\\.|[()]|(/StructParents? )(\d+)|(\d+) 0 R", re.DOTALL)
_BETWEEN = b"\x00"
_DIGITS = b"0123456789"


class Renumbering:
    """How one file becomes part of another."""

    def __init__(self, numbers: Mapping[int, int], keys: int, prefix: bytes) -> None:
        """Say what moves.

        Args:
            numbers: new number of each object.
            keys: added to every key from a page to its tags.
            prefix: put before the name of every header cell.
        """
        self._numbers = {b"%d" % old: b"%d" % new for old, new in numbers.items()}
        self._keys, self._prefix = keys, prefix

    def of(self, bodies: Sequence[bytes]) -> list[bytes]:
        """The same objects, in the same order.

        Most hold no free text, and are rewritten all at once: a class has a million references.

        Raises:
            KeyError: a reference to an object that has no new number.
        """
        moved = [self._with_text(body) if _FREE_TEXT.search(body) else b"" for body in bodies]
        simple = [place for place, body in enumerate(moved) if not body]
        written = self._all_at_once(_BETWEEN.join(bodies[place] for place in simple)).split(_BETWEEN)
        for place, body in zip(simple, written, strict=bool(simple)):
            moved[place] = body
        return moved

    def _all_at_once(self, text: bytes) -> bytes:
        text = _KEY.sub(lambda found: found[1] + b"%d" % (int(found[2]) + self._keys), text)
        *parts, last = text.replace(b"(U", b"(" + self._prefix + b"U").split(b" 0 R")
        moved = [(before := part.rstrip(_DIGITS)) + self._numbers[part[len(before) :]] for part in parts]
        return b" 0 R".join([*moved, last])

    def _with_text(self, body: bytes) -> bytes:
        """The same, leaving alone what is inside a string; parentheses may stand in each other there."""
        depth = 0

        def put(found: re.Match[bytes]) -> bytes:
            nonlocal depth
            depth += (found[0] == b"(") - (found[0] == b")")
            return found[0] if depth else self._token(found)

        return _TOKEN.sub(put, body)

    def _token(self, found: re.Match[bytes]) -> bytes:
        name, key, value, number = found.groups()
        if name:
            return b"(" + self._prefix + name[1:]
        if key:
            return bytes(key) + b"%d" % (int(value) + self._keys)
        return self._numbers[number] + b" 0 R" if number else found[0]
