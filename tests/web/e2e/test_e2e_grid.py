# SPDX-License-Identifier: EUPL-1.2
"""Marks typed, pasted, undone, disputed and sent by workbook, in Chromium."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from auditing import faults
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, Route, expect

from classes import ENGLISH, mark, open_class, plan, texts
from delibere.curriculum.model import Curriculum
from delibere.services.records.evaluations import lock_evaluations, unlock_evaluation
from delibere.services.records.journal import command_line
from delibere.services.records.marks import history
from delibere.services.records.teachings import assign
from delibere.store.models import Account, Department, Evaluation, Promotion, Role

Open = Callable[..., Page]
Someone = Callable[..., Account]


@pytest.fixture
def promotion(records: None, published: Curriculum, qlio: Department) -> Promotion:
    return open_class(qlio)


@pytest.fixture
def exams(promotion: Promotion) -> list[Evaluation]:
    return [plan(promotion, "DS 1"), plan(promotion, "Oral", scale="15")]


@pytest.fixture
def open_grid(open_as: Open, someone: Someone, promotion: Promotion, exams: list[Evaluation]) -> Open:
    def make(**options: object) -> Page:
        account = someone(Role.TEACHER)
        assign(command_line(), promotion, [ENGLISH], account)
        return open_as(account, f"/qlio/promotions/{promotion.pk}/notes/{ENGLISH}/", **options)

    return make


def cell(page: Page, row: int, column: int = 0) -> str:
    return page.locator("#grid tbody tr").nth(row).locator("td").nth(2 + column).inner_text()


def enter_the_grid(page: Page) -> None:
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "TD":
            return
    pytest.fail("no tab stop in the grid")


def type_down(page: Page, *values: str) -> None:
    for value in values:
        page.keyboard.type(value)
        page.keyboard.press("Enter")


def notice(page: Page) -> None:
    """The time to see a hint: keys that come sooner were meant for the next cell."""
    page.wait_for_timeout(700)


def settled(page: Page) -> None:
    expect(page.locator("#status")).to_contain_text("Enregistré à")


def paste(page: Page, text: str) -> None:
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def test_a_column_is_typed_corrected_and_emptied_by_keyboard_only(
    open_grid: Open, exams: list[Evaluation]
) -> None:
    page = open_grid()
    enter_the_grid(page)
    type_down(page, "12,5", "a")
    settled(page)
    page.keyboard.type("125")
    page.keyboard.press("Enter")
    hint = page.get_by_role("alert")
    expect(hint).to_contain_text("« 125 » n’est pas une note sur 20. Vouliez-vous 12,5")
    expect(page.locator("#status")).to_contain_text("1 cellule refusée")
    assert texts(exams[0]) == {"ALISIER": "12,5", "BOULEAU": "ABI"}
    notice(page)
    page.keyboard.press("Enter")
    expect(hint).to_be_hidden()
    type_down(page, "8")
    expect(page.locator("#grid .pending")).to_have_count(0)
    assert texts(exams[0]) == {"ALISIER": "12,5", "BOULEAU": "ABI", "CORMIER": "12,5", "DATTIER": "8"}
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("F2")
    page.keyboard.press("End")
    page.keyboard.type("5")
    page.keyboard.press("Tab")
    page.keyboard.type("14.25")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Delete")
    page.keyboard.type("9")
    page.keyboard.press("Escape")
    expect(page.locator("#grid .pending")).to_have_count(0)
    assert texts(exams[1]) == {"CORMIER": "14,25"}
    assert (cell(page, 1), cell(page, 2, 1)) == ("", "14,25")
    figures = page.locator("#grid .average:not(th)").all_inner_texts()
    assert figures == ["12,50", "–", "15,75", "8,00"]
    assert page.locator("#grid td.note").all_inner_texts() == ["provisoire", "provisoire", "", "provisoire"]


def test_the_grid_is_one_tab_stop_and_lets_the_keyboard_out(open_grid: Open) -> None:
    page = open_grid()
    enter_the_grid(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.cellIndex") == 4
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#grid')") is None
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.cellIndex") == 4


def test_a_column_is_pasted_with_two_wrong_values_then_taken_back_in_one_step(
    open_grid: Open, exams: list[Evaluation], promotion: Promotion
) -> None:
    mark(exams[0], promotion.enrolments.all()[0], "7")
    page = open_grid(**CLIPBOARD)
    enter_the_grid(page)
    paste(page, "CORMIER Cléa\t13\nalisier alix\t11\nBOULEAU Basile\t125\n99000004\tabs\nINCONNU Jean\t10")
    panel = page.get_by_role("dialog")
    for said in ("2 notes à écrire", "2 valeurs refusées", "1 ligne sans étudiant reconnu", "7,00 → 11,00"):
        expect(panel).to_contain_text(said)
    assert texts(exams[0]) == {"ALISIER": "7"}
    page.keyboard.press("Enter")
    settled(page)
    assert texts(exams[0]) == {"ALISIER": "11", "CORMIER": "13"}
    expect(page.locator("#status")).to_contain_text("2 cellules refusées")
    page.get_by_role("button", name="Y aller").click()
    expect(page.get_by_role("alert")).to_contain_text("Vouliez-vous 12,5")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Y aller").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    expect(page.locator("#status")).to_contain_text("Enregistré")
    expect(page.locator("#grid .pending")).to_have_count(0)
    assert texts(exams[0]) == {"ALISIER": "7", "CORMIER": ""}
    page.keyboard.press("Control+y")
    expect(page.locator("#grid tbody tr").nth(2).locator("td").nth(2)).to_have_text("13,00")
    expect(page.locator("#grid .pending")).to_have_count(0)
    assert texts(exams[0]) == {"ALISIER": "11", "CORMIER": "13"}
    ways = [change.origin.partition(", ")[2] for change in history(exams[0], promotion.enrolments.all()[2])]
    assert ways == ["rétablissement", "annulation", "collage"]


def test_a_block_is_pasted_where_the_cursor_is(open_grid: Open, exams: list[Evaluation]) -> None:
    page = open_grid(**CLIPBOARD)
    enter_the_grid(page)
    page.keyboard.press("ArrowDown")
    paste(page, "10\t11\n\t12,5\n")
    page.get_by_role("button", name="Écrire 3 notes").click()
    settled(page)
    assert (texts(exams[0]), texts(exams[1])) == ({"BOULEAU": "10"}, {"BOULEAU": "11", "CORMIER": "12,5"})


def test_two_people_on_one_grid_see_each_others_value_and_nothing_is_lost(
    open_grid: Open, exams: list[Evaluation], promotion: Promotion
) -> None:
    one, other = open_grid(), open_grid()
    for page in (one, other):
        enter_the_grid(page)
    type_down(one, "12", "13")
    settled(one)
    type_down(other, "14", "15", "16")
    expect(other.locator("#status")).to_contain_text("2 cellules changées par d’autres")
    expect(other.locator("#grid .pending")).to_have_count(0)
    assert texts(exams[0]) == {"ALISIER": "12", "BOULEAU": "13", "CORMIER": "16"}
    other.get_by_role("button", name="Y aller").click()
    alert = other.get_by_role("alert")
    expect(alert).to_contain_text("SORBIER a écrit « 12 » entre-temps ; vous écriviez « 14 ».")
    alert.get_by_role("button", name="écrire 14").click()
    expect(other.locator("#status")).to_contain_text("1 cellule changée par quelqu’un d’autre")
    other.get_by_role("button", name="Y aller").click()
    expect(alert).to_contain_text("« 13 »")
    other.keyboard.press("Escape")
    expect(other.locator("#grid .trouble")).to_have_count(0)
    assert texts(exams[0]) == {"ALISIER": "14", "BOULEAU": "13", "CORMIER": "16"}
    assert [str(change) for change in history(exams[0], promotion.enrolments.all()[0])] == [
        "12 → 14",
        "– → 12",
    ]


def test_undoing_never_writes_over_somebody_else(
    open_grid: Open, exams: list[Evaluation], promotion: Promotion
) -> None:
    page = open_grid()
    enter_the_grid(page)
    type_down(page, "12")
    settled(page)
    mark(exams[0], promotion.enrolments.all()[0], "15")
    page.keyboard.press("Control+z")
    expect(page.get_by_role("alert")).to_contain_text("ligne de commande a écrit « 15 » entre-temps")
    assert texts(exams[0]) == {"ALISIER": "15"}


def test_a_cut_connection_keeps_the_cells_and_sends_them_when_it_is_back(
    open_grid: Open, exams: list[Evaluation]
) -> None:
    page = open_grid()
    enter_the_grid(page)
    page.context.set_offline(True)
    type_down(page, "12", "13")
    expect(page.locator("#status")).to_contain_text("2 cellules en attente")
    expect(page.locator("#grid .pending")).to_have_count(2)
    assert texts(exams[0]) == {}
    page.context.set_offline(False)
    settled(page)
    expect(page.locator("#grid .pending")).to_have_count(0)
    assert texts(exams[0]) == {"ALISIER": "12", "BOULEAU": "13"}


def test_leaving_asks_while_something_waits_and_coming_back_sends_it(
    open_grid: Open, exams: list[Evaluation]
) -> None:
    page = open_grid()
    enter_the_grid(page)
    context: BrowserContext = page.context
    context.route("**/enregistrer/", _cut)
    type_down(page, "12")
    expect(page.locator("#status")).to_contain_text("1 cellule en attente")
    address = page.url
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    with page.expect_event("close"):
        asked.value.accept()
    context.unroute("**/enregistrer/")
    again = context.new_page()
    again.goto(address)
    settled(again)
    assert texts(exams[0]) == {"ALISIER": "12"}


def test_a_session_that_ended_keeps_what_was_typed_until_somebody_signs_in(
    open_grid: Open, exams: list[Evaluation]
) -> None:
    page = open_grid()
    enter_the_grid(page)
    [session] = [one["value"] for one in page.context.cookies() if one["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    type_down(page, "12")
    expect(page.locator("#status")).to_contain_text("Session expirée : reconnectez-vous")
    assert texts(exams[0]) == {}
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": page.url}])
    again = page.context.new_page()
    again.goto(page.url)
    settled(again)
    assert texts(exams[0]) == {"ALISIER": "12"}


def test_a_reopened_evaluation_asks_why_once_and_writes_it_with_each_change(
    open_grid: Open, exams: list[Evaluation], promotion: Promotion
) -> None:
    lock_evaluations(command_line(), exams[:1], timezone.now())
    unlock_evaluation(command_line(), exams[0], "copies retrouvées")
    page = open_grid()
    enter_the_grid(page)
    type_down(page, "12")
    expect(page.locator("#status")).to_contain_text("1 cellule attend un motif")
    assert texts(exams[0]) == {}
    page.get_by_label("Motif du changement").fill("copie retrouvée")
    page.keyboard.press("Enter")
    settled(page)
    assert texts(exams[0]) == {"ALISIER": "12"}
    assert history(exams[0], promotion.enrolments.all()[0])[0].why == "copie retrouvée"


def _cut(route: Route) -> None:
    route.abort()


def test_a_workbook_goes_down_is_edited_and_comes_up(
    open_grid: Open, exams: list[Evaluation], promotion: Promotion, tmp_path: Path
) -> None:
    page = open_grid()
    with page.expect_download() as download:
        page.get_by_role("link", name="Télécharger le classeur").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    mark(exams[0], promotion.enrolments.all()[0], "5")
    fill(path, {"ALISIER": 12, "BOULEAU": 9.5})
    page.set_input_files("#file", path)
    page.get_by_role("button", name="Lire le classeur").click()
    rows = page.locator("tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("ligne de commande a écrit « 5 »")
    expect(rows.nth(0).get_by_role("checkbox")).not_to_be_checked()
    page.get_by_role("button", name="Écrire les cellules cochées").click()
    expect(page.locator(".messages")).to_contain_text("1 note écrite.")
    assert texts(exams[0]) == {"ALISIER": "5", "BOULEAU": "9,5"}


def fill(path: Path, marks: dict[str, float]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    head = next(row for row in sheet.iter_rows() if row[0].value == "NIP")
    column = next(one.column or 0 for one in head if str(one.value).endswith("DS 1"))
    for row in sheet.iter_rows(min_col=1, max_col=2):
        if row[1].value in marks:
            sheet.cell(row[1].row or 0, column).value = marks[str(row[1].value)]
    book.save(path)


def test_the_history_of_a_cell_opens_by_a_key(open_grid: Open, exams: list[Evaluation]) -> None:
    page = open_grid()
    enter_the_grid(page)
    type_down(page, "12")
    settled(page)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("h")
    expect(page.get_by_role("dialog")).to_contain_text("SORBIER")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "TD"


def test_on_a_phone_one_evaluation_at_a_time_and_letters_by_touch(
    open_grid: Open, exams: list[Evaluation]
) -> None:
    page = open_grid(viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heads = page.locator("#grid th[data-e]")
    assert [head.is_visible() for head in heads.all()] == [True, False]
    page.get_by_label("Évaluation").select_option("Oral")
    assert [head.is_visible() for head in heads.all()] == [False, True]
    page.locator("#grid tbody tr").first.locator("td:not(.away)").nth(2).tap()
    page.keyboard.type("13")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^J")).tap()
    expect(page.locator("#grid .pending")).to_have_count(0)
    settled(page)
    assert texts(exams[1]) == {"ALISIER": "13", "BOULEAU": "ABJ"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_opens_over_the_grid_has_no_serious_fault(open_grid: Open, scheme: str) -> None:
    page = open_grid(color_scheme=scheme, **CLIPBOARD)
    enter_the_grid(page)
    type_down(page, "125")
    expect(page.get_by_role("alert")).to_be_visible()
    notice(page)
    assert faults(page) == []
    page.keyboard.press("Escape")
    paste(page, "12\n125\n13")
    expect(page.get_by_role("dialog")).to_contain_text("2 notes à écrire")
    assert faults(page) == []
