# SPDX-License-Identifier: EUPL-1.2
"""Files of other programs in Chromium: wrong ones are refused in words, good ones are matched, then taken."""

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from auditing import faults
from playwright.sync_api import FilePayload, Page, expect

from classes import ENGLISH, open_class, plan
from delibere.curriculum.model import Curriculum
from delibere.store.models import Account, AnnexUpload, Department, Mark, Role
from ods import ods
from scodoc_answers import files

Open = Callable[..., Page]
Someone = Callable[..., Account]


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["XX-APO_TITRES-XX"])
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bombe.txt", bytes(80 * 1024 * 1024))
    return out.getvalue()


def test_wrong_files_for_the_registry_are_refused_in_words_and_nothing_is_kept(
    published: Curriculum, qlio: Department, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.SECRETARY), "/qlio/scolarite/")
    for name, data, why in (
        ("V1QL.xlsx", workbook(), "classeur"),
        ("tout.zip", bomb(), "bien plus grand ouvert que fermé"),
        ("notes.txt", "Bonjour, voici les notes.\r\n".encode("cp1252"), "« notes.txt »"),
        ("vide.txt", b"\r\n", "« vide.txt »"),
    ):
        page.goto("/qlio/scolarite/")
        page.set_input_files(
            "input[type=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        )
        page.get_by_role("button", name="Lire les fichiers").click()
        expect(page.locator(".error").first).to_contain_text(why)
    assert not qlio.registry_uploads.exists()


def test_a_programme_whose_entities_multiply_is_refused_and_nothing_is_kept(
    qlio: Department, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.DIRECTOR_OF_STUDIES), "/qlio/maquettes/importer/")
    tenfold = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE formation [<!ENTITY e0 "ha">{tenfold}]><formation>&e9;</formation>'
    page.set_input_files(
        "input[type=file]", {"name": "programme.xml", "mimeType": "text/xml", "buffer": laughs.encode()}
    )
    page.get_by_role("button", name="Lire l’annexe").click()
    expect(page.get_by_role("alert")).to_contain_text("entités")
    assert not AnnexUpload.objects.exists()


def test_a_semester_of_scodoc_is_taken_once_its_wrong_file_is_left(
    published: Curriculum, qlio: Department, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.DIRECTOR_OF_STUDIES), "/qlio/promotions/")
    page.get_by_role("link", name="Venir de ScoDoc").click()
    good: list[FilePayload] = [
        {"name": name, "mimeType": "application/json", "buffer": data} for name, data in files()
    ]
    wrong: FilePayload = {
        "name": "connexion.html",
        "mimeType": "text/html",
        "buffer": b"<html>Connexion</html>",
    }
    page.set_input_files("input[type=file]", [*good, wrong])
    page.get_by_role("button", name="Lire les réponses").click()
    expect(page.locator(".error").first).to_contain_text("« connexion.html » n’est pas du JSON lisible")
    page.set_input_files("input[type=file]", good)
    page.get_by_role("button", name="Lire les réponses").click()
    page.locator("#id_slug").select_option("s3-fi-osc")
    page.get_by_role("button", name="Lire avec cette maquette").click()
    assert faults(page) == []
    page.locator("#id_since").fill("2023-11-06")
    page.get_by_role("button", name="Reprendre ce qui est coché").click()
    expect(page.get_by_role("status").first).to_contain_text("notes écrites : 7")
    assert Mark.objects.count() == 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_export_of_moodle_is_matched_then_written(
    scheme: str, published: Curriculum, qlio: Department, open_as: Open, someone: Someone
) -> None:
    promotion = open_class(qlio)
    plan(promotion, "DS 1")
    address = f"/qlio/promotions/{promotion.pk}/notes/{ENGLISH}/"
    page = open_as(someone(Role.SECRETARY), address, color_scheme=scheme)
    rows: list[list[str | float]] = [
        ["Prénom", "Nom de famille", "Numéro d’identification", "Devoir : Contrôle (Réel)", "Test : QCM"],
        ["Alix", "ALISIER", "99000001", 12.5, "-"],
    ]
    page.set_input_files(
        "#file", {"name": "moodle.ods", "mimeType": "application/octet-stream", "buffer": ods(rows)}
    )
    page.get_by_role("button", name="Lire le classeur").click()
    assert faults(page) == []
    page.get_by_label("Devoir : Contrôle (Réel)").select_option("DS 1")
    page.get_by_role("button", name="Voir ce qui changerait").click()
    page.get_by_role("button", name="Écrire les cellules cochées").click()
    expect(page.get_by_role("status").first).to_contain_text("1 note écrite")
    assert [one.text for one in Mark.objects.all()] == ["12,5"]
