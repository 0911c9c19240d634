# SPDX-License-Identifier: EUPL-1.2
"""What earlier juries decided, as CSV and JSON (docs/formats/outcomes.md)."""

from delibere.interchange.outcomes.reading import OutcomeList, read_outcome, read_outcomes
from delibere.interchange.outcomes.writing import write_outcomes_csv, write_outcomes_json

__all__ = ["OutcomeList", "read_outcome", "read_outcomes", "write_outcomes_csv", "write_outcomes_json"]
