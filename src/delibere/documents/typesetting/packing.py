# SPDX-License-Identifier: EUPL-1.2
"""A PDF written forwards: objects go out as they come, the table of their places last."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from struct import pack, pack_into
from typing import BinaryIO
from zlib import compress

_HEADER = b"%PDF-1.7\n%\x80\x80\x80\x80\n"
_TOGETHER = 400
"""Small objects a pack: readers unpack it whole to read one."""
_QUICK = 1
"""Tags are so alike that a thorough compression takes three times as long for a tenth less."""
_FREE, _APART, _PACKED = range(3)
_ENTRY = ">BIH"
_WIDTH = 7
"""Bytes of an entry: its kind, a place in the file or the number of a pack, a rank in this pack."""
_RANKS = [pack(">H", rank) for rank in range(_TOGETHER)]


class Packing:
    """A file being written; small objects are packed together and compressed (ISO 32000-1, 7.5.7)."""

    def __init__(self, out: BinaryIO) -> None:
        """`out`: where it goes; only ever added to."""
        self._out, self._at, self._sum = out, 0, sha256()
        self._places = bytearray(pack(_ENTRY, _FREE, 0, 65535))
        self._write(_HEADER)

    def numbers(self, count: int) -> range:
        """Numbers for this many new objects; each must be put before the end."""
        first = len(self._places) // _WIDTH
        self._places.extend(bytes(_WIDTH * count))
        return range(first, first + count)

    def put(self, numbers: range, bodies: Sequence[bytes]) -> None:
        """Objects without a stream, whose numbers follow each other."""
        for start in range(0, len(bodies), _TOGETHER):
            self._pack(numbers[start : start + _TOGETHER], bodies[start : start + _TOGETHER])

    def put_stream(self, number: int, head: bytes, stream: bytes) -> None:
        """An object with one: its dictionary, and « stream … endstream »."""
        self._place(number, _APART, self._at, 0)
        self._write(b"%d 0 obj\n%b\n%b\nendobj\n" % (number, head, stream))

    def identity(self) -> bytes:
        """What names this file among all others: a sum of all that was put."""
        return b64encode(self._sum.digest()[:16])

    def close(self, root: int, info: int, identity: bytes) -> None:
        """Write the table of places."""
        (number,) = self.numbers(1)
        start = self._at
        self._place(number, _APART, start, 0)
        table = compress(bytes(self._places))
        head = b"<</Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[(%b)(%b)]" % (
            *(number + 1, root, info),
            *(identity, identity),
        )
        self.put_stream(number, head + b"/Filter/FlateDecode/Length %d>>" % len(table), _stream(table))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)

    def _pack(self, numbers: range, bodies: Sequence[bytes]) -> None:
        (number,) = self.numbers(1)
        starts = accumulate((len(body) + 1 for body in bodies), initial=0)
        head = b" ".join(b"%d %d" % pair for pair in zip(numbers, starts, strict=False))
        data = compress(b"%b\n%b" % (head, b"\n".join(bodies)), _QUICK)
        about = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (
            *(len(bodies), len(head) + 1),
            len(data),
        )
        entry = pack(">BI", _PACKED, number)
        places = entry + entry.join(_RANKS[: len(bodies)])
        self._places[numbers[0] * _WIDTH : (numbers[-1] + 1) * _WIDTH] = places
        self.put_stream(number, about, _stream(data))

    def _place(self, number: int, *entry: int) -> None:
        pack_into(_ENTRY, self._places, number * _WIDTH, *entry)

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._sum.update(data)
        self._at += len(data)


def _stream(data: bytes) -> bytes:
    return b"stream\n%b\nendstream" % data
