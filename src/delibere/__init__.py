# SPDX-License-Identifier: EUPL-1.2
"""Délibéré: from the annexe MCC to the jury's decisions, exact and explained.

What a program needs is here; the rooms behind it are `foundation`, `curriculum`, `calculation`, `jury`,
`interchange`, `documents`, `services` and `cli`, each knowing only those before it.
"""

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
