# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from papers import (
    BELLERIVE,
    NAMES,
    collisions,
    failures,
    long_maquette,
    same_as_golden,
    semester_of,
    silences,
    tables_of,
    tags,
    text_of,
)
from pypdfium2 import PdfDocument

from delibere.curriculum.model import Curriculum
from delibere.documents.bulletin import Absences, Bulletins, BulletinSetting
from delibere.documents.typesetting import Json, Typesetter, compiled_batches, join, typeset
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.people import Student
from delibere.jury.course import build_course
from delibere.jury.proposals import propose

SETTING = BulletinSetting(
    BELLERIVE,
    "BUT QLIO",
    datetime(2024, 1, 23, 14, 5),  # noqa: DTZ001 as people read it
    rules="Règles 2023-2024",
    report_before=date(2024, 1, 30),
    absences={"99000001": Absences(4, 1)},
    decisions={"99000001": "UE33 non acquise ; vous poursuivez au semestre 4."},
)
PEOPLE = [Student(f"9900000{n}", surname, first) for n, (surname, first) in enumerate(NAMES)]


def marks_of_everybody(modules: int) -> list[list[Mark]]:
    rows: list[list[Mark]] = [
        [Decimal((7 * at + 3 * module) % 21) for module in range(modules)]
        for at, _student in enumerate(PEOPLE)
    ]
    rows[1][0], rows[2][2], rows[2][3] = Reason.ATT, Reason.ABI, Reason.ABJ
    return rows


def of_annex(annex: Curriculum, people: list[Student], setting: BulletinSetting) -> Bulletins:
    """S3 OSC of the real annex."""
    maquette = annex.maquette("s3-fi-osc")
    marks = marks_of_everybody(len(maquette.modules))[: len(people)]
    return Bulletins(propose(build_course(annex, [semester_of(maquette, people, marks)])), 3, setting)


@pytest.fixture(scope="module")
def batch(annex: Curriculum) -> bytes:
    """Seven bulletins in one file, typeset once for every test."""
    return typeset("bulletin/bulletin.typ", next(of_annex(annex, PEOPLE, SETTING).batches()))


def test_a_batch_is_pdf_a_2a_and_pdf_ua_1(batch: bytes) -> None:
    assert failures(batch) == []


def test_a_bulletin_is_said_aloud_as_it_is_printed(annex: Curriculum) -> None:
    bulletins = of_annex(annex, PEOPLE, SETTING)
    assert silences(Typesetter(bulletins.template).pdf(bulletins.one(PEOPLE[0].nip))) == []


def test_each_student_has_one_page_of_the_real_annex_where_nothing_meets(batch: bytes) -> None:
    assert len(text_of(batch)) == len(PEOPLE)
    assert list(collisions(batch)) == []


def test_names_of_real_life_are_written_as_they_are(annex: Curriculum) -> None:
    data = next(of_annex(annex, PEOPLE, SETTING).batches())
    assert isinstance(data, dict)
    names = [student["facts"][0]["value"] for student in data["students"]]
    assert sorted(names) == sorted(student.name for student in PEOPLE)


def test_text_that_looks_like_code_stays_text(batch: bytes) -> None:
    (sheet,) = [text for text in text_of(batch) if "GRAS" in text]
    assert "#strong[$x$] *GRAS*" in sheet
    assert "_it_ @ref <b> \\n // /*" in sheet


def test_letters_that_are_drawn_in_two_strokes_are_read_once(batch: bytes) -> None:
    """« Ḥ » is an H and a dot in our letters: the page says « Ḥ » to readers that ask (`ActualText`)."""
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(batch)]
    assert any("ʿABDAL-ḤĀMIḌRīḥān" in text.replace(" ", "") for text in pages)


def test_a_full_bulletin_reads_like_this(annex: Curriculum, batch: bytes) -> None:
    (sheet,) = [text for text in text_of(batch) if "CŒUR" not in text and "D’ARGOUSIER" in text]
    assert same_as_golden("bulletin", sheet)


def test_a_provisional_bulletin_reads_like_this(batch: bytes) -> None:
    (sheet,) = [text for text in text_of(batch) if "CŒUR-DE-BŒUF" in text]
    assert same_as_golden("bulletin-provisoire", sheet)


def test_reading_starts_with_the_title_and_follows_ues_then_modules(batch: bytes) -> None:
    headings = [tag for tag in tags(batch) if tag[0] == "H"]
    assert headings == ["H1", "H2", "H2"] * len(PEOPLE)
    assert tags(batch).count("Figure") == 4 * len(PEOPLE)


def test_no_rank_and_no_picture_of_the_class_under_the_local_size(annex: Curriculum) -> None:
    few = of_annex(annex, PEOPLE[3:6], SETTING)
    pdf = typeset(few.template, next(few.batches()))
    assert "Figure" not in tags(pdf)
    assert not any("1/3" in text or "Traits fins" in text for text in text_of(pdf))


def test_a_short_bulletin_stops_after_the_ues(annex: Curriculum) -> None:
    short = of_annex(annex, PEOPLE, replace(SETTING, full=False))
    (sheet,) = text_of(typeset(short.template, short.one("99000000")))
    assert "Unités d’enseignement" in sheet
    assert "R3.01" not in sheet


def test_nobody_has_an_unknown_number(annex: Curriculum) -> None:
    with pytest.raises(UnusableInputError, match="12345678"):
        of_annex(annex, PEOPLE, SETTING).one("12345678")


LONG = ("Dimensionnement d’un site logistique et " * 6)[:200]


@pytest.mark.parametrize(("modules", "title", "pages"), [(30, "Anglais", 2), (30, LONG, 4), (18, LONG, 3)])
def test_many_modules_and_endless_titles_take_more_pages_and_meet_nothing(
    annex: Curriculum, modules: int, title: str, pages: int
) -> None:
    maquette = long_maquette(modules=modules, title=title)
    course = build_course(
        replace(annex, maquettes=(maquette,)),
        [semester_of(maquette, PEOPLE[:6], marks_of_everybody(modules)[:6])],
    )
    bulletins = Bulletins(propose(course), 3, SETTING)
    pdf = typeset(bulletins.template, bulletins.one("99000001"))
    assert list(collisions(pdf)) == []
    assert len(text_of(pdf)) == pages
    assert f"page {pages}/{pages}" in text_of(pdf)[-1].replace("\u00a0", " ")


def test_batches_of_two_processes_join_into_one_valid_file(annex: Curriculum) -> None:
    bulletins = of_annex(annex, PEOPLE, SETTING)
    files = list(compiled_batches(bulletins.template, bulletins.batches(3)))
    joined = join(files)
    assert len(files) == 3
    assert text_of(joined) == [text for file in files for text in text_of(file)]
    assert sorted(tags(joined)) == sorted(
        ["Document", *(t for f in files for t in tags(join([f])) if t != "Document")]
    )
    assert failures(joined) == []


def test_the_same_values_give_the_same_bytes(annex: Curriculum) -> None:
    bulletins = of_annex(annex, PEOPLE, SETTING)
    typesetter = Typesetter(bulletins.template)
    one: Json = bulletins.one("99000000")
    assert typesetter.pdf(one) == typesetter.pdf(one)


def test_every_header_cell_of_a_joined_file_has_a_name_of_its_own_that_leads_to_it(
    annex: Curriculum,
) -> None:
    bulletins = of_annex(annex, PEOPLE, SETTING)
    joined = join(compiled_batches(bulletins.template, bulletins.batches(2), workers=0))
    with pikepdf.open(BytesIO(joined)) as document:
        kids = list(document.Root.StructTreeRoot.IDTree.Kids)
        pairs = [pair for kid in kids for pair in zip(kid.Names[::2], kid.Names[1::2], strict=True)]
        assert all(cell.S == "/TH" and name == cell.ID for name, cell in pairs)
        names = [bytes(name) for name, _cell in pairs]
        limits = [bytes(limit) for kid in kids for limit in kid.Limits]
    assert sorted(set(names)) == names
    assert sorted(limits) == limits
    assert len(names) == tags(joined).count("TH")


def test_every_row_has_a_head_that_its_other_cells_name_with_that_of_their_column(batch: bytes) -> None:
    tables = list(tables_of(batch))
    assert len(tables) == 2 * len(PEOPLE)
    for heads, *rows in tables:
        assert [cell.scope for cell in heads] == ["/Column"] * len(heads)
        for first, *cells in rows:
            assert (first.tag, first.scope) == ("/TH", "/Row")
            assert first.headers[0] == heads[0].name
            assert all(cell.tag == "/TD" and first.name in cell.headers for cell in cells)
    assert {len(cell.headers) for cell in tables[0][1][1:]} == {2}


def test_a_file_is_read_by_a_library_that_repairs_nothing(batch: bytes) -> None:
    with pikepdf.open(BytesIO(batch)) as document:
        assert document.check_pdf_syntax() == []
        assert all(page.StructParents == at for at, page in enumerate(document.pages))
