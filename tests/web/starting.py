# SPDX-License-Identifier: EUPL-1.2
"""Délibéré in a process of its own, in the environment of the test's choice."""

import os
import subprocess
import sys
from pathlib import Path

SECRET = "verger-verger-verger-verger-verger"  # noqa: S105 it signs nothing


def started(folder: Path, program: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """What a program says; its database is a file of `folder` unless a variable says otherwise."""
    settings = {
        "DELIBERE_SECRET_KEY": SECRET,
        "DJANGO_SETTINGS_MODULE": "delibere.web.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'delibere.sqlite3'}",
    }
    return subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", program],
        env={**os.environ, **settings, **variables},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
