# SPDX-License-Identifier: EUPL-1.2
"""Find the figure a person asks about, and open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from delibere.calculation.explanation import Explanation
from delibere.calculation.explanation import to_json as explanation_to_json
from delibere.calculation.means import Means
from delibere.calculation.rounding import explained
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.jury.student import Decision
from delibere.jury.student import to_json as proposal_to_json
from delibere.services.files.compute_results import Results
from delibere.services.files.rules_used import RuleUsed, rules_used


class Figure(NamedTuple):
    """One cell of some means, by the codes that name it, and the bars it is compared with."""

    codes: tuple[str, ...]
    means: Means
    row: int
    column: int
    bars: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class OpenedFigure:
    """A figure of one student, from the marks to the rounding.

    Attributes:
        decision: what is proposed about it; None for a module.
        rules: the local rules it met.
    """

    student: Student
    explanation: Explanation
    decision: Decision | None
    rules: tuple[RuleUsed, ...]

    def to_json(self) -> dict[str, Any]:
        """For a program: fractions as « n/d », beside the figures as people read them."""
        return {
            "student": self.student.nip,
            "decision": self.decision and proposal_to_json(self.decision),
            "local_rules": [
                {"rule": rule.title, "value": rule.words, "origin": rule.origin} for rule in self.rules
            ],
            **explanation_to_json(self.explanation),
        }


def explain_figure(results: Results, nip: str, code: str) -> OpenedFigure:
    """The explanation of a module, UE or RCUE of one student, from the marks to the rounding.

    Args:
        results: of the semester or the year.
        nip: the student.
        code: « UE31 », « R3.04 » or its Apogée code, « UE31+UE41 » for a RCUE.

    Raises:
        UnusableInputError: no such student or figure; the message lists the figures.
    """
    row = results.row(nip)
    figures = list(_figures(results, row))
    found = next((figure for figure in figures if _folded(code) in map(_folded, figure.codes)), None)
    if found is None:
        message = _("Aucun chiffre « {code} ». Chiffres connus : {known}.")
        known = ", ".join(figure.codes[0] for figure in figures)
        raise UnusableInputError(message.format(code=code, known=known))
    opened = found.means.terms(found.row, found.column)
    rounding = results.proposals.course.rules.rounding
    person = results.proposals.student(row)
    proposed = {ue.code_ue: ue.decision for ue in (*person.ues, *person.earlier_ues)}
    proposed |= {" + ".join(rcue.ues): rcue.decision for rcue in (*person.rcues, *person.earlier_rcues)}
    explanation = explained(opened, found.bars, rounding)
    decision = proposed.get(found.codes[0])
    return OpenedFigure(person.student, explanation, decision, rules_used(results, explanation))


def _figures(results: Results, row: int) -> Iterator[Figure]:
    """RCUE, then UE (as they count, past included; followed now, even without average), then modules."""
    course, law = results.proposals.course, results.proposals.parameters
    attended = course.attended[row].reshape(-1)
    both = course.attended[row].all(axis=-1).reshape(-1)
    sought = ((results.proposals.means.rcues, law.rcue_bar, both), (course.ues, law.ue_bar, attended))
    for means, bar, followed in sought:
        for column, label in enumerate(means.labels):
            if means.known[row, column] or followed[column]:
                yield Figure((label.removeprefix("RCUE "),), means, row, column, (bar,))
    for averages, rows in zip(course.followed, course.rows, strict=True):
        for column, module in enumerate(averages.maquette.modules):
            if rows[row] >= 0:
                yield Figure((module.pn, module.apogee), averages.modules, int(rows[row]), column, ())


def _folded(code: str) -> str:
    return code.casefold().replace(" ", "").removeprefix("rcue")
