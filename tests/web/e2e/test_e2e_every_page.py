# SPDX-License-Identifier: EUPL-1.2
"""Every page there is through axe, with one of everything: a new page is audited without being named here."""

from collections.abc import Callable

import pytest
from auditing import faults
from django.test import Client
from django.urls import reverse
from everything import one_of_everything
from playwright.sync_api import Page
from test_access import LETTERS, MATRIX, PAGES, kwargs_of

from delibere.curriculum.model import Curriculum
from delibere.store.models import Account, Department, Role
from delibere.web.access import STAFF

pytestmark = pytest.mark.once

Open = Callable[..., Page]


def seen(name: str) -> Role | None:
    """A role that the page opens for as a whole."""
    letters = [letter for letter in MATRIX[name].get("get", "") if letter.isupper()]
    return LETTERS[letters[0]] if letters else None


def is_page(account: Account, address: str) -> bool:
    """It is neither a file nor the way to another page."""
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(address)
    answer.close()
    return answer.status_code < 400 and answer.headers.get("Content-Type", "").startswith("text/html")


def test_no_page_at_all_has_a_serious_fault(
    records: None,
    open_as: Open,
    someone: Callable[..., Account],
    published: Curriculum,
    qlio: Department,
) -> None:
    things = one_of_everything(published, qlio, someone)
    accounts = {role: someone(role) for role in STAFF}
    browsers = {role: open_as(account, "/") for role, account in accounts.items()}
    found, audited = list[str](), set[str]()
    for name in PAGES:
        role = seen(name)
        address = reverse(name, kwargs=kwargs_of(name, things))
        if role and is_page(accounts[role], address):
            browsers[role].goto(address)
            found += faults(browsers[role])
            audited.add(name)
    assert "\n".join(found) == ""
    assert len(audited) > 40
