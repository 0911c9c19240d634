# SPDX-License-Identifier: EUPL-1.2
"""A grid of 400 students × 10 evaluations in Chromium: opened, then 4,000 cells pasted over it.

    DATABASE_URL=sqlite:////tmp/grid.sqlite3 python benchmarks/grid.py

On a real `delibere web serve`. Opened: from the click to the first cell that takes the keyboard. Pasted: from
Ctrl V to the preview, then from its button to « Enregistré ». The database must be empty.
"""

import os
import shutil
import signal
import subprocess
import sys
from statistics import median
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from django.db import connection
from playwright.sync_api import Page, sync_playwright
from stored import ENGLISH, filled, prepared, signed_in

STUDENTS, TESTS, PORT, TURNS = 400, 10, 8790, 5
ADDRESS = f"http://127.0.0.1:{PORT}"


def served() -> subprocess.Popen[bytes]:
    """The application, once it answers."""
    program = "from delibere.cli import main; main()"
    arguments = [sys.executable, "-c", program, "web", "serve", "--port", str(PORT), "--workers", "1"]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 our own program
    for _try in range(100):
        try:
            urlopen(f"{ADDRESS}/connexion/", timeout=2).close()  # noqa: S310 our own server
        except (URLError, OSError):
            sleep(0.2)
        else:
            return process
    sys.exit("The server does not answer.")


def opened(page: Page, address: str) -> float:
    """Seconds until a cell takes the keyboard."""
    page.goto(f"{ADDRESS}/qlio/")
    start = perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("#grid td[tabindex]")
    return perf_counter() - start


def pasted(page: Page, turn: int) -> tuple[float, float]:
    """Seconds until the preview, and from its button until everything is saved."""
    block = "\n".join(
        "\t".join(f"{(row + k + turn) % 20},{row % 90 + 10}" for k in range(TESTS)) for row in range(STUDENTS)
    )
    page.evaluate("document.querySelector('#grid td[tabindex]').focus()")
    page.evaluate("text => navigator.clipboard.writeText(text)", block)
    start = perf_counter()
    page.keyboard.press("Control+v")
    page.wait_for_selector("#paste-write:not([disabled])")
    seen = perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_selector("#grid .pending")
    page.wait_for_selector("#grid .pending", state="detached")
    return seen - start, perf_counter() - seen


def main() -> None:
    """Print one line of a table in Markdown."""
    here = prepared()
    promotion = filled(here, 0, STUDENTS, [ENGLISH], TESTS)
    session = signed_in(here).cookies["sessionid"].value
    process = served()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        context.add_cookies([{"name": "sessionid", "value": session, "url": ADDRESS}])
        page = context.new_page()
        address = f"{ADDRESS}/qlio/promotions/{promotion.pk}/notes/{ENGLISH}/"
        times = [opened(page, address) for _turn in range(TURNS)]
        pastes = [pasted(page, turn) for turn in range(TURNS)]
        browser.close()
    os.killpg(process.pid, signal.SIGTERM)
    previews, writes = zip(*pastes, strict=True)
    both = [seen + written for seen, written in pastes]
    print("| database | | opened, s | preview, s | written, s | both, s |\n|---|---|--:|--:|--:|--:|")
    for name, choose in (("median", median), ("best", min)):
        figures = [choose(column) for column in (times, previews, writes, both)]
        print(f"| {connection.vendor} | {name} | {' | '.join(f'{figure:.2f}' for figure in figures)} |")


if __name__ == "__main__":
    main()
