# SPDX-License-Identifier: EUPL-1.2
import io
import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.services.records.documents.transcripts import workbook_of_transcript
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.frameworks import (
    name_competences,
    names_in_force,
    receive_framework,
    review_framework,
)
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import (
    Account,
    CompetenceFramework,
    Department,
    JournalEntry,
    PastOutcome,
    Role,
    Student,
)
from orebut import as_bytes, framework_of

SignedIn = Callable[..., Client]
US = command_line()
HERE = "/qlio/maquettes/referentiel/"
FIRST = "piloter-l-entreprise-par-la-qualite"


@pytest.fixture
def root(published: Curriculum) -> ET.Element:
    found = framework_of(published)
    next(found.iter("competence")).set("libelle_long", "Piloter le jardin par la qualité")
    return found


def drop(client: Client, data: bytes, year: str = "2023-2024") -> int:
    file = SimpleUploadedFile("jardin.xml", data)
    return client.post(HERE, {"file": file, "year": year}).status_code


def choices(page: str) -> dict[str, str]:
    """Name of a field → the value that the page has chosen for it."""
    fields = re.findall(r'<select name="([^"]*)"(.*?)</select>', page, re.DOTALL)
    chosen = {name: re.search(r'value="([^"]*)" selected', options) for name, options in fields}
    return {name: found[1] if found else "" for name, found in chosen.items()}


def test_a_framework_is_reviewed_then_names_competences_levels_and_outcomes(
    signed_in: SignedIn, qlio: Department, root: ET.Element
) -> None:
    client = signed_in(Role.DIRECTOR_OF_STUDIES)
    assert drop(client, as_bytes(root)) == 302
    assert names_in_force(qlio, 2023) is None
    address = f"{HERE}{CompetenceFramework.objects.get().pk}/"
    page = client.get(address).content.decode()
    told = choices(page)
    assert told[FIRST] == "jardin1"
    assert "AC11.01" in page
    assert client.post(address, told).status_code == 302
    entry = JournalEntry.objects.get(action="framework.set")
    assert entry.details["changed"][FIRST] == ["", "Piloter"]
    for seen in ("/qlio/maquettes/2023-2024/s1-fi/", "/qlio/maquettes/2023-2024/parcours/"):
        shown = client.get(seen).content.decode()
        assert "Piloter le jardin par la qualité" in shown
        assert "Réussir le semis" in shown
        assert "AC11.02" in shown


def test_a_competence_that_corresponds_to_nothing_is_told_and_corrected_by_a_person(
    signed_in: SignedIn, qlio: Department, root: ET.Element
) -> None:
    competences = next(root.iter("competences"))
    for each in list(competences)[1:]:
        each.set("nom_court", f"Jardiner {each.attrib['numero']}")
        each.set("libelle_long", f"Jardiner en {each.attrib['numero']}")
        each.set("numero", f"{40 + int(each.attrib['numero'])}")
    client = signed_in(Role.HEAD)
    drop(client, as_bytes(root))
    address = f"{HERE}{CompetenceFramework.objects.get().pk}/"
    page = client.get(address).content.decode()
    second = "gerer-les-flux-physiques-et-les-flux-d-information"
    assert "ne correspond à aucune compétence du référentiel" in page
    assert choices(page)[second] == ""
    client.post(address, {**choices(page), second: "jardin2"})
    names = names_in_force(qlio, 2023)
    assert names is not None
    assert names.title(second, "") == "Jardiner en 2"
    client.post(address, {FIRST: "nulle-part"})
    assert names_in_force(qlio, 2023) == names


def test_a_framework_holds_from_its_year_until_another_replaces_it(
    signed_in: SignedIn, qlio: Department, root: ET.Element
) -> None:
    client = signed_in(Role.HEAD)
    for year, name in (("2023-2024", "Ancien"), ("2025-2026", "Nouveau")):
        next(root.iter("competence")).set("libelle_long", name)
        drop(client, as_bytes(root), year)
        row = CompetenceFramework.objects.get(confirmed_at=None)
        client.post(f"{HERE}{row.pk}/", {FIRST: "jardin1"})
    found = {year: names_in_force(qlio, year) for year in (2022, 2023, 2024, 2025)}
    assert {year: names.title(FIRST, "") if names else None for year, names in found.items()} == {
        2022: None,
        2023: "Ancien",
        2024: "Ancien",
        2025: "Nouveau",
    }


def test_one_under_review_is_abandoned_and_one_in_force_is_not(signed_in: SignedIn, root: ET.Element) -> None:
    client = signed_in(Role.HEAD)
    drop(client, as_bytes(root))
    row = CompetenceFramework.objects.get()
    client.post(f"{HERE}{row.pk}/", {FIRST: "jardin1"})
    client.post(f"{HERE}{row.pk}/abandonner/")
    drop(client, as_bytes(root))
    other = CompetenceFramework.objects.get(confirmed_at=None)
    client.post(f"{HERE}{other.pk}/abandonner/")
    assert list(CompetenceFramework.objects.all()) == [row]


@pytest.mark.parametrize(
    ("data", "year", "said"),
    [
        (b"<formation/>", "2023-2024", "n’est pas un référentiel"),
        (b'<!DOCTYPE r [<!ENTITY a "a">]><r/>', "2023-2024", "entités"),
        (b"<r/>", "2023", "deux années qui se suivent"),
    ],
)
def test_what_is_no_framework_is_refused_and_nothing_is_kept(
    signed_in: SignedIn, data: bytes, year: str, said: str
) -> None:
    client = signed_in(Role.HEAD)
    answer = client.post(HERE, {"file": SimpleUploadedFile("r.xml", data), "year": year})
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert not CompetenceFramework.objects.exists()


def test_everybody_on_the_staff_reads_it_without_a_form(signed_in: SignedIn, root: ET.Element) -> None:
    drop(signed_in(Role.HEAD), as_bytes(root))
    page = signed_in(Role.TEACHER).get(f"{HERE}{CompetenceFramework.objects.get().pk}/").content.decode()
    assert "AC32.02" in page
    assert "<select" not in page


@pytest.fixture
def felix(published: Curriculum, qlio: Department) -> Student:
    """In S3 this year; S1 and S2 acquired the year before."""
    student = create(US, qlio, {"nip": "99000001", "surname": "FRAMBOISE"})
    enrol(US, open_promotion(US, qlio, 2023, "s3-fi-osc"), [student])
    PastOutcome.objects.bulk_create(
        PastOutcome(
            student=student,
            year=2022,
            subject="ue",
            semester=semester,
            competence=ue.competence,
            code="ADM",
            mark="12,5",
            reason="PV",
        )
        for semester in (1, 2)
        for ue in published.maquette(f"s{semester}-fi").ues
    )
    return student


def test_a_student_reads_what_is_learnt_and_the_transcript_names_competences_as_the_framework_does(
    signed_in: SignedIn, someone: Callable[..., Account], qlio: Department, felix: Student, root: ET.Element
) -> None:
    printed = {text for row in sheet(felix) for text in row}
    assert "Piloter l'entreprise par la qualité" in printed
    row = receive_framework(US, qlio, AcademicYear(2022), "jardin.xml", as_bytes(root))
    name_competences(US, row, review_framework(row).matches)
    named = {text for row in sheet(felix) for text in row}
    assert named - printed == {"Piloter le jardin par la qualité"}
    assert printed - named == {"Piloter l'entreprise par la qualité"}
    own = signed_in(someone(Role.STUDENT, student=felix))
    marks = own.get("/qlio/etudiants/99000001/notes/").content.decode()
    assert "Réussir la bouture" in marks
    assert "AC21.01" in marks
    course = own.get("/qlio/etudiants/99000001/parcours/").content.decode()
    assert "Piloter le jardin par la qualité" in course
    assert "AC11.01" in course


def sheet(student: Student) -> list[list[str]]:
    data = io.BytesIO(workbook_of_transcript(student))
    return [
        list(map(str, row)) for row in CalamineWorkbook.from_filelike(data).get_sheet_by_index(0).to_python()
    ]
