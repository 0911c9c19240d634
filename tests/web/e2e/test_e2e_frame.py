# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Callable

from playwright.sync_api import Page

from delibere.store.models import Account, Role


def test_home_opens_in_a_browser_without_breaking_its_own_policy(
    open_as: Callable[..., Page], someone: Callable[..., Account]
) -> None:
    page = open_as(someone(Role.SECRETARY), "/")
    assert page.url.endswith("/qlio/")
    assert page.locator("h1").inner_text() == "Ce qui reste à faire"
