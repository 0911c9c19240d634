# SPDX-License-Identifier: EUPL-1.2
"""Every page there is through axe, with one of everything: a new page is audited without being named here."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page
from test_access import LETTERS, MATRIX, PAGES, kwargs_of, one_of_everything

from delibere.curriculum.model import Curriculum
from delibere.store.models import Account, Department, Role

Open = Callable[..., Page]
AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text()


def seen(name: str) -> Role | None:
    """A role that the page opens for as a whole."""
    letters = [letter for letter in MATRIX[name].get("get", "") if letter.isupper()]
    return LETTERS[letters[0]] if letters else None


def faults(page: Page) -> list[str]:
    page.evaluate(AXE)
    found: Any = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{page.url} {fault['impact']} {fault['id']}: {node['html'][:160]}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


def test_no_page_at_all_has_a_serious_fault(
    records: None,
    open_as: Open,
    someone: Callable[..., Account],
    published: Curriculum,
    qlio: Department,
) -> None:
    things = one_of_everything(published, qlio, someone)
    browsers: dict[Role, Page] = {role: open_as(someone(role), "/") for role in set(Role) - {Role.STUDENT}}
    found, audited = list[str](), set[str]()
    for name in PAGES:
        role = seen(name)
        if role is None:
            continue
        page = browsers[role]
        address = reverse(name, kwargs=kwargs_of(name, things))
        kind = page.request.head(address).headers.get("content-type", "")
        if kind.startswith("text/html"):
            page.goto(address)
            found += faults(page)
            audited.add(name)
    assert "\n".join(found) == ""
    assert len(audited) > 40
