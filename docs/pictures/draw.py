# SPDX-License-Identifier: EUPL-1.2
"""Draws the pictures of the documentation anew, from what the commands really print.

.venv/bin/python docs/pictures/draw.py
"""

import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from rich.text import Text

HERE = Path(__file__).parent
SHOWN = "annee-2-fi-osc"
WITHOUT_WEB_FONTS = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def demo() -> list[str]:
    """What the demo prints about one class."""
    command = Path(sys.executable).with_name("delibere")
    with tempfile.TemporaryDirectory() as folder:
        printed = subprocess.run(  # noqa: S603 our own command
            [command, "demo", folder],
            env={**os.environ, "FORCE_COLOR": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
    start = max(index for index, line in enumerate(printed) if SHOWN in line)
    return ["$ delibere demo demo", *printed[start + 1 : -2]]


def draw(lines: list[str], path: Path) -> None:
    """Save lines of a terminal as a picture."""
    texts = [Text.from_ansi(line.rstrip()) for line in lines]
    console = Console(record=True, width=max(map(len, texts)) + 1, file=io.StringIO())
    for text in texts:
        console.print(text)
    console.save_svg(str(path), title="Délibéré", theme=DEFAULT_TERMINAL_THEME, code_format=WITHOUT_WEB_FONTS)


if __name__ == "__main__":
    draw(demo(), HERE / "demo.svg")
