# SPDX-License-Identifier: EUPL-1.2
"""Files of the compiler put end to end in one file that is still PDF/A-2a and PDF/UA-1, a file at a time.

A library that copies pages leaves their tags behind, or holds all of them until the end. Here the objects of
each file get new numbers and go out at once; what leads to them is written last: pages, tags in one document,
keys from pages to tags, names of header cells. One file alone goes the same way: its rows get their heads,
and it keeps a third of its size.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO

from delibere.documents.typesetting.compiled import Compiled, references
from delibere.documents.typesetting.packing import Packing
from delibere.documents.typesetting.renumbering import Renumbering
from delibere.documents.typesetting.row_heads import name_row_heads

_KIDS = re.compile(rb"/K\[([^\]]*)\]")
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
        self._catalogue, self._info, self._metadata, self._pages, self._tree, self._document = (
            self._out.numbers(6)
        )
        self._first: _Ends | None = None
        self._known: dict[bytes, int] = {}
        self._files = self._count = self._next_key = 0
        self._kids, self._page_trees = list[bytes](), list[int]()
        self._keys, self._names = list[int](), list[int]()

    def add(self, file: Compiled) -> None:
        """Its pages and its tags go out."""
        heads = name_row_heads(file.plain)
        ends = _Ends.taken_from(file)
        numbers = self._numbers(file, ends)
        prefix = b"%05d" % self._files
        moved = Renumbering(numbers, self._next_key, prefix)
        self._put(file, ends, numbers, moved)
        self._put_keys(ends.tree, numbers)
        self._put_names(ends.tree, heads, numbers, prefix)
        self._kids += moved.of([_inside(_KIDS, ends.document)])
        self._page_trees.append(numbers[ends.pages])
        self._files += 1
        if self._first is None:
            catalogue, info = moved.of([ends.catalogue, ends.info])
            self._first = replace(ends, catalogue=catalogue, info=info)

    def close(self) -> None:
        """Write what leads to everything."""
        first = self._first
        if first is None:
            raise ValueError("nothing to join")
        catalogue = _PAGES.sub(b"/Pages %d 0 R" % self._pages, first.catalogue)
        if self._files > 1:
            catalogue = _OUTLINE.sub(b"", catalogue)
        kids = _array(self._page_trees)
        self._out.put(self._catalogue, catalogue)
        self._out.put(self._info, first.info)
        self._out.put(self._pages, b"<</Type/Pages/Count %d/Kids%b>>" % (self._count, kids))
        self._out.put(self._tree, self._written_tree(first.tree))
        document = b"<</Type/StructElem/S/Document/P %d 0 R/K[%b]>>"
        self._out.put(self._document, document % (self._tree, b" ".join(self._kids)))
        identity = self._out.identity()
        self._out.put_stream(self._metadata, *_metadata(first.metadata, self._count, identity))
        self._out.close(self._catalogue, self._info, identity)

    def _numbers(self, file: Compiled, ends: "_Ends") -> dict[int, int]:
        """New numbers; a stream that is already out (a profile of colours) keeps the one it has."""
        places = zip(
            (file.root, file.info, *ends.places),
            (self._catalogue, self._info, self._metadata, self._tree, self._document),
            strict=True,
        )
        known = dict(places)
        for number, (head, stream) in list(file.streams.items()):
            same = sha256(head + stream).digest()
            if same in self._known:
                known[number] = self._known[same]
                del file.streams[number]
            elif b" 0 R" not in head:
                (known[number],) = self._out.numbers(1)
                self._known[same] = known[number]
        new = [number for number in (*file.plain, *file.streams) if number not in known]
        return known | dict(zip(new, self._out.numbers(len(new)), strict=True))

    def _put(self, file: Compiled, ends: "_Ends", numbers: dict[int, int], moved: Renumbering) -> None:
        self._count += int(_inside(_COUNT, file.plain[ends.pages]))
        for number, body in zip(file.plain, moved.of(list(file.plain.values())), strict=True):
            parent = b"/Type/Pages/Parent %d 0 R" % self._pages
            self._out.put(
                numbers[number], body.replace(b"/Type/Pages", parent, 1) if number == ends.pages else body
            )
        heads = moved.of([head for head, _stream in file.streams.values()])
        for (number, (_head, stream)), head in zip(file.streams.items(), heads, strict=True):
            self._out.put_stream(numbers[number], head, stream)

    def _put_keys(self, tree: bytes, numbers: dict[int, int]) -> None:
        """From the keys of pages to their tags."""
        keys = [
            (int(key) + self._next_key, numbers[int(to)]) for key, to in _KEY.findall(_inside(_KEYS, tree))
        ]
        (leaf,) = self._out.numbers(1)
        body = b"".join(b"%d %d 0 R " % pair for pair in keys)
        self._out.put(leaf, b"<</Limits[%d %d]/Nums[%b]>>" % (keys[0][0], keys[-1][0], body.rstrip()))
        self._keys.append(leaf)
        self._next_key += int(_inside(_NEXT_KEY, tree))

    def _put_names(
        self, tree: bytes, heads: dict[bytes, int], numbers: dict[int, int], prefix: bytes
    ) -> None:
        """From the names of header cells to them; names are in the order of their signs."""
        named = {name: int(to) for name, to in _NAMES.findall(tree)} | heads
        if not named:
            return
        names = [(prefix + name, numbers[named[name]]) for name in sorted(named)]
        (leaf,) = self._out.numbers(1)
        body = b"".join(b"(%b)%d 0 R" % pair for pair in names)
        self._out.put(leaf, b"<</Limits[(%b)(%b)]/Names[%b]>>" % (names[0][0], names[-1][0], body))
        self._names.append(leaf)

    def _written_tree(self, first: bytes) -> bytes:
        roles = _ROLES.search(first)
        return b"<</Type/StructTreeRoot%b/K[%d 0 R]/ParentTree<</Kids%b>>%b/ParentTreeNextKey %d>>" % (
            roles[0] if roles else b"",
            self._document,
            _array(self._keys),
            b"/IDTree<</Kids%b>>" % _array(self._names) if self._names else b"",
            self._next_key,
        )


@dataclass(frozen=True, slots=True)
class _Ends:
    """What leads to the objects of a file.

    Attributes:
        pages: number of the tree of pages.
        places: numbers of the metadata, of the tree of tags and of the document it holds.
    """

    catalogue: bytes
    info: bytes
    metadata: bytes
    tree: bytes
    document: bytes
    pages: int
    places: tuple[int, int, int]

    @classmethod
    def taken_from(cls, file: Compiled) -> "_Ends":
        """They leave the objects of the file."""
        catalogue, info = file.plain.pop(file.root), file.plain.pop(file.info)
        metadata, tree = file.one(catalogue, b"/Metadata"), file.one(catalogue, b"/StructTreeRoot")
        tags = file.plain.pop(tree)
        (document,) = references(_inside(_KIDS, tags))
        return cls(
            *(catalogue, info, file.streams.pop(metadata)[1], tags, file.plain.pop(document)),
            file.one(catalogue, b"/Pages"),
            (metadata, tree, document),
        )


def _metadata(stream: bytes, pages: int, identity: bytes) -> tuple[bytes, bytes]:
    """That of the first file, for all pages."""
    old = _IDENTITY.search(stream)
    counted = _PAGE_COUNT.sub(b"%d" % pages, stream)
    written = counted.replace(old[0], identity) if old else counted
    length = len(written) - len(b"stream\n\nendstream")
    return b"<</Type/Metadata/Subtype/XML/Length %d>>" % length, written


def _array(numbers: Iterable[int]) -> bytes:
    return b"[%b]" % b" ".join(b"%d 0 R" % number for number in numbers)


def _inside(pattern: re.Pattern[bytes], body: bytes) -> bytes:
    found = pattern.search(body)
    if found is None:
        raise ValueError(f"not written by the compiler: no {pattern.pattern.decode()}")
    return bytes(found[1])
