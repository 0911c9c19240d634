# SPDX-License-Identifier: EUPL-1.2
"""Whole journeys in Chromium, as people live them."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.groups import add_group, partition
from delibere.services.records.journal import command_line
from delibere.services.records.students import create
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    GroupMembership,
    MaquetteVersion,
    Role,
    Student,
)

Open = Callable[..., Page]
Someone = Callable[..., Account]
ANNEX = Path(__file__).parents[3] / "examples" / "but-qlio-2023-2024.md"


def drop(page: Page, name: str, data: bytes, button: str) -> None:
    page.set_input_files("input[type=file]", {"name": name, "mimeType": "text/plain", "buffer": data})
    page.get_by_role("button", name=button).click()


def class_of(count: int, change: Callable[[int, list[str]], None] = lambda _n, _line: None) -> bytes:
    lines = [["NIP", "Nom", "Prénom"]]
    for n in range(count):
        line = [f"{99000001 + n}", f"FRAMBOISE{n:03}", "Félix"]
        change(n, line)
        lines.append(line)
    return "\n".join(";".join(line) for line in lines).encode()


def test_an_annex_with_a_damaged_cell_is_settled_published_and_corrected(
    records: None, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.DIRECTOR_OF_STUDIES), "/qlio/maquettes/importer/")
    whole = "TBQTR307 | R3.07 | Outils statistiques de pilotage d'un process | 1.5 | 1.50 |"
    damaged = whole.replace("1.5 | 1.50", "2.5 | 2.50")
    drop(page, "annexe.md", ANNEX.read_text().replace(whole, damaged, 1).encode(), "Lire l’annexe")
    review = page.url.partition("?")[0] + "?maquette=s3-fi-osc"
    page.goto(review)
    expect(page.locator(".list a[aria-current]")).to_contain_text("à régler")
    page.locator('input[name=cell][value="2.5"]').fill("1.5")
    page.locator('input[name=cell][value="2.50"]').fill("1.50")
    page.get_by_role("button", name="Corriger et relire").click()
    expect(page.get_by_role("status")).to_contain_text("Ligne 216 corrigée et relue")
    page.goto(review)
    page.get_by_role("button", name="Accepter les 3 réparations").click()
    page.goto(review)
    for box in page.locator("input[name=slug]:not([value=s3-fi-osc])").all():
        box.uncheck()
    page.get_by_role("button", name="Enregistrer les").click()
    page.get_by_role("link", name="Publier le brouillon").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("status")).to_contain_text("1 maquette publiée")

    page.goto("/qlio/maquettes/2023-2024/s3-fi-osc/")
    page.get_by_role("link", name="Corriger…").click()
    page.get_by_label("Intitulé, R3.01").fill("Anglais professionnel")
    page.get_by_label("Pourquoi cette correction").fill("vote du conseil du 12 octobre")
    page.get_by_role("button", name="Enregistrer en brouillon").click()
    page.get_by_role("link", name="Publier cette version").click()
    page.get_by_role("button", name="Publier").click()
    expect(page.get_by_role("status")).to_contain_text("1 maquette publiée")
    titles = [
        version.document["modules"][0]["title"]
        for version in MaquetteVersion.objects.filter(slug="s3-fi-osc").order_by("number")
    ]
    assert titles == ["Anglais des affaires", "Anglais professionnel"]


def test_a_hundred_and_twenty_students_twice_then_ten_changed_and_five_wrong(
    records: None, open_as: Open, someone: Someone, qlio: Department
) -> None:
    page = open_as(someone(Role.SECRETARY), "/qlio/etudiants/importer/")
    drop(page, "liste.csv", class_of(120), "Lire la liste")
    expect(page.locator(".tools")).to_contain_text("120 nouveaux")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("120 nouveaux, 0 modifiés")

    page.goto("/qlio/etudiants/importer/")
    drop(page, "liste.csv", class_of(120), "Lire la liste")
    expect(page.get_by_role("button", name="Enregistrer")).to_be_disabled()
    page.get_by_role("button", name="Abandonner").click()

    def change(n: int, line: list[str]) -> None:
        line[2] = "Fleur" if n < 10 else line[2]
        line[0] = "?" if 50 <= n < 55 else line[0]

    drop(page, "liste.csv", class_of(120, change), "Lire la liste")
    expect(page.locator(".tools")).to_contain_text("10 modifiés")
    expect(page.locator(".tools")).to_contain_text("5 en erreur")
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger les lignes à corriger").click()
    assert download.value.path().read_text("utf-8-sig").count("FRAMBOISE") == 5
    page.get_by_role("button", name="Enregistrer").click()
    assert Student.objects.filter(first_name="Fleur").count() == 10


def enrolled(qlio: Department) -> list[Enrolment]:
    promotion = open_promotion(command_line(), qlio, 2023, "s1-fi")
    for n, name in enumerate(("ALISIER", "BOULEAU", "CORMIER"), 1):
        create(command_line(), qlio, {"nip": f"9900000{n}", "surname": name})
    enrol(command_line(), promotion, Student.objects.all())
    td = partition(command_line(), promotion, "TD")
    for name in "AB":
        add_group(command_line(), td, name)
    return list(promotion.enrolments.all())


def test_somebody_is_dragged_into_a_group_and_others_are_pasted(
    records: None, open_as: Open, someone: Someone, published: Curriculum, qlio: Department
) -> None:
    promotion = enrolled(qlio)[0].promotion
    page = open_as(someone(Role.SECRETARY), f"/qlio/promotions/{promotion.pk}/groupes/")
    with page.expect_navigation():
        page.locator("li", has_text="ALISIER").drag_to(page.locator(".group[data-group=B]"))
    expect(page.locator(".group[data-group=B]")).to_contain_text("ALISIER")
    page.get_by_label("NIP ou nom, tabulation, groupe").fill("bouleau\tA\n99000003\tB")
    page.get_by_role("button", name="Placer ces personnes").click()
    expect(page.get_by_role("status")).to_contain_text("2 personnes placées")
    placed = GroupMembership.objects.values_list("enrolment__student__surname", "group__name")
    assert sorted(placed) == [("ALISIER", "B"), ("BOULEAU", "A"), ("CORMIER", "B")]


def test_a_student_is_found_opened_and_placed_by_keyboard_only(
    records: None, open_as: Open, someone: Someone, published: Curriculum, qlio: Department
) -> None:
    promotion = enrolled(qlio)[0].promotion
    page = open_as(someone(Role.SECRETARY), "/qlio/")
    page.keyboard.press("/")
    page.keyboard.type("alisier")
    page.keyboard.press("Enter")
    page.wait_for_url("**/etudiants/99000001/")
    page.goto(f"/qlio/promotions/{promotion.pk}/groupes/")
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "group":
            break
    page.keyboard.press("A")
    while page.evaluate("document.activeElement.name") != "enrolment":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".group[data-group=A]")).to_contain_text("ALISIER")


def test_an_annex_is_reviewed_and_recorded_by_keyboard_only(
    records: None, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.DIRECTOR_OF_STUDIES), "/qlio/maquettes/importer/")
    page.set_input_files("input[type=file]", ANNEX)
    page.locator("input[type=file]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/importer/*/")
    settled = page.locator("input[name=slug]").count()
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator("input[name=slug]")).to_have_count(settled + 1)
    while page.evaluate("document.activeElement.innerText.startsWith('Enregistrer les')") is not True:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("enregistrées en brouillon")
    assert MaquetteVersion.objects.count() == settled + 1


def test_a_person_with_two_roles_has_the_work_of_both(
    records: None, open_as: Open, someone: Someone, published: Curriculum, qlio: Department
) -> None:
    both = someone(Role.TEACHER, Role.SECRETARY)
    page = open_as(both, "/qlio/")
    page.locator(".who summary").last.click()
    expect(page.locator(".who[open] .note")).to_have_text("secrétariat, enseignement")
    expect(page.get_by_role("link", name="Importer des étudiants")).to_be_visible()
    teacher = open_as(someone(Role.TEACHER), "/qlio/")
    expect(teacher.get_by_role("link", name="Importer des étudiants")).to_have_count(0)
