# SPDX-License-Identifier: EUPL-1.2
"""The library, as the README shows it."""

import re
from pathlib import Path

import pytest

import delibere

ROOT = Path(__file__).parents[1]


def test_the_example_of_the_readme_runs_and_prints_what_it_says(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    exec(compile(example, "README.md", "exec"), {})  # noqa: S102 the README's own code
    assert capsys.readouterr().out.splitlines() == re.findall(r"print\(.*\)\s+# (.*)", example)


def test_everything_promised_is_there() -> None:
    assert [name for name in delibere.__all__ if not hasattr(delibere, name)] == []
