# SPDX-License-Identifier: EUPL-1.2
"""Writes outcomes."""

import json
from collections.abc import Iterable

from delibere.curriculum.model import Curriculum
from delibere.foundation.numbers import french_minimal, write_fraction
from delibere.interchange.outcomes.fields import FORMAT, NAMES, NO, SUBJECTS, YES
from delibere.interchange.outcomes.slots import ue_name
from delibere.interchange.spreadsheet.text_files import write_text_file
from delibere.jury.outcomes import Outcome

_SUBJECT_NAMES = {subject: name for name, subject in SUBJECTS.items()}


def write_outcomes_csv(outcomes: Iterable[Outcome], curriculum: Curriculum) -> bytes:
    """One line for each outcome, as `read_outcomes` reads it; the curriculum gives the codes of the UE."""
    return write_text_file([NAMES, *(list(_fields(o, curriculum).values()) for o in outcomes)])


def write_outcomes_json(outcomes: Iterable[Outcome], curriculum: Curriculum) -> bytes:
    """The same fields under the same names; what is empty or « non » is left out."""
    entries = ({k: v for k, v in _fields(o, curriculum).items() if v not in {"", NO}} for o in outcomes)
    document = {"format": FORMAT, "decisions": list(entries)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _fields(outcome: Outcome, curriculum: Curriculum) -> dict[str, str]:
    ue = ue_name(curriculum, outcome.semester, outcome.competence) if outcome.competence else ""
    values = (
        outcome.nip,
        str(outcome.academic_year),
        f"s{outcome.semester}",
        _SUBJECT_NAMES[outcome.subject],
        ue,
        outcome.code.value if outcome.code else "",
        "" if outcome.mark is None else write_fraction(outcome.mark),
        "" if outcome.ects is None else french_minimal(outcome.ects),
        YES if outcome.elsewhere else NO,
    )
    return dict(zip(NAMES, values, strict=True))
