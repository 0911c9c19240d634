# SPDX-License-Identifier: EUPL-1.2
"""Run commands as the shell would, in this process."""

from pathlib import Path

import pytest
from answers import Answer, Files, Run

from delibere.cli import main, speak_french
from delibere.services.files.play_demo import open_demo, play_year

speak_french()  # as the command does, before any test module imports the tree of commands

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Answer:
        monkeypatch.setattr("sys.argv", ["delibere", *map(str, arguments)])
        with pytest.raises(SystemExit) as stopped:
            main()
        printed = capsys.readouterr()
        code = stopped.value.code
        return Answer(code if isinstance(code, int) else 0, printed.out, printed.err)

    return run


@pytest.fixture
def annex() -> Path:
    return EXAMPLES / "but-qlio-2023-2024.md"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    demo = open_demo(tmp_path_factory.mktemp("demo"), 2023)
    year = next(y for y in demo.years if y.semesters[0].maquette.id == "s3-fi-osc")
    return Files(play_year(demo.folder, demo.curriculum, year).folder)
