# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from papers import (
    NAMES,
    collisions,
    failures,
    same_as_golden,
    semester_of,
    silences,
    tables_of,
    tags,
    text_of,
)
from sessions import minutes_of

from delibere.curriculum.model import Curriculum
from delibere.documents.minutes import (
    Minutes,
    PublicList,
    minutes_workbook,
    typeset_minutes,
    typeset_public_list,
)
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.people import Student
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.deciding import Choice, grants_of, rulings
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.parameters import Parameters
from delibere.jury.proposals import propose

if TYPE_CHECKING:
    from delibere.foundation.marks import Mark

PEOPLE = [Student(f"9900000{n}", surname, first) for n, (surname, first) in enumerate(NAMES)]
LEVELS = [12, 14, 9, 13, 11, 6, 15]
LIST = PublicList(year=2, removed_on=date(2024, 8, 25), dated=date(2024, 6, 25))


def first_year(annex: Curriculum) -> Iterable[Outcome]:
    """Everything of the first year is acquired."""
    for student in PEOPLE:
        for slug in ("s1-fi", "s2-fi"):
            maquette = annex.maquette(slug)
            for ue in maquette.ues:
                yield Outcome(
                    student.nip, annex.academic_year, Subject.UE, maquette.semester, ue.competence, Code.ADM
                )


@pytest.fixture(scope="module")
def minutes(annex: Curriculum) -> Minutes:
    """The second year of seven people, one of whom the jury helps and one of whom it does not."""
    semesters = []
    for slug in ("s3-fi-osc", "s4-fi-osc"):
        maquette = annex.maquette(slug)
        rows: list[list[Mark]] = [[Decimal(level)] * len(maquette.modules) for level in LEVELS]
        semesters.append(semester_of(maquette, PEOPLE, rows))
    course = build_course(annex, semesters, first_year(annex))
    competence = annex.maquette("s3-fi-osc").ues[0].competence
    choices = {
        "99000002": [Choice(Subject.RCUE, 4, competence, Code.ADJ, motive="Arrêt maladie, justifié.")],
        "99000005": [Choice(Subject.YEAR, 4, None, Code.NAR, "Aucun RCUE validé ; année déjà redoublée.")],
    }
    parameters = Parameters.at(annex.academic_year.last_day)
    proposals = propose(course, grants_of(choices), parameters)
    return minutes_of(proposals, rulings(proposals, choices))


@pytest.fixture(scope="module")
def pdf(minutes: Minutes) -> bytes:
    """Typeset once."""
    return typeset_minutes(minutes)


def test_minutes_are_valid_and_nothing_meets(pdf: bytes) -> None:
    assert failures(pdf) == []
    assert silences(pdf, "TBL-004") == [], "it miscounts a last column that spans two rows of heads"
    assert list(collisions(pdf)) == []


def test_names_are_the_heads_of_the_rows_of_results_and_numbers_are_not(pdf: bytes) -> None:
    results = max(tables_of(pdf), key=lambda rows: len(rows[-1]))
    assert len(results[2:]) == len(PEOPLE)
    for number, name, *figures in results[2:]:
        assert (number.tag, name.scope) == ("/TD", "/Row")
        assert all(name.name in cell.headers for cell in (number, *figures))


def test_minutes_read_like_this(pdf: bytes) -> None:
    assert same_as_golden("proces-verbal", "\n\n".join(text_of(pdf)))


def test_every_page_has_its_mark_and_the_hash_and_the_last_one_the_whole_hash(
    minutes: Minutes, pdf: bytes
) -> None:
    pages = text_of(pdf)
    assert all(f"page {at}/{len(pages)}" in text for at, text in enumerate(pages, 1))
    assert all("Empreinte 33DB" in text.replace("\u00a0", " ") for text in pages)
    assert minutes.fingerprint[-8:] in pages[-1]


def test_headings_are_numbered_and_none_is_skipped(pdf: bytes) -> None:
    assert [tag for tag in tags(pdf) if tag[0] == "H"] == ["H1", *["H2"] * 7]


def test_counts_by_code_sum_to_everybody(pdf: bytes) -> None:
    assert "Total 7" in text_of(pdf)[0]


def test_the_tables_as_a_workbook_say_what_the_paper_says(minutes: Minutes, pdf: bytes) -> None:
    [sheet] = load_workbook(BytesIO(minutes_workbook(minutes))).worksheets
    _title, _blank, heads, *rows = ([cell.value for cell in row] for row in sheet.iter_rows())
    assert [row[2] for row in rows] == [student.surname for student in minutes.classes[0].in_order]
    paper = " ".join(text_of(pdf))
    cells = [value for row in rows for value in row[4:-4]]
    figures = {f"{value:.2f}".replace(".", ",") for value in cells if isinstance(value, int | float)}
    assert figures
    assert {figure for figure in figures if figure not in paper} == set()
    helped = next(row for row in rows if row[1] == "99000002")
    assert "Arrêt maladie, justifié." in str(helped[heads.index("Motifs")])
    years = [row[heads.index("Année décidée")] for row in rows]
    assert "NAR" in years


def test_a_session_that_is_not_closed_gives_a_draft(minutes: Minutes) -> None:
    text = text_of(typeset_minutes(replace(minutes, sealed=False)))
    assert "PROJET" in text[0]
    assert "rien n’est arrêté" in text[-1]


def test_the_head_of_the_table_comes_back_over_thirty_rows(minutes: Minutes) -> None:
    (judged,) = minutes.classes
    many = [replace(judged.students[0], nip=str(nip)) for nip in range(50)]
    pages = text_of(typeset_minutes(replace(minutes, classes=[replace(judged, students=many)])))
    assert sum("N° étudiant" in text and "RCUE" in text for text in pages[1:-1]) == 2


def test_the_public_list_has_good_news_and_no_mark(minutes: Minutes) -> None:
    pdf = typeset_public_list(minutes, LIST)
    (text,) = text_of(pdf)
    assert failures(pdf) == []
    assert silences(pdf, "TBL-010") == [], "names are heads, and a table of two columns has few figures"
    assert same_as_golden("liste-publique", text)
    assert not any(code in text for code in ("ADM", "NAR", "RED", "9900000"))
    assert "#strong" not in text, "who does not pass is not named"


def test_who_asked_not_to_be_on_the_list_is_not(minutes: Minutes) -> None:
    (text,) = text_of(typeset_public_list(minutes, replace(LIST, left_out=frozenset({"99000000"}))))
    assert "ARGOUSIER" not in text


def test_no_public_list_before_the_session_is_sealed(minutes: Minutes) -> None:
    with pytest.raises(UnusableInputError, match="jury annuel clos"):
        typeset_public_list(replace(minutes, sealed=False), LIST)
