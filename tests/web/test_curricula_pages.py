# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.interchange import mcc
from delibere.services.records.import_annex import Review, review
from delibere.store.models import Account, AnnexUpload, Department, MaquetteVersion, Role
from scodoc_programmes import as_json, as_xml, modules_of, programme_of

SignedIn = Callable[..., Client]
ANNEX = (Path(__file__).parents[2] / "examples" / "but-qlio-2023-2024.md").read_bytes()


def drop(client: Client, data: bytes, name: str = "annexe.md") -> int:
    return client.post("/qlio/maquettes/importer/", {"file": SimpleUploadedFile(name, data)}).status_code


def review_now() -> Review:
    return review(AnnexUpload.objects.get())


def test_every_maquette_of_the_annex_opens_as_a_table(signed_in: SignedIn, published: Curriculum) -> None:
    client = signed_in(Role.TEACHER)
    for maquette in published.maquettes:
        page = client.get(f"/qlio/maquettes/2023-2024/{maquette.id}/").content.decode()
        assert [module.apogee for module in maquette.modules if module.apogee not in page] == []
        assert "à vérifier" not in page


def test_an_annex_is_reviewed_accepted_recorded_and_published(signed_in: SignedIn) -> None:
    client = signed_in(Role.DIRECTOR_OF_STUDIES)
    assert drop(client, ANNEX) == 302
    upload = AnnexUpload.objects.get()
    address = f"/qlio/maquettes/importer/{upload.pk}/"
    page = client.get(address + "?maquette=s3-fi-osc").content.decode()
    assert "3 à relire" in page
    assert "Coeff UE34" in page
    for maquette in review_now().maquettes:
        lines = [repair.line for repair in maquette.waiting]
        client.post(address + "accepter/", {"maquette": maquette.slug, "line": lines})
    settled = [one.slug for one in review_now().settled]
    client.post(address + "enregistrer/", {"slug": settled})
    assert MaquetteVersion.objects.filter(state="draft").count() == 20
    client.post("/qlio/maquettes/publier/", {"confirm": "yes"})
    assert MaquetteVersion.objects.filter(state="published").count() == 20


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
        ("vide.md", b"", "vide"),
        ("gea.md", ANNEX.replace(b"QLIO", b"GEA"), "BUT GEA"),
        ("liste.csv", b"NIP;Nom\n99000001;ALO", "annexe MCC"),
        ("gros.md", b"x" * 50_000_000, "50 Mo"),
    ],
)
def test_what_is_no_annex_of_ours_is_refused_with_a_sentence(
    signed_in: SignedIn, name: str, data: bytes, said: str
) -> None:
    client = signed_in(Role.HEAD)
    answer = client.post("/qlio/maquettes/importer/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not AnnexUpload.objects.exists()


def test_a_script_in_a_title_stays_text(signed_in: SignedIn) -> None:
    client = signed_in(Role.HEAD)
    drop(client, ANNEX.replace(b"Portfolio S1", b"<script>alert(1)</script>"))
    page = client.get(f"/qlio/maquettes/importer/{AnnexUpload.objects.get().pk}/?maquette=s1-fi")
    assert "<script>alert" not in page.content.decode()
    assert "&lt;script&gt;alert(1)" in page.content.decode()


def test_another_department_sees_neither_the_upload_nor_the_maquettes(
    signed_in: SignedIn, someone: Callable[..., Account], published: Curriculum
) -> None:
    drop(signed_in(Role.HEAD), ANNEX)
    gea = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    head = signed_in(someone(Role.HEAD, department=gea))
    upload = AnnexUpload.objects.get().pk
    for address in (f"maquettes/importer/{upload}/", "maquettes/2023-2024/s1-fi/"):
        assert head.get(f"/gea/{address}").status_code == 404
        assert head.get(f"/qlio/{address}").status_code == 404


def test_pages_of_maquettes_ask_the_database_a_fixed_number_of_times(
    signed_in: SignedIn, published: Curriculum, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = signed_in(Role.HEAD)
    for address in ("/qlio/maquettes/", "/qlio/maquettes/2023-2024/s3-fi-osc/"):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200


def test_two_versions_stand_side_by_side_with_what_changes_in_words(
    signed_in: SignedIn, published: Curriculum
) -> None:
    keys = [MaquetteVersion.objects.get(slug=slug).pk for slug in ("s3-fi-qmi", "s3-fa-qmi")]
    page = signed_in(Role.TEACHER).get(f"/qlio/maquettes/comparer/?a={keys[0]}&b={keys[1]}").content.decode()
    assert "TBQTR301 → TBQAR301" in page
    assert "17 identiques" in page
    assert "au lieu du code PN SAE3.PF" in page
    same = signed_in(Role.TEACHER).get(f"/qlio/maquettes/comparer/?a={keys[0]}&b={keys[0]}&differences")
    assert "Les deux maquettes sont identiques" in same.content.decode()


def test_comparing_opens_on_two_maquettes_and_refuses_those_of_elsewhere(
    signed_in: SignedIn, published: Curriculum
) -> None:
    assert signed_in(Role.TEACHER).get("/qlio/maquettes/comparer/").status_code == 200
    assert signed_in(Role.TEACHER).get("/qlio/maquettes/comparer/?a=999999").status_code == 404


@pytest.mark.parametrize("form", ["xlsx", "md", "csv", "json"])
def test_the_annex_in_force_and_each_maquette_are_files_that_read_back_the_same(
    signed_in: SignedIn, published: Curriculum, form: str
) -> None:
    client = signed_in(Role.SECRETARY)
    whole = client.get(f"/qlio/maquettes/2023-2024/annexe.{form}")
    assert whole["Content-Disposition"] == f'attachment; filename="qlio-2023-2024.{form}"'
    read = mcc.read(whole.content).curriculum
    assert {one.id: one for one in read.maquettes} == {one.id: one for one in published.maquettes}
    one = client.get(f"/qlio/maquettes/2023-2024/s3-fi-osc.{form}?version=1")
    assert mcc.read(one.content).curriculum.maquettes == (published.maquette("s3-fi-osc"),)
    for page in ("/qlio/maquettes/", "/qlio/maquettes/2023-2024/s3-fi-osc/"):
        assert f".{form}" in client.get(page).content.decode()


@pytest.mark.parametrize("address", ["annexe.pdf", "s3-fi-osc.exe", "s9-fi.json", "s3-fi-osc.json?version=7"])
def test_a_file_that_is_not_there_is_not_found(
    signed_in: SignedIn, published: Curriculum, address: str
) -> None:
    assert signed_in(Role.HEAD).get(f"/qlio/maquettes/2023-2024/{address}").status_code == 404
    assert signed_in(Role.HEAD).get("/qlio/maquettes/2022-2023/annexe.json").status_code == 404


def test_an_exported_workbook_worked_on_comes_back_by_the_review(
    signed_in: SignedIn, published: Curriculum
) -> None:
    client = signed_in(Role.DIRECTOR_OF_STUDIES)
    maquettes = list(published.maquettes)
    first = maquettes[0]
    maquettes[0] = replace(
        first, modules=(replace(first.modules[0], title="Anglais général"), *first.modules[1:])
    )
    changed = replace(published, maquettes=tuple(maquettes))
    assert drop(client, mcc.write_xlsx(changed), "annexe.xlsx") == 302
    address = f"/qlio/maquettes/importer/{AnnexUpload.objects.get().pk}/"
    assert [one.slug for one in review_now().settled] == [first.id]
    assert "Anglais général" in client.get(f"{address}?maquette={first.id}").content.decode()
    client.post(address + "enregistrer/", {"slug": first.id, "reason": "vote du conseil"})
    assert MaquetteVersion.objects.get(state="draft").document["modules"][0]["title"] == "Anglais général"


def test_a_workbook_with_a_fault_is_refused_with_its_sheet_and_cell(
    signed_in: SignedIn, published: Curriculum
) -> None:
    damaged = replace(published.maquettes[0], semester=9)
    data = mcc.write_xlsx(replace(published, maquettes=(damaged,)))
    file = SimpleUploadedFile("annexe.xlsx", data)
    answer = signed_in(Role.HEAD).post("/qlio/maquettes/importer/", {"file": file})
    assert answer.status_code == 422
    assert "feuille S9 FA, B4" in answer.content.decode()


def test_a_workbook_with_wrong_credits_says_to_drop_it_again(
    signed_in: SignedIn, published: Curriculum
) -> None:
    client, osc = signed_in(Role.HEAD), published.maquette("s3-fi-osc")
    light = replace(osc, ues=(replace(osc.ues[0], ects=Decimal(7)), *osc.ues[1:]))
    drop(client, mcc.write_xlsx(replace(published, maquettes=(light,))), "annexe.xlsx")
    page = client.get(f"/qlio/maquettes/importer/{AnnexUpload.objects.get().pk}/").content.decode()
    assert "les UE font 29 crédits au lieu de 30" in page.replace("\u00a0", " ")
    assert "Corrigez le fichier, puis déposez-le de nouveau." in page


def test_a_programme_of_scodoc_is_imported_once_its_year_and_regime_are_said(
    signed_in: SignedIn, annex: Curriculum
) -> None:
    client = signed_in(Role.DIRECTOR_OF_STUDIES)
    programme = programme_of(annex, [one for one in annex.maquettes if one.regime == "FI"])
    modules_of(programme)[0]["code_apogee"] = ""
    file = SimpleUploadedFile("programme.xml", as_xml(programme))
    refused = client.post("/qlio/maquettes/importer/", {"file": file, "year": "2023-2024"})
    assert (refused.status_code, AnnexUpload.objects.exists()) == (422, False)
    assert "ne dit ni l’année ni le régime" in refused.content.decode()
    file.seek(0)
    told = {"year": "2023-2024", "regimes": ["FI"]}
    assert client.post("/qlio/maquettes/importer/", {"file": file, **told}).status_code == 302
    address = f"/qlio/maquettes/importer/{AnnexUpload.objects.get().pk}/"
    page = client.get(f"{address}?maquette=s1-fi").content.decode()
    assert "1 code Apogée manque dans ScoDoc (R1.01)" in page
    assert f"{address}lu.xlsx" in page
    assert client.get(f"{address}lu.xlsx").content.startswith(b"PK")
    settled = [one.slug for one in review_now().settled]
    assert settled == [one.id for one in annex.maquettes if one.regime == "FI" and one.semester > 1]
    client.post(f"{address}enregistrer/", {"slug": settled})
    assert MaquetteVersion.objects.filter(state="draft").count() == len(settled)


def test_a_programme_of_scodoc_is_told_apart_from_the_version_in_force_blocks_aside(
    signed_in: SignedIn, published: Curriculum
) -> None:
    client = signed_in(Role.HEAD)
    programme = programme_of(published, [one for one in published.maquettes if one.id.startswith("s3-fi")])
    modules_of(programme)[0]["coefficients"][0]["coef"] = "0.3"
    file = SimpleUploadedFile("programme.json", as_json(programme))
    client.post("/qlio/maquettes/importer/", {"file": file, "year": "2023-2024", "regimes": ["FI"]})
    now = review_now()
    assert {one.standing for one in now.maquettes} == {"changed"}
    page = client.get(f"/qlio/maquettes/importer/{now.upload.pk}/?maquette=s3-fi-osc").content.decode()
    assert "Ce qui change par rapport à la version en vigueur" in page
    assert "passe de 0,25 à 0,3" in page
    assert "Modules de spécialité" not in page
