# SPDX-License-Identifier: EUPL-1.2
"""A PDF as the compiler writes it: numbered objects one after the other, each found by its place in the file.

Nothing else is read here: no object streams, no old versions of objects, no file of another program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ENDS = re.compile(rb"/Root (\d+) 0 R/Info (\d+) 0 R")
_REFERENCE = re.compile(rb"(\d+) 0 R")
_STREAM = b"\nstream\n"
KIDS = re.compile(rb"/K(?:ids)?\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Compiled:
    """What a file holds.

    Attributes:
        plain: by number, objects without a stream, but for those below.
        streams: by number, a dictionary and what follows it, from « stream » on; but for the metadata.
        catalogue: what leads to everything.
        info: who made the file.
        metadata: the same as XML, and which standards it follows.
        tags: the root of the tree of tags.
        document: the one tag it holds.
        places: numbers of these five.
        pages: number of the tree of pages, which is among the plain ones.
    """

    plain: dict[int, bytes]
    streams: dict[int, tuple[bytes, bytes]]
    catalogue: bytes
    info: bytes
    metadata: bytes
    tags: bytes
    document: bytes
    places: tuple[int, int, int, int, int]
    pages: int

    @classmethod
    def of(cls, file: bytes) -> "Compiled":
        """Read a file.

        Raises:
            ValueError: the compiler did not write it.
        """
        end = file.rfind(b"startxref")
        ends = _ENDS.search(file, file.rfind(b"trailer"))
        if end < 0 or ends is None:
            raise ValueError("not a file of the compiler")
        plain: dict[int, bytes] = {}
        streams: dict[int, tuple[bytes, bytes]] = {}
        for number, body in _bodies(file, int(file[end:].split()[1])):
            if body.endswith(b"endstream"):
                at = body.index(_STREAM)
                streams[number] = body[:at], body[at + 1 :]
            else:
                plain[number] = body
        return cls._of_objects(plain, streams, *map(int, ends.groups()))

    @classmethod
    def _of_objects(
        cls, plain: dict[int, bytes], streams: dict[int, tuple[bytes, bytes]], root: int, info: int
    ) -> "Compiled":
        catalogue = plain.pop(root)
        metadata, tags, pages = (
            _number(key, catalogue) for key in (b"Metadata", b"StructTreeRoot", b"Pages")
        )
        tree = plain.pop(tags)
        (document,) = references(inside(KIDS, tree))
        return cls(
            *(plain, streams, catalogue, plain.pop(info), streams.pop(metadata)[1], tree),
            plain.pop(document),
            (root, info, metadata, tags, document),
            pages,
        )


def references(body: bytes) -> list[int]:
    """The objects that an array names."""
    return [int(number) for number in _REFERENCE.findall(body)]


def inside(pattern: re.Pattern[bytes], body: bytes) -> bytes:
    """What the first group of a pattern finds.

    Raises:
        ValueError: it finds nothing.
    """
    found = pattern.search(body)
    if found is None:
        raise ValueError(f"not a file of the compiler: no {pattern.pattern.decode()}")
    return bytes(found[1])


def _number(key: bytes, body: bytes) -> int:
    return int(inside(re.compile(rb"/%b (\d+) 0 R" % key), body))


def _bodies(file: bytes, table: int) -> Iterator[tuple[int, bytes]]:
    """Every object: its number, and what stands between « obj » and « endobj »."""
    places = [int(place) for place in file[table : file.rindex(b"trailer")].split()[6::3]]
    for number, (start, end) in enumerate(zip(places, [*places[1:], table], strict=True), 1):
        yield number, file[start + len(b"%d 0 obj\n" % number) : end].removesuffix(b"\nendobj\n")
