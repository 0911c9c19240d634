# SPDX-License-Identifier: EUPL-1.2
"""What commands answer, and the files they are given."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@dataclass(frozen=True)
class Files:
    """One played class of the demo."""

    folder: Path

    @property
    def odd(self) -> Path:
        return self.folder / "s3-fi-osc-notes.xlsx"

    @property
    def even(self) -> Path:
        return self.folder / "s4-fi-osc-notes.xlsx"

    @property
    def outcomes(self) -> Path:
        return self.folder / "decisions-anterieures.csv"

    @property
    def rules(self) -> Path:
        return self.folder.parent / "regles-locales.toml"
