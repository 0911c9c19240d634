# SPDX-License-Identifier: EUPL-1.2
"""Workbooks to fill with marks, written and read back."""

from delibere.interchange.marksheets.entries import Refusal, read_typed_mark
from delibere.interchange.marksheets.evaluations import EvaluationList, read_evaluations, write_evaluations
from delibere.interchange.marksheets.pages import kind_name
from delibere.interchange.marksheets.plans import Layout, SheetPlan, default_evaluations
from delibere.interchange.marksheets.reading import Given, MarkSheet, OpenedSheet, open_sheet
from delibere.interchange.marksheets.slots import LETTERS
from delibere.interchange.marksheets.template import write_template

__all__ = [
    "LETTERS",
    "EvaluationList",
    "Given",
    "Layout",
    "MarkSheet",
    "OpenedSheet",
    "Refusal",
    "SheetPlan",
    "default_evaluations",
    "kind_name",
    "open_sheet",
    "read_evaluations",
    "read_typed_mark",
    "write_evaluations",
    "write_template",
]
