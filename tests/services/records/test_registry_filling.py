# SPDX-License-Identifier: EUPL-1.2
"""From results to the registry's file: what is told, what is withheld, what changes."""

from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from pathlib import Path

import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.apogee import Encoding, Verdict, compare, read_apogee
from delibere.jury.codes import Code
from delibere.services.records.journal import Author, command_line
from delibere.services.records.registry.codes import coded_elements, codes_of, set_codes
from delibere.services.records.registry.enrolling import likely_maquettes, promotion_from_file
from delibere.services.records.registry.filling import (
    Preview,
    fill_file,
    preview_file,
    receive_files,
    report_of,
)
from delibere.services.records.registry.settings import (
    ElementKind,
    RegistrySettings,
    declare_settings,
    settings_of,
)
from delibere.services.records.registry.table import table_of
from delibere.services.records.results import class_results
from delibere.store.models import Account, Department, JournalEntry, PastOutcome, Promotion, Student
from registry_samples import sample_for

YEARS = {"year": "VET", "semester": "ELP"}
VERSION = {"year": "111"}
EXAMPLE = Path(__file__).parents[3] / "examples" / "scolarite-s1-fi.txt"


@pytest.fixture
def demo(demo_loaded: None, db: None) -> Department:
    qlio = Department.objects.get(slug="qlio")
    typed = {
        (
            element.slug,
            element.subject,
        ): f"{element.slug.replace('-', '').upper()}{element.subject[:4].upper()}"
        for elements in coded_elements(qlio, 2023).values()
        for element in elements
    }
    set_codes(command_line(), qlio, 2023, typed)
    return qlio


def promotion(department: Department, slug: str) -> Promotion:
    return Promotion.objects.select_related("department").get(department=department, slug=slug)


def registry_file(one: Promotion) -> bytes:
    """What the registry would export for a promotion: every element, everybody, nothing filled."""
    people = [(e.student.nip, e.student.surname, e.student.first_name) for e in one.enrolments.all()]
    elements = {line.element for line in table_of(one, RegistrySettings())}
    described = [
        (YEARS.get(e.subject, "ELP"), e.code, VERSION.get(e.subject, ""), "0", f"{e.code} - {e.label}")
        for e in sorted(elements, key=lambda element: element.code)
    ]
    return sample_for(people, described)


def filled(department: Department, now: Preview) -> bytes:
    return fill_file(command_line(), department, now, {Verdict.NEW}).data


def cell(data: bytes, nip: str, code: str, kind: str) -> str:
    file = read_apogee(data, "x")
    row = next(row for row in file.rows if row.nip == nip)
    return file.cell(row, next(c for c in file.columns if (c.code, c.kind) == (code, kind)))


def test_every_maquette_of_the_demo_is_filled_compared_and_filled_again_with_no_change(
    demo: Department,
) -> None:
    promotions = list(Promotion.objects.filter(department=demo).select_related("department"))
    assert len(promotions) == 20
    for one in promotions:
        data = registry_file(one)
        first = preview_file(demo, data, f"{one.slug}.txt")
        assert (first.promotions, first.strangers, first.absent, first.unmatched) == ((one,), (), (), ())
        new = {(c.line.student.nip, c.judged.column and c.judged.column.id) for c in first.of(Verdict.NEW)}
        assert len(new) == len(first.cells) > 500
        after = filled(demo, first)
        changes = compare(read_apogee(data, "a"), read_apogee(after, "b"))
        assert {(change.row.nip, change.column.id) for change in changes.changes} == new
        assert not changes.other_lines
        again = preview_file(demo, after, f"{one.slug}.txt")
        assert len(again.of(Verdict.SAME)) == len(again.cells) == len(first.cells)
        assert filled(demo, again) == after
    assert JournalEntry.objects.filter(action="registry.filled").count() == 40


def test_marks_are_those_shown_and_results_those_decided_never_proposed(demo: Department) -> None:
    one = promotion(demo, "s4-fi-osc")
    read = class_results(one)
    proposals = {p.student.nip: p for p in read.results.proposals.everyone()}
    student = read.semesters[-1].enrolments[0].student
    ue = next(ue for ue in proposals[student.nip].ues if ue.semester == 4)
    code = f"S4FIOSC{ue.code_ue[:4]}"
    data = registry_file(one)
    assert ue.decision.code is Code.ADM
    undecided = filled(demo, preview_file(demo, data, "x"))
    assert cell(undecided, student.nip, code, "N").replace(",", "") == str(ue.shown)
    assert [cell(undecided, student.nip, each, "R") for each in (code, "S4FIOSCYEAR")] == ["", ""]
    for subject, competence, decided in (("ue", ue.competence, "ADJ"), ("year", "", "PASD")):
        PastOutcome.objects.create(
            student=student,
            year=2023,
            semester=4,
            subject=subject,
            competence=competence,
            code=decided,
            mark="29/3" if subject == "ue" else "",
            reason="PV",
        )
    after = filled(demo, preview_file(demo, data, "x"))
    assert [cell(after, student.nip, code, kind) for kind in "NBR"] == ["9,67", "20", "ADM"]
    assert cell(after, student.nip, "S4FIOSCYEAR", "R") == "AJAC"


def test_who_left_is_told_as_a_fact(demo: Department) -> None:
    one = promotion(demo, "s2-fi")
    [gone] = class_results(one).left
    data = filled(demo, preview_file(demo, registry_file(one), "x"))
    assert [cell(data, gone.student.nip, "S2FIUE21", kind) for kind in "NBR"] == ["DEM", "20", "DEM"]
    assert cell(data, gone.student.nip, "S2FIYEAR", "R") == "DEM"


def test_what_is_not_told_comes_with_its_reason(demo: Department) -> None:
    one = promotion(demo, "s3-fi-osc")
    evaluation = one.evaluations.exclude(module="").order_by("pk")[0]
    victim = evaluation.marks.select_related("enrolment__student")[0]
    victim.hundredths = None
    victim.save()
    now = preview_file(demo, registry_file(one), "x")
    told = {
        (line.element.subject, line.withheld)
        for line in now.withheld
        if line.student.nip == victim.enrolment.student.nip
    }
    assert (evaluation.module, "une note manque encore") in told
    assert any(why == "moyenne provisoire" for _subject, why in told)
    report = report_of(now).decode("utf-8-sig")
    assert "une note manque encore" in report


def test_the_file_and_the_department_are_compared_both_ways(demo: Department) -> None:
    one = promotion(demo, "s1-fi")
    data = registry_file(one)
    nips = [row.nip for row in read_apogee(data, "x").rows]
    now = preview_file(
        demo, data.replace(nips[0].encode(), b"88888888").replace(b"TBQTR101", b"TBQTR999"), "x"
    )
    assert [row.nip for row in now.strangers] == ["88888888"]
    assert [student.nip for student in now.absent] == [nips[0]]
    assert {column.code for column in now.unmatched} == {"TBQTR999"}


def test_the_file_of_the_examples_is_one_that_the_demo_fills(demo: Department) -> None:
    now = preview_file(demo, EXAMPLE.read_bytes(), EXAMPLE.name)
    counts = Counter(cell.judged.verdict for cell in now.cells)
    assert counts == {Verdict.NEW: 1098, Verdict.SAME: 1, Verdict.CHANGED: 1}
    assert ([row.name for row in now.strangers], len(now.absent)) == (["FOUGERE Maël"], 1)


def test_a_second_session_is_filled_only_when_asked(demo: Department) -> None:
    one = promotion(demo, "s1-fi")
    people = [(e.student.nip, e.student.surname, "") for e in one.enrolments.all()]
    data = sample_for(people, [("ELP", "TBQTR101", "", session, "x") for session in ("1", "2")], "NB")
    first, second = (preview_file(demo, data, "x", session) for session in ("1", "2"))
    assert first.sessions == ("1", "2")
    assert {c.judged.column.session for c in first.cells if c.judged.column} == {"1"}
    assert {c.judged.column.session for c in second.cells if c.judged.column} == {"2"}


def test_settings_are_dated_and_followed(demo: Department) -> None:
    dotted = RegistrySettings(results={Code.ADM: "VAL"}, filled={})
    declare_settings(command_line(), demo, date(2024, 1, 1), dotted, "message de la scolarité")
    assert settings_of(demo, date(2023, 12, 31)) == RegistrySettings()
    assert settings_of(demo, date(2024, 8, 31)) == dotted
    assert preview_file(demo, registry_file(promotion(demo, "s1-fi")), "x").cells == ()
    for reference in ("", "encore"):
        with pytest.raises(UnusableInputError):
            declare_settings(command_line(), demo, date(2024, 1, 1), dotted, reference)


def test_the_mean_of_a_semester_is_written_where_the_registry_asks_for_it(demo: Department) -> None:
    data = registry_file(one := promotion(demo, "s1-fi"))
    code = codes_of(demo, 2023)["s1-fi"]["semester"]
    assert code not in {cell.line.element.code for cell in preview_file(demo, data, "x").cells}
    asked = RegistrySettings(filled={ElementKind.SEMESTER: "NB"})
    declare_settings(command_line(), demo, date(2023, 9, 1), asked, "message de la scolarité")
    now = preview_file(demo, data, "x")
    averages = class_results(one).results.semesters[-1]
    whole = [row for row, known in enumerate(averages.ues.known & ~averages.provisional) if known.all()]
    credits_ = [Fraction(ue.ects) for ue in averages.maquette.ues]
    for row in whole:
        ues = [averages.ues.exact(row, place) or Fraction(0) for place in range(len(credits_))]
        mean = sum(weight * mark for weight, mark in zip(credits_, ues, strict=True)) / sum(credits_)
        told = Decimal(floor(mean * 100 + Fraction(1, 2))).scaleb(-2)
        nip = averages.table.students[row].nip
        assert cell(filled(demo, now), nip, code, "N") == str(told).replace(".", ",")
    assert whole


def test_a_file_in_another_encoding_than_declared_is_said_and_kept(demo: Department) -> None:
    latin = RegistrySettings(encoding=Encoding.LATIN9)
    declare_settings(command_line(), demo, date(2023, 9, 1), latin, "message de la scolarité")
    data = registry_file(promotion(demo, "s1-fi"))
    assert "iso-8859-15" in preview_file(demo, data, "x").file.warnings[0].message
    assert not preview_file(
        demo, data.decode("utf-8").replace("’", "'").encode("iso-8859-15"), "x"
    ).file.warnings


def test_a_promotion_is_made_from_a_file(demo: Department) -> None:
    one = promotion(demo, "s5-fa-mp")
    data = registry_file(one)
    one.enrolments.all()[0].student.memberships.all().delete()
    nips = [row.nip for row in read_apogee(data, "x").rows]
    file = read_apogee(data.replace(nips[0].encode(), b"00000042"), "x")
    assert likely_maquettes(demo, 2023, file)[0].slug == "s5-fa-mp"
    made, created, enrolled = promotion_from_file(command_line(), demo, 2023, "s5-fa-mp", file)
    assert (made, created, enrolled) == (one, 1, 1)
    student = Student.objects.get(department=demo, nip="00000042")
    assert (student.enrolments.get().promotion, student.birth_date) == (one, date(2004, 1, 1))


def test_files_are_taken_in_together_or_not_at_all(demo: Department) -> None:
    author = Author(Account.objects.get(login="secretariat"), "test")
    data = registry_file(promotion(demo, "s1-fi"))
    assert [u.file_name for u in receive_files(author, demo, [("a.txt", data), ("b.txt", data)])] == [
        "a.txt",
        "b.txt",
    ]
    with pytest.raises(UnusableInputError):
        receive_files(author, demo, [("c.txt", data), ("d.txt", b"PK\x03\x04")])
    assert demo.registry_uploads.count() == 2
