# SPDX-License-Identifier: EUPL-1.2
"""What the repository promises about itself."""

import ast
import re
import subprocess
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
TRACKED = subprocess.run(
    ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 git comes from the PATH
    cwd=ROOT,
    capture_output=True,
    text=True,
    check=True,
).stdout.split("\n")
SOURCES = sorted(
    ROOT / name
    for name in TRACKED
    if name.endswith(".py") and "/migrations/0" not in name and (ROOT / name).exists()
)
PACKAGE = [path for path in SOURCES if path.is_relative_to(ROOT / "src")]


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_every_source_file_says_its_licence_first() -> None:
    silent = [
        path for path in SOURCES if "SPDX-License-Identifier: EUPL-1.2" not in path.read_text("utf-8")[:120]
    ]
    assert silent == []


def test_files_fit_in_a_head() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := p.read_text("utf-8").count("\n")) > 400}
    assert long == {}


def test_functions_are_small() -> None:
    lengths = {f"{p.name}:{f.lineno} {f.name}": length(f) for p in PACKAGE for f in functions(p)}
    assert {name: n for name, n in lengths.items() if n > 60} == {}
    assert median(lengths.values()) < 10


def test_no_drawer_for_what_has_no_place() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
    assert [p for p in SOURCES if drawers & {p.stem, *p.relative_to(ROOT).parts}] == []


def test_the_lock_names_no_registry() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []
        assert len(re.findall(r"^\S+==", text, re.MULTILINE)) <= text.count("--hash=sha256:")


@pytest.mark.parametrize("page", sorted(p.name for p in (ROOT / "docs" / "adr").glob("0*.md")))
def test_every_decision_is_in_the_index(page: str) -> None:
    assert f"]({page})" in (ROOT / "docs" / "adr" / "README.md").read_text("utf-8")


def links(page: Path) -> list[str]:
    return [link for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")) if "://" not in link]


@pytest.mark.parametrize(
    "page", [name for name in TRACKED if name.endswith(".md") and "examples" not in name]
)
def test_links_between_documents_lead_somewhere(page: str) -> None:
    path = ROOT / page
    assert [link for link in links(path) if not (path.parent / link).exists()] == []
