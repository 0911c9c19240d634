# SPDX-License-Identifier: EUPL-1.2
"""The help is part of the interface: French, with an example, on every command."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from answers import Run

from delibere.cli.entrance import delibere


def commands(command: click.Command, *path: str) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, *path, name)


ALL = list(commands(delibere))
LEAVES = [path for path in ALL if not any(other[: len(path)] == path and other != path for other in ALL)]


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_help_is_in_french(run: Run, path: tuple[str, ...]) -> None:
    answer = run(*path, "--help")
    assert answer.code == 0
    assert answer.out.startswith("Usage : delibere")
    assert re.findall(r"\b(?:Show|Usage:|Commands:|required|Path)\b", answer.out) == []


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_command_shows_an_example(run: Run, path: tuple[str, ...]) -> None:
    assert f"Exemple : delibere {' '.join(path)} " in " ".join(run(*path, "--help").out.split())


@pytest.mark.parametrize("path", LEAVES, ids=" ".join)
def test_every_command_is_in_the_readme(path: tuple[str, ...]) -> None:
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text("utf-8").split())
    assert f"delibere {' '.join(path)} " in readme


def test_a_command_that_does_not_exist_says_so_in_french(run: Run) -> None:
    answer = run("mcc", "chek")
    assert answer.code == 2
    assert "La commande « chek » n’existe pas." in answer.err


def test_a_file_that_does_not_exist_says_so_in_french(run: Run) -> None:
    answer = run("mcc", "check", "nulle-part.md")
    assert answer.code == 2
    assert "Fichier introuvable : « nulle-part.md »." in answer.err
