# SPDX-License-Identifier: EUPL-1.2
"""How the commands speak: tables for people, JSON for programs, sentences for refusals."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from delibere.foundation.errors import DelibereError, UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _

FINE, FINDINGS, UNUSABLE = 0, 1, 2
NARROWEST = 160

T = TypeVar("T")


def screen() -> Console:
    """What people read; never so narrow that a figure would be folded."""
    console = Console(highlight=False)
    console.width = max(console.width, NARROWEST)
    return console


def aside() -> Console:
    """Refusals and progress: never mixed with what a program reads."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def dump(value: object) -> None:
    """Print JSON for a program."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def refuse(error: DelibereError) -> int:
    """Say why nothing was done, and what it means for the exit."""
    console = aside()
    console.print(f"[bold]{_('Refusé')}[/] : {escape(str(error))}")
    if isinstance(error, UnusableInputError):
        print_findings(console, (one for one in error.findings if one.message != str(error)))
    return UNUSABLE


def place(finding: Finding) -> str:
    """Where a finding is, as a person would say it."""
    parts = [
        finding.where,
        finding.sheet or "",
        finding.cell if finding.cell and not finding.message.startswith(finding.cell) else "",
        finding.maquette or "",
        finding.subject or "",
    ]
    return " · ".join(part for part in parts if part)


def print_findings(console: Console, findings: Iterable[Finding]) -> None:
    """One line a finding, errors first: sign and word, never colour alone."""
    for finding in sorted(findings, key=lambda each: each.severity is not Severity.ERROR):
        wrong = finding.severity is Severity.ERROR
        sign = f"[bold]✕ {_('à régler')}[/]" if wrong else f"· {_('à savoir')}"
        where = f"{place(finding)} : " if place(finding) else ""
        console.print(f"{sign}  {escape(where + finding.message)}", soft_wrap=True)


def plain_table(*headings: str, numbers: Sequence[int] = (), title: str | None = None) -> Table:
    """A table with hairlines only; the columns in `numbers` are right-aligned."""
    table = Table(
        title=title, box=None, padding=(0, 1, 0, 0), header_style="bold", title_justify="left", pad_edge=False
    )
    for index, heading in enumerate(headings):
        table.add_column(heading, justify="right" if index in numbers else "left", no_wrap=True)
    return table


def progress(steps: Iterable[T], total: int, description: str) -> Iterator[T]:
    """Go through what takes long, and show how far, on a terminal only."""
    hidden = not sys.stderr.isatty()
    yield from track(steps, description, total, console=aside(), transient=True, disable=hidden)


@contextmanager
def working(description: str) -> Iterator[None]:
    """Say what is being done while it lasts, on a terminal only."""
    console = aside()
    if not console.is_terminal:
        yield
        return
    with console.status(description):
        yield


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A file that appears whole or not at all.

    Raises:
        UnusableInputError: it cannot be written there.
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        yield draft
        draft.replace(path)
    except OSError as error:
        message = _("Impossible d’écrire « {path} » : {why}. Choisissez un autre nom ou un autre dossier.")
        raise UnusableInputError(message.format(path=path, why=error.strerror)) from error
    finally:
        draft.unlink(missing_ok=True)
