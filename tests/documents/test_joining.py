# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from papers import failures, tags, text_of

from delibere.documents.typesetting import Json, Typesetter, join, join_into
from delibere.documents.typesetting.renumbering import Renumbering

LIST: Json = {
    "title": 'Feuille (1 0 R) « "\\" »',
    "foot": "",
    "page": "page",
    "identity": {"before": "", "institute": "IUT", "after": "", "right": ""},
    "lists": [],
}
MOVED = Renumbering({1: 10, 12: 7}, keys=100, prefix=b"3")


def test_references_and_keys_move_and_header_cells_get_a_prefix() -> None:
    assert MOVED.of([b"<</K[1 0 R 12 0 R]/StructParents 4>>", b"<</ID(U1x0y0)/Pg 12 0 R>>"]) == [
        b"<</K[10 0 R 7 0 R]/StructParents 104>>",
        b"<</ID(3U1x0y0)/Pg 7 0 R>>",
    ]


@pytest.mark.parametrize("text", [rb"(1 0 R)", rb"(U (12 0 R) \) 1 0 R)", rb"(\( /StructParent 1)"])
def test_what_looks_like_a_reference_inside_a_text_stays(text: bytes) -> None:
    assert MOVED.of([b"<</T" + text + b"/P 1 0 R>>"]) == [b"<</T" + text + b"/P 10 0 R>>"]


def test_nothing_moves_to_nothing() -> None:
    assert MOVED.of([]) == []


def test_a_reference_to_nothing_known_is_refused() -> None:
    with pytest.raises(KeyError):
        MOVED.of([b"<</P 5 0 R>>"])


def test_nothing_cannot_be_joined() -> None:
    with pytest.raises(ValueError, match="nothing"):
        join([])


def test_each_file_is_out_before_the_next_is_read() -> None:
    compiled, out, places = Typesetter("lists/lists.typ").compiled(LIST), BytesIO(), list[int]()

    def files() -> Iterator[bytes]:
        for _time in range(4):
            places.append(out.tell())
            yield compiled

    join_into(out, files())
    first, *others, _last = (end - start for start, end in pairwise([*places, out.tell()]))
    assert first > max(others) >= min(others) > 0, "what files share is written once"


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF"])
def test_what_the_compiler_did_not_write_is_refused(file: bytes) -> None:
    with pytest.raises(ValueError, match="compiler"):
        join([file])


def test_values_are_quoted_whatever_they_hold_and_texts_are_left_alone() -> None:
    compiled = Typesetter("lists/lists.typ").compiled(LIST)
    joined = join([compiled] * 3)
    with pikepdf.open(BytesIO(joined)) as document:
        assert str(document.docinfo.Title) == 'Feuille (1 0 R) «\u202f"\\"\u202f»'
        assert b"<xmpTPg:NPages>3<" in document.Root.Metadata.read_bytes()
        assert document.trailer.ID[0] == document.trailer.ID[1] != b""
    assert text_of(joined) == text_of(compiled) * 3
    assert tags(joined) == ["Document", *tags(compiled)[1:] * 3]
    assert failures(joined) == []
