# SPDX-License-Identifier: EUPL-1.2
"""Délibéré: from the annexe MCC to the jury's decisions, exact and explained.

What a program needs is here; the rooms behind it are `foundation`, `curriculum`, `calculation`, `jury`,
`interchange`, `documents`, `services` and `cli`, each knowing only those before it. A room is opened
when it is first used: a process that only typesets starts at once.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from delibere.calculation.averages import SemesterAverages, semester_averages
    from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
    from delibere.calculation.explanation import Explanation
    from delibere.calculation.local_rules import LocalRules
    from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
    from delibere.foundation.errors import DelibereError, UnusableInputError
    from delibere.foundation.findings import Finding, Severity
    from delibere.foundation.marks import Mark, Reason
    from delibere.foundation.people import Student
    from delibere.jury.codes import Code
    from delibere.jury.course import build_course
    from delibere.jury.grants import Grants
    from delibere.jury.outcomes import Outcome
    from delibere.jury.proposals import Proposals, propose
    from delibere.jury.student import StudentProposal
    from delibere.services.files.compute_results import Results, Sources, compute_results
    from delibere.services.files.explain_figure import explain_figure
    from delibere.services.files.read_annex import read_annex

__all__ = [
    "Code",
    "Curriculum",
    "DelibereError",
    "Evaluation",
    "Explanation",
    "Finding",
    "Grants",
    "Kind",
    "LocalRules",
    "Maquette",
    "Mark",
    "MarkTable",
    "Module",
    "Outcome",
    "Proposals",
    "Reason",
    "Regime",
    "Results",
    "SemesterAverages",
    "Severity",
    "Sources",
    "Student",
    "StudentProposal",
    "Ue",
    "UnusableInputError",
    "build_course",
    "compute_results",
    "explain_figure",
    "propose",
    "read_annex",
    "semester_averages",
]

_HOMES = {
    "delibere.calculation.averages": ("SemesterAverages", "semester_averages"),
    "delibere.calculation.evaluations": ("Evaluation", "Kind", "MarkTable"),
    "delibere.calculation.explanation": ("Explanation",),
    "delibere.calculation.local_rules": ("LocalRules",),
    "delibere.curriculum.model": ("Curriculum", "Maquette", "Module", "Regime", "Ue"),
    "delibere.foundation.errors": ("DelibereError", "UnusableInputError"),
    "delibere.foundation.findings": ("Finding", "Severity"),
    "delibere.foundation.marks": ("Mark", "Reason"),
    "delibere.foundation.people": ("Student",),
    "delibere.jury.codes": ("Code",),
    "delibere.jury.course": ("build_course",),
    "delibere.jury.grants": ("Grants",),
    "delibere.jury.outcomes": ("Outcome",),
    "delibere.jury.proposals": ("Proposals", "propose"),
    "delibere.jury.student": ("StudentProposal",),
    "delibere.services.files.compute_results": ("Results", "Sources", "compute_results"),
    "delibere.services.files.explain_figure": ("explain_figure",),
    "delibere.services.files.read_annex": ("read_annex",),
}


def __getattr__(name: str) -> object:
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module 'delibere' has no attribute {name!r}")
    return getattr(import_module(home), name)
