# SPDX-License-Identifier: EUPL-1.2
"""A recorded session judged again from its marks, its past and its choices, and from nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from delibere.interchange.jury_sessions.record import ANNUAL, SessionRecord
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice, Key, Ruling, grants_of, proposed_codes, rulings
from delibere.jury.judged import JudgedClass, judge
from delibere.jury.outcomes import Subject
from delibere.jury.student import StudentProposal


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line of the minutes.

    Attributes:
        label: « UE33 », « UE33 + UE43 », « BUT 2 ».
        mean: exact; `shown`: hundredths as people read it.
        proposed: by the rules alone; `code`: decided, or proposed when nothing was decided.
        choice: the jury's own, with its motive.
        reference: the point of law, in French.
        earlier: of a year before the one judged.
    """

    subject: Subject
    semester: int
    competence: str | None
    label: str
    mean: Fraction | None
    shown: int | None
    proposed: Code | None
    code: Code | None
    ects: Decimal | None
    choice: Choice | None
    reference: str
    earlier: bool

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.subject, self.semester, self.competence


@dataclass(frozen=True, slots=True)
class StudentResult:
    """What a session says about one student.

    Attributes:
        slug: of the class, « s4-fi-osc ».
        decided: False when the session closed without a decision about this student.
        fact: DEM, DEF: recorded, nothing else was to be decided.
        next_semester: where these decisions lead, None for nowhere.
        ects_year, ects_total: acquired.
        blocking: what was missing, in French.
    """

    nip: str
    name: str
    slug: str
    decided: bool
    fact: Code | None
    lines: tuple[LineResult, ...]
    next_semester: int | None
    ects_year: Decimal
    ects_total: Decimal
    dut: bool
    but: bool
    blocking: tuple[str, ...]

    @property
    def year(self) -> LineResult | None:
        """The line about the year judged, None after an odd semester."""
        return next((line for line in self.lines if line.subject is Subject.YEAR and not line.earlier), None)


def judged_again(record: SessionRecord) -> tuple[StudentResult, ...]:
    """What this record gives: class by class, in its order.

    Raises:
        UnusableInputError: its semesters do not make a year, or a choice is about nothing it judges.
    """
    return tuple(result for judged in record.classes for result in _of_class(record, judged))


def _of_class(record: SessionRecord, judged: JudgedClass) -> Iterator[StudentResult]:
    choices = {nip: record.decisions[nip].choices for nip in judged.concerned if nip in record.decisions}
    rules, numbers = record.local_rules, record.numbers
    proposals = judge(record.curriculum, judged, rules, numbers, grants_of(choices))
    rows = {student.nip: row for row, student in enumerate(proposals.course.students)}
    concerned = [rows[nip] for nip in judged.concerned]
    annual = record.kind == ANNUAL
    ruled = rulings(proposals, choices, facts=judged.facts, with_year=annual, rows=concerned)
    alone = [ruling.proposal for ruling in ruled]
    if any(choices.values()):
        without = judge(record.curriculum, judged, rules, numbers)
        alone = [r.proposal for r in rulings(without, {}, with_year=annual, rows=concerned)]
    for ruling, given in zip(ruled, alone, strict=True):
        decided = ruling.student.nip in record.decisions
        yield student_result(ruling, given, judged.slug, decided=decided)


def student_result(ruling: Ruling, alone: StudentProposal, slug: str, *, decided: bool) -> StudentResult:
    """The result of a ruling; `alone`: what the rules propose without the jury's grants."""
    proposal, given = ruling.proposal, proposed_codes(alone)
    diplomas = [each is not None and each.obtained for each in (proposal.dut, proposal.but)]
    return StudentResult(
        nip=ruling.student.nip,
        name=ruling.student.name,
        slug=slug,
        decided=decided,
        fact=ruling.fact,
        lines=tuple(
            LineResult(
                *line.key,
                label=line.label,
                mean=line.mean,
                shown=line.shown,
                proposed=given.get(line.key, line.proposal.code)
                if ruling.fact is None
                else line.proposal.code,
                code=line.code,
                ects=line.ects,
                choice=line.choice,
                reference=str(line.proposal.reference),
                earlier=line.earlier,
            )
            for line in ruling.lines
        ),
        next_semester=ruling.next_semester,
        ects_year=proposal.ects.year,
        ects_total=proposal.ects.total,
        dut=diplomas[0],
        but=diplomas[1],
        blocking=() if ruling.fact is not None else proposal.blocking,
    )
