# SPDX-License-Identifier: EUPL-1.2
"""Whatever people are called, no exported sheet holds a formula that they wrote."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from classes import ENGLISH, mark, open_class, plan
from delibere.curriculum.model import Curriculum
from delibere.interchange.marksheets import write_evaluations
from delibere.interchange.mcc.curriculum_csv import write_csv
from delibere.interchange.mcc.workbook.writing import write_xlsx
from delibere.interchange.students import write_students
from delibere.services.records.import_students import lines_in_error, preview
from delibere.services.records.maquettes import maquette_in_force
from delibere.services.records.marks.moodle import moodle_file
from delibere.services.records.marks.workbook_to_fill import workbook_to_fill
from delibere.services.records.registry.filling import preview_file, report_of
from delibere.store.models import Department, Promotion, StudentUpload
from registry_samples import sample_for

EVIL = '=HYPERLINK("http://ailleurs.example";"NOTES")'
SIGNS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", EVIL)
RUNS = re.compile(r"[=+\-@\t\r](?!\d+([.,]\d+)?$)")
Made = Callable[[Promotion], bytes]


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    made = open_class(qlio, tuple((sign, sign) for sign in SIGNS))
    test = plan(made, EVIL)
    mark(test, made.enrolments.all()[0], "12")
    return made


def in_error(promotion: Promotion) -> bytes:
    rows = "".join(f"faux;{sign.replace(';', ',')};{sign.replace(';', ',')}\n" for sign in SIGNS)
    data = f"NIP;Nom;Prénom\n{rows}".replace('"', "").encode()
    return lines_in_error(
        preview(StudentUpload(department=promotion.department, file_name="l.csv", data=data))
    )


def registry_report(promotion: Promotion) -> bytes:
    people = [(one.student.nip, EVIL, EVIL) for one in promotion.enrolments.all()]
    data = sample_for([*people, ("7", EVIL, EVIL)], [("ELP", ENGLISH, "", "0", EVIL)])
    return report_of(preview_file(promotion.department, data, "v.txt"))


def evaluations(promotion: Promotion) -> bytes:
    maquette = maquette_in_force(promotion)
    assert maquette is not None
    return write_evaluations([one.value for one in promotion.evaluations.all()], maquette)


TEXTS: dict[str, Made] = {
    "students": lambda p: write_students(one.student.identity for one in p.enrolments.all()),
    "lines in error": in_error,
    "evaluations": evaluations,
    "Moodle": lambda p: moodle_file(p, ENGLISH).data,
    "registry report": registry_report,
}


def cells(data: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"):
        yield from row


@pytest.mark.parametrize("made", TEXTS.values(), ids=TEXTS)
def test_no_cell_of_a_text_begins_as_a_formula(made: Made, promotion: Promotion) -> None:
    written = list(cells(made(promotion)))
    assert [cell for cell in written if RUNS.match(cell)] == []
    assert any("1+1" in cell or "HYPERLINK" in cell for cell in written)


def test_the_workbook_to_fill_holds_no_formula(promotion: Promotion) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_to_fill(promotion, ENGLISH).data)) as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xml")}
    assert [name for name, text in parts.items() if "<f>" in text or "<hyperlink" in text] == []
    assert "HYPERLINK" in parts["xl/sharedStrings.xml"]


def spoilt(annex: Curriculum) -> Curriculum:
    """The annex, its first module bearing a formula for a title."""
    first, *others = annex.maquettes
    module, *rest = first.modules
    evil = replace(first, modules=(replace(module, title=EVIL), *rest))
    return replace(annex, maquettes=(evil, *others))


def test_the_annex_holds_no_formula_but_its_own_totals(annex: Curriculum) -> None:
    assert [cell for cell in cells(write_csv(spoilt(annex))) if RUNS.match(cell)] == []
    with zipfile.ZipFile(io.BytesIO(write_xlsx(spoilt(annex)))) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    formulas = {found for text in sheets for found in re.findall(r"<f>(.*?)</f>", text)}
    assert formulas
    assert [one for one in formulas if "HYPERLINK" in one] == []
