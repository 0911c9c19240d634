# SPDX-License-Identifier: EUPL-1.2
import pytest
from papers import collisions, failures, silences, tables_of

from delibere.curriculum.model import Curriculum
from delibere.documents.annex import typeset_annex


@pytest.fixture(scope="module")
def pdf(annex: Curriculum) -> bytes:
    """The annex of the example, whose titles are those of a real one."""
    return typeset_annex(annex)


def test_an_annex_is_valid_and_said_aloud(pdf: bytes) -> None:
    assert failures(pdf) == []
    assert silences(pdf, "PAG-001") == [], "each maquette is a face of its own, with its own head and foot"


def test_the_longest_titles_of_the_annex_stay_on_their_page_and_meet_nothing(pdf: bytes) -> None:
    assert list(collisions(pdf)) == []


def test_every_figure_of_the_annex_names_its_module_and_its_ue(pdf: bytes) -> None:
    for heads, *rows in tables_of(pdf):
        columns = {cell.name for cell in heads}
        for head, *cells in rows:
            assert (head.tag, head.scope) == ("/TH", "/Row")
            assert all(head.name in cell.headers and columns & {*cell.headers} for cell in cells)
