# SPDX-License-Identifier: EUPL-1.2
"""The workbook of results of a semester or of a year: figures, proposals, every step, every rule."""

from delibere.documents.results.origin import Origin
from delibere.documents.results.parameters import described, described_by_field, rounding_in_words
from delibere.documents.results.workbook import results_workbook

__all__ = ["Origin", "described", "described_by_field", "results_workbook", "rounding_in_words"]
