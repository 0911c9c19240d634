# SPDX-License-Identifier: EUPL-1.2
"""Files of the compiler put end to end in one file that is still PDF/A-2a and PDF/UA-1, a file at a time.

A library that copies pages leaves their tags behind, or holds all of them until the end. Here the objects of
each file get new numbers and go out at once; what leads to them is written last: pages, tags in one document,
keys from pages to tags, names of header cells. One file alone goes the same way: its rows get their heads,
and it keeps a third of its size.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from delibere.documents.typesetting.compiled import KIDS, Compiled, inside
from delibere.documents.typesetting.packing import Packing
from delibere.documents.typesetting.renumbering import Renumbering
from delibere.documents.typesetting.row_heads import name_row_heads

_NAMES = re.compile(rb"\((U\d+x\d+y\d+)\)(\d+) 0 R")
_KEYS = re.compile(rb"/ParentTree<</Nums\[([^\]]*)\]>>")
_KEY = re.compile(rb"(\d+) (\d+) 0 R")
_NEXT_KEY = re.compile(rb"/ParentTreeNextKey (\d+)")
_ROLES = re.compile(rb"/RoleMap<<[^>]*>>")
_PAGES = re.compile(rb"/Pages \d+ 0 R")
_OUTLINE = re.compile(rb"/Outlines \d+ 0 R")
_COUNT = re.compile(rb"/Count (\d+)")
_PAGE_COUNT = re.compile(rb"(?<=<xmpTPg:NPages>)\d+(?=<)")
_IDENTITY = re.compile(rb"(?<=<xmpMM:InstanceID>)[^<]+(?=<)")


def join(files: Iterable[bytes]) -> bytes:
    """One file of all their pages, in order; see `join_into`."""
    out = BytesIO()
    join_into(out, files)
    return out.getvalue()


def join_into(out: BinaryIO, files: Iterable[bytes]) -> None:
    """Write one file of all pages, in order.

    Args:
        out: where it goes.
        files: as the compiler wrote them, all from one template; each is read when the one before is out.

    Raises:
        ValueError: there is none, or another program wrote one.
    """
    joined = _Joined(out)
    for file in files:
        joined.add(Compiled.of(file))
    joined.close()


class _Joined:
    """What is out, and what leads to it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = Packing(out)
        self._ends = self._out.numbers(6)
        self._catalogue, self._info, self._pages, self._tree, self._document, self._metadata = self._ends
        self._first: Compiled | None = None
        self._known: dict[bytes, int] = {}
        self._files = self._count = self._next_key = 0
        self._kids, self._page_trees = list[bytes](), list[int]()
        self._keys, self._names = list[bytes](), list[bytes]()

    def add(self, file: Compiled) -> None:
        """Its pages and its tags go out."""
        heads = name_row_heads(file.plain)
        numbers, prefix = self._numbers(file), b"%05d" % self._files
        moved = Renumbering(numbers, self._next_key, prefix)
        self._put(file, numbers, moved)
        self._add_keys(file.tags, numbers)
        self._add_names(file.tags, heads, numbers, prefix)
        kids, catalogue, info = moved.of([inside(KIDS, file.document), file.catalogue, file.info])
        self._kids.append(kids)
        self._page_trees.append(numbers[file.pages])
        self._files += 1
        if self._first is None:
            self._first = replace(file, plain={}, streams={}, catalogue=catalogue, info=info)

    def close(self) -> None:
        """Write what leads to everything."""
        first = self._first
        if first is None:
            raise ValueError("nothing to join")
        catalogue = _PAGES.sub(b"/Pages %d 0 R" % self._pages, first.catalogue)
        pages = b"<</Type/Pages/Count %d/Kids%b>>" % (self._count, _array(self._page_trees))
        kids = b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>" % (self._tree, b" ".join(self._kids))
        self._out.put(
            self._ends[:-1],
            [
                catalogue if self._files == 1 else _OUTLINE.sub(b"", catalogue),
                *(first.info, pages, self._tags(first.tags), kids),
            ],
        )
        identity = self._out.identity()
        self._out.put_stream(self._metadata, *_metadata(first.metadata, self._count, identity))
        self._out.close(self._catalogue, self._info, identity)

    def _numbers(self, file: Compiled) -> dict[int, int]:
        """New numbers; a stream that is already out (a profile of colours) keeps the one it has.

        0, which no object has, is the tree of all pages.
        """
        ends = (self._catalogue, self._info, self._metadata, self._tree, self._document)
        numbers = dict(zip(file.places, ends, strict=True))
        numbers[0] = self._pages
        numbers |= zip(file.plain, self._out.numbers(len(file.plain)), strict=True)
        for number, (head, stream) in list(file.streams.items()):
            same = sha256(head + stream).digest()
            if same in self._known:
                numbers[number] = self._known[same]
                del file.streams[number]
                continue
            (numbers[number],) = self._out.numbers(1)
            if b" 0 R" not in head:
                self._known[same] = numbers[number]
        return numbers

    def _put(self, file: Compiled, numbers: dict[int, int], moved: Renumbering) -> None:
        tree = file.plain[file.pages]
        self._count += int(inside(_COUNT, tree))
        file.plain[file.pages] = tree.replace(b"/Type/Pages", b"/Type/Pages/Parent 0 0 R", 1)
        new = [numbers[number] for number in file.plain]
        if new:
            self._out.put(range(new[0], new[-1] + 1), moved.of(list(file.plain.values())))
        heads = moved.of([head for head, _stream in file.streams.values()])
        for (number, (_head, stream)), head in zip(file.streams.items(), heads, strict=True):
            self._out.put_stream(numbers[number], head, stream)

    def _add_keys(self, tags: bytes, numbers: dict[int, int]) -> None:
        """From the keys of pages to their tags."""
        keys = [
            (int(key) + self._next_key, numbers[int(to)]) for key, to in _KEY.findall(inside(_KEYS, tags))
        ]
        body = b" ".join(b"%d %d 0 R" % pair for pair in keys)
        self._keys.append(b"<</Limits[%d %d]/Nums[%b]>>" % (keys[0][0], keys[-1][0], body))
        self._next_key += int(inside(_NEXT_KEY, tags))

    def _add_names(
        self, tags: bytes, heads: dict[bytes, int], numbers: dict[int, int], prefix: bytes
    ) -> None:
        """From the names of header cells to them; names are in the order of their signs."""
        named = {name: int(to) for name, to in _NAMES.findall(tags)} | heads
        if named:
            names = [(prefix + name, numbers[named[name]]) for name in sorted(named)]
            body = b"".join(b"(%b)%d 0 R" % pair for pair in names)
            self._names.append(b"<</Limits[(%b)(%b)]/Names[%b]>>" % (names[0][0], names[-1][0], body))

    def _tags(self, first: bytes) -> bytes:
        """The root of tags, whose leaves go out."""
        roles = _ROLES.search(first)
        return b"<</Type/StructTreeRoot%b/K[%d 0 R]/ParentTree<</Kids%b>>%b/ParentTreeNextKey %d>>" % (
            roles[0] if roles else b"",
            self._document,
            self._leaves(self._keys),
            b"/IDTree<</Kids%b>>" % self._leaves(self._names) if self._names else b"",
            self._next_key,
        )

    def _leaves(self, bodies: list[bytes]) -> bytes:
        numbers = self._out.numbers(len(bodies))
        self._out.put(numbers, bodies)
        return _array(numbers)


def _metadata(stream: bytes, pages: int, identity: bytes) -> tuple[bytes, bytes]:
    """That of the first file, for all pages."""
    old = _IDENTITY.search(stream)
    counted = _PAGE_COUNT.sub(b"%d" % pages, stream)
    written = counted.replace(old[0], identity) if old else counted
    length = len(written) - len(b"stream\n\nendstream")
    return b"<</Type/Metadata/Subtype/XML/Length %d>>" % length, written


def _array(numbers: Iterable[int]) -> bytes:
    return b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)
