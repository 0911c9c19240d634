# SPDX-License-Identifier: EUPL-1.2
"""A director of studies reads a class: sorts, chooses a UE, narrows, opens a figure by keyboard."""

from collections.abc import Callable

import pytest
from auditing import faults
from playwright.sync_api import Page, expect

from delibere.services.records.demo import load_demo
from delibere.services.records.journal import command_line
from delibere.store.models import Account, Promotion, Role

Open = Callable[..., Page]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def read(records: None, open_as: Open) -> Open:
    """Open an address of the S3 OSC results as its director of studies: `read("?tri=UE31")`."""
    load_demo(command_line())
    promotion = Promotion.objects.get(slug="s3-fi-osc")
    director = Account.objects.filter(memberships__role=Role.DIRECTOR_OF_STUDIES)[0]

    def make(rest: str = "", **options: object) -> Page:
        desk = {"viewport": {"width": 1440, "height": 900}}
        return open_as(director, f"/qlio/promotions/{promotion.pk}/resultats/{rest}", **(desk | options))

    return make


def test_a_class_is_sorted_narrowed_and_a_figure_opened_and_closed_by_keyboard(read: Open) -> None:
    page = read()
    assert page.evaluate("document.querySelector('.frame').scrollWidth <= innerWidth"), "22 columns fit"
    page.get_by_role("link", name="UE31", exact=True).press("Enter")
    expect(page.locator("thead th[aria-sort=ascending]")).to_contain_text("UE31")
    expect(page.locator("tr.crossing")).to_have_count(1)
    expect(page.locator("thead .weights")).to_contain_text("Σ 8,00")
    assert page.locator("thead th.dim").count() > 0
    page.get_by_role("link", name="coef. vers UE32").press("Enter")
    expect(page.locator("thead .weights")).to_contain_text("coef. vers UE32")
    page.get_by_role("link", name="Une UE sous la barre").press("Enter")
    expect(page.get_by_role("link", name="Une UE sous la barre")).to_have_attribute("aria-current", "page")
    expect(page.locator("tbody th.who")).to_have_count(9)

    figure = page.locator("tbody td > a").first
    figure.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog")
    expect(opened).to_contain_text("Comment ce nombre est calculé")
    expect(opened).to_contain_text("UE32")
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    focused = "document.activeElement.closest('tr').rowIndex - document.querySelector('tbody tr').rowIndex"
    assert page.evaluate(focused) == 1
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("/UE32/")


def test_only_one_figure_is_a_stop_for_tab(read: Open) -> None:
    page = read()
    assert page.locator("tbody td > a:not([tabindex='-1'])").count() == 1
    page.locator("tbody td > a").nth(30).click()
    page.get_by_role("button", name="Fermer").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.locator("tbody td > a:not([tabindex='-1'])").count() == 1


def test_an_opened_figure_hangs_over_the_modules_and_never_over_the_ues(read: Open) -> None:
    page = read()
    page.locator("tbody tr").nth(3).locator("td > a").nth(2).click()
    panel = page.get_by_role("dialog").bounding_box()
    last = page.locator("thead th.ue").last.bounding_box()
    assert panel is not None
    assert last is not None
    assert panel["x"] >= last["x"] + last["width"] - 1
    assert panel["y"] + panel["height"] <= 900


def test_without_scripts_a_figure_is_a_page(read: Open) -> None:
    page = read(java_script_enabled=False)
    page.locator("tbody td > a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("UE31")
    expect(page.locator("[data-explanation]")).to_contain_text("Quotient exact")


def test_arrows_go_from_student_to_student(read: Open) -> None:
    page = read()
    page.locator("tbody th.who a").nth(1).click()
    second = page.get_by_role("heading", level=1).inner_text()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(second)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("heading", level=1)).to_have_text(second)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_opened_figure_has_no_serious_fault(read: Open, scheme: str) -> None:
    page = read("?tri=UE31", color_scheme=scheme, reduced_motion="reduce")
    page.locator("tbody td > a").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert faults(page) == []


def test_on_a_phone_the_table_scrolls_in_its_frame_and_names_stay(read: Open) -> None:
    page = read(viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.evaluate("document.querySelector('.frame').scrollLeft = 600")
    name = page.locator("tbody th.who").first.bounding_box()
    assert name is not None
    assert name["x"] < 40
    page.locator("tbody tr").first.locator("td > a").nth(12).click()
    panel = page.get_by_role("dialog").bounding_box()
    assert panel is not None
    assert (panel["x"], panel["width"]) == (0, PHONE["width"])
