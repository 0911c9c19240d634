# SPDX-License-Identifier: EUPL-1.2
"""A framework from a file, and what it names in an annex."""

from dataclasses import dataclass
from pathlib import Path

from delibere.curriculum.framework import Framework
from delibere.curriculum.model import Curriculum
from delibere.curriculum.naming import Matches, Taught, doubts, proposed, taught_in
from delibere.foundation.findings import Finding
from delibere.interchange.frameworks import read_framework
from delibere.services.files.contents import contents


@dataclass(frozen=True, slots=True)
class Naming:
    """A framework, and the competences of an annex beside it; none without an annex."""

    framework: Framework
    taught: tuple[Taught, ...]
    matches: Matches
    findings: tuple[Finding, ...]


def name_competences(framework: Path, annex: Curriculum | None) -> Naming:
    """What a framework names in an annex.

    Raises:
        UnusableInputError: it cannot be read.
    """
    read = read_framework(contents(framework))
    taught = taught_in(annex.maquettes) if annex else ()
    matches = proposed(read, taught)
    return Naming(read, taught, matches, tuple(doubts(read, taught, matches)))
