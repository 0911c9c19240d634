# SPDX-License-Identifier: EUPL-1.2
"""Tagged files put end to end in one file that is still PDF/A-2a and PDF/UA-1.

A library that copies pages leaves their tags behind. Here the trees of tags are put side by side too: the
children of each document, the table that leads from pages to tags (its keys moved on), and the names of
header cells (made different from one file to the next).
"""

import re
from collections.abc import Iterable
from io import BytesIO
from string import ascii_letters, digits

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

_HEADER = re.compile(rb"\(U(\d+)x(\d+)y(\d+)\)")
_SIGNS = (ascii_letters + digits).encode()


def join(files: Iterable[bytes]) -> bytes:
    """One file of all their pages, in order; files come from one template.

    Raises:
        ValueError: there is none.
    """
    joined: _Joined | None = None
    for place, file in enumerate(files):
        source = Pdf.open(BytesIO(_renamed(file, place)))
        if joined is None:
            joined = _Joined(source)
        else:
            joined.add(source)
    if joined is None:
        raise ValueError("nothing to join")
    return joined.bytes()


def _renamed(file: bytes, place: int) -> bytes:
    """Header cells are named U1x0y0 in every file: the same lengths, other letters, so nothing moves."""
    first, second, third = (_SIGNS[place // 62**power % 62 :][:1] for power in range(3))
    return _HEADER.sub(
        lambda found: b"(%b%b%b%b%b%b)" % (first, found[1], second, found[2], third, found[3]), file
    )


class _Joined:
    """The first file, and what is added at its end."""

    def __init__(self, first: Pdf) -> None:
        self._pdf, self._sources = first, [first]
        tree = first.Root.StructTreeRoot
        self._document = tree.K[0] if isinstance(tree.K, Array) else tree.K
        self._nums = tree.ParentTree.Nums
        self._names = [tree.IDTree.Names] if Name.IDTree in tree else []
        self._next = int(tree.ParentTreeNextKey)

    def add(self, other: Pdf) -> None:
        """Its pages, then its tags: those lead to pages that must be there."""
        self._sources.append(other)
        self._move_keys(other)
        self._pdf.pages.extend(other.pages)
        self._add_tags(self._pdf.copy_foreign(other.Root.StructTreeRoot))

    def _move_keys(self, other: Pdf) -> None:
        """Keys from pages, links and drawings to tags start where ours end."""
        for page in other.pages:
            for thing in [page.obj, *page.obj.get("/Annots", [])]:
                for key in ("/StructParents", "/StructParent"):
                    if key in thing:
                        thing[key] = int(thing[key]) + self._next

    def _add_tags(self, tree: Object) -> None:
        document = tree.K[0] if isinstance(tree.K, Array) else tree.K
        for child in document.K:
            child.P = self._document
            self._document.K.append(child)
        nums = list(tree.ParentTree.Nums)
        for key, value in zip(nums[::2], nums[1::2], strict=True):
            self._nums.append(int(key) + self._next)
            self._nums.append(value)
        self._next += int(tree.ParentTreeNextKey)
        if Name.IDTree in tree:
            self._names.append(tree.IDTree.Names)

    def bytes(self) -> bytes:
        """The whole file, without an outline: that of the first would mislead."""
        tree = self._pdf.Root.StructTreeRoot
        tree.ParentTreeNextKey = self._next
        if self._names:
            kids = sorted(self._names, key=lambda names: bytes(names[0]))
            tree.IDTree = Dictionary(Kids=[self._leaf(names) for names in kids])
        if Name.Outlines in self._pdf.Root:
            del self._pdf.Root.Outlines
        out = BytesIO()
        self._pdf.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=False,
        )
        return out.getvalue()

    def _leaf(self, names: Object) -> Object:
        limits = [names[0], names[len(names) - 2]]
        return self._pdf.make_indirect(Dictionary(Names=names, Limits=limits))
