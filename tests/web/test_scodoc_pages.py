# SPDX-License-Identifier: EUPL-1.2
"""Coming from ScoDoc, page after page."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.store.models import Department, Evaluation, Mark, Promotion, Role, Student, StudentUpload
from scodoc_answers import files, marks, student, zipped

SignedIn = Callable[..., Client]
DROP = "/qlio/venir-de-scodoc/"


@pytest.fixture
def director(published: Curriculum, signed_in: SignedIn) -> Client:
    return signed_in(Role.DIRECTOR_OF_STUDIES)


def dropped(client: Client, *files: tuple[str, bytes]) -> str:
    """The address of the preview."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    answer = client.post(DROP, {"dropped": sent})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def text_of(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address).content.decode()))


def sent(client: Client, address: str) -> dict[str, str | list[str]]:
    """What the form of the preview would send."""
    page = client.get(address).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    return {
        "seen": seen[1],
        "parts": re.findall(r'name="parts" value="([^"]+)"', page),
        "since": "2023-11-06",
    }


def test_a_package_is_read_beside_the_maquette_that_is_chosen_then_taken(director: Client) -> None:
    address = dropped(director, ("s3.zip", zipped(files())))
    assert "dites laquelle ce semestre suit" in text_of(director, address)
    director.post(f"{address}maquette/", {"slug": "s3-fi-osc"})
    page = text_of(director, address)
    assert "BUT QLIO semestre 3" in page
    for told in ("à inscrire, fiches créées si besoin : 3", "évaluations à créer : 4", "notes à écrire : 7"):
        assert told in page
    assert "R3.99 Sport pas dans cette maquette" in page
    assert not Student.objects.exists()
    answer = director.post(f"{address}reprendre/", sent(director, address))
    promotion = Promotion.objects.get()
    assert answer.headers["Location"] == f"/qlio/promotions/{promotion.pk}/"
    assert "notes écrites : 7 ; non écrites : 0" in text_of(director, answer.headers["Location"])
    assert (Evaluation.objects.count(), Mark.objects.count()) == (4, 7)


def test_without_the_day_of_a_resignation_nothing_is_written_and_the_page_says_so(director: Client) -> None:
    address = dropped(director, *files())
    director.post(f"{address}maquette/", {"slug": "s3-fi-osc"})
    answer = director.post(f"{address}reprendre/", {**sent(director, address), "since": ""})
    assert answer.status_code == 422
    assert "Dites depuis quel jour." in answer.content.decode()
    assert not Promotion.objects.exists()


def test_each_wrong_file_is_named_and_nothing_is_kept(director: Client, qlio: Department) -> None:
    wrong = [("page.html", b"<html>"), ("autre.json", b'{"a": 1}')]
    answer = director.post(DROP, {"dropped": [SimpleUploadedFile(*one) for one in [*files(), *wrong]]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "« page.html » n’est pas du JSON lisible" in page
    assert "« autre.json » n’est pas une réponse" in page
    assert not StudentUpload.objects.exists()


def test_what_is_wrong_in_good_files_is_told_with_file_student_and_evaluation(director: Client) -> None:
    address = dropped(director, *files(notes_501=marks(501, {11: 21.0, 99: 3.0})))
    director.post(f"{address}maquette/", {"slug": "s3-fi-osc"})
    page = text_of(director, address)
    assert "ALISIER Alix R3.01 · Écrit 21 « 21 » n’est pas une note sur 20. notes-501.json" in page
    assert "n° 99 R3.01 · Écrit 3 L’étudiant n° 99 n’est dans aucun fichier" in page


def test_a_script_in_a_name_stays_text(director: Client) -> None:
    address = dropped(director, *files(etudiants=[student(11, "99000001", "<script>", "Alix", "A")]))
    director.post(f"{address}maquette/", {"slug": "s3-fi-osc"})
    assert "&lt;SCRIPT&gt;" in director.get(address).content.decode()


def test_forgotten_answers_leave_nothing(director: Client) -> None:
    address = dropped(director, *files())
    assert "formsemestre.json et 8 autres" in text_of(director, DROP)
    director.post(f"{address}abandonner/")
    assert not StudentUpload.objects.exists()
