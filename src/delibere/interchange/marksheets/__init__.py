# SPDX-License-Identifier: EUPL-1.2
"""Workbooks to fill with marks, written and read back."""

from delibere.interchange.marksheets.evaluations import EvaluationList, read_evaluations, write_evaluations
from delibere.interchange.marksheets.plans import Layout, SheetPlan, default_evaluations
from delibere.interchange.marksheets.reading import Given, MarkSheet, read_marks
from delibere.interchange.marksheets.template import write_template

__all__ = [
    "EvaluationList",
    "Given",
    "Layout",
    "MarkSheet",
    "SheetPlan",
    "default_evaluations",
    "read_evaluations",
    "read_marks",
    "write_evaluations",
    "write_template",
]
