# SPDX-License-Identifier: EUPL-1.2
"""A PDF as the compiler writes it: numbered objects one after the other, each found by its place in the file.

Nothing else is read here: no object streams, no old versions of objects, no file of another program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TRAILER = re.compile(rb"/Root (\d+) 0 R/Info (\d+) 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_STREAM = b"\nstream\n"


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a file holds; whoever joins it takes objects out.

    Attributes:
        plain: by number, objects without a stream.
        streams: by number, a dictionary and what follows it, from « stream » on.
        root: number of the catalogue.
        info: number of what says who made the file.
    """

    plain: dict[int, bytes]
    streams: dict[int, tuple[bytes, bytes]]
    root: int
    info: int

    @classmethod
    def of(cls, file: bytes) -> "Compiled":
        """Read a file.

        Raises:
            ValueError: the compiler did not write it.
        """
        end = file.rfind(b"startxref")
        trailer = _TRAILER.search(file, file.rfind(b"trailer"))
        if end < 0 or trailer is None:
            raise ValueError("not a file of the compiler")
        plain: dict[int, bytes] = {}
        streams: dict[int, tuple[bytes, bytes]] = {}
        for number, body in _bodies(file, int(file[end:].split()[1])):
            if body.endswith(b"endstream"):
                at = body.index(_STREAM)
                streams[number] = body[:at], body[at + 1 :]
            else:
                plain[number] = body
        return cls(plain, streams, *map(int, trailer.groups()))

    def one(self, body: bytes, key: bytes) -> int:
        """The number of the object that a dictionary gives under this key.

        Raises:
            ValueError: it gives none.
        """
        found = _REFERENCE.match(body, body.find(key + b" ") + len(key) + 1)
        if found is None:
            raise ValueError(f"no {key.decode()}")
        return int(found[1])


def references(body: bytes) -> list[int]:
    """The objects that an array names."""
    return [int(number) for number in _REFERENCE.findall(body)]


def _bodies(file: bytes, table: int) -> Iterator[tuple[int, bytes]]:
    """Every object: its number, and what stands between « obj » and « endobj »."""
    places = [int(place) for place in file[table : file.rindex(b"trailer")].split()[6::3]]
    for number, (start, end) in enumerate(zip(places, [*places[1:], table], strict=True), 1):
        yield number, file[start + len(b"%d 0 obj\n" % number) : end].removesuffix(b"\nendobj\n")
