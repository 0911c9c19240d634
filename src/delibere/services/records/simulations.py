# SPDX-License-Identifier: EUPL-1.2
"""What other local rules would change on a promotion; nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass

from delibere.calculation.local_rules import LocalRules
from delibere.foundation.people import Student
from delibere.jury.codes import Code
from delibere.jury.student import StudentProposal
from delibere.services.records.results import results_of
from delibere.store.models import Promotion


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one student: hundredths as people read them, and the code proposed."""

    shown: int | None
    code: Code | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure that other rules would change. `subject`: « UE31 », « UE31 + UE41 », « année »."""

    student: Student
    subject: str
    before: Figure
    after: Figure

    @property
    def decides(self) -> bool:
        """The code changes, not only the average."""
        return self.before.code != self.after.code


@dataclass(frozen=True, slots=True)
class Simulation:
    """What would change on a promotion under these rules. `figures`: how many were compared."""

    promotion: Promotion
    rules: LocalRules
    students: int
    figures: int
    differences: tuple[Difference, ...]

    @property
    def deciding(self) -> tuple[Difference, ...]:
        """Those where a code changes."""
        return tuple(one for one in self.differences if one.decides)


def simulate(promotion: Promotion, rules: LocalRules) -> Simulation:
    """Judge a promotion under the rules declared, then under these; compare every figure.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    before = results_of(promotion).proposals.everyone()
    after = results_of(promotion, rules=rules).proposals.everyone()
    compared = [
        Difference(old.student, subject, figure, dict(_figures(new))[subject])
        for old, new in zip(before, after, strict=True)
        for subject, figure in _figures(old)
    ]
    changed = tuple(one for one in compared if one.before != one.after)
    return Simulation(promotion, rules, len(before), len(compared), changed)


def _figures(proposal: StudentProposal) -> Iterator[tuple[str, Figure]]:
    for ue in proposal.ues:
        yield ue.code_ue, Figure(ue.shown, ue.decision.code)
    for rcue in proposal.rcues:
        yield " + ".join(rcue.ues), Figure(rcue.shown, rcue.decision.code)
    if proposal.year is not None:
        yield "année", Figure(None, proposal.year.decision.code)
