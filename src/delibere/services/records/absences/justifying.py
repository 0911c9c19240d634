# SPDX-License-Identifier: EUPL-1.2
"""Marks follow proofs: ABI becomes ABJ where one covers it, and again ABI when none does any more."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from delibere.foundation.marks import Reason
from delibere.services.records.absences.covering import in_words, proofs_over
from delibere.services.records.journal import Author
from delibere.services.records.marks import CellAnswer, CellEdit, Verdict, write_marks
from delibere.services.records.marks.writing import last_changes
from delibere.store.models import AbsenceProof, Evaluation, Mark, Promotion, Student


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of the marks.

    Attributes:
        changed: those that are now another.
        left: those that should be and are not, locked for instance; each says why.
    """

    changed: tuple[CellAnswer, ...] = ()
    left: tuple[CellAnswer, ...] = ()


def follow_proofs_of(author: Author, students: Iterable[Student], why: str = "") -> Followed:
    """Bring the absences of these students at evaluations in line with their proofs."""
    return _follow(author, Mark.objects.filter(enrolment__student__in=list(students)), why)


def follow_proofs_at(author: Author, evaluation: Evaluation, why: str = "") -> Followed:
    """The same for everybody at one evaluation, whose day has changed."""
    return _follow(author, Mark.objects.filter(evaluation=evaluation), why)


def _follow(author: Author, marks: QuerySet[Mark], why: str) -> Followed:
    """A cell that is out of line is written again as ABI: writing knows what a proof makes of it."""
    absences = marks.filter(reason__in=[Reason.ABI, Reason.ABJ]).select_related(
        "evaluation", "enrolment__promotion__department"
    )
    covered, bare = _out_of_line(list(absences))
    answers = [*_written(author, covered, ""), *_written(author, bare, why)]
    changed = tuple(one for one in answers if one.verdict is Verdict.SAVED)
    return Followed(changed, tuple(one for one in answers if one.verdict is not Verdict.SAVED))


def _written(author: Author, marks: Iterable[Mark], why: str) -> list[CellAnswer]:
    """Without a `why`, the change says which proof made it."""
    return [
        answer
        for promotion, found in _by_promotion(marks)
        for answer in write_marks(author, promotion, [_again(mark) for mark in found], why)
    ]


def _out_of_line(absences: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """ABI that is covered, and ABJ that a proof made and none covers; an ABJ typed by somebody stays."""
    proofs = proofs_over((one.enrolment.student_id, one.evaluation.held_on) for one in absences)
    made = _made_by_a_proof([one for one in absences if one.reason == Reason.ABJ])
    covered = {one.pk for one in absences if (one.enrolment.student_id, one.evaluation.held_on) in proofs}
    return (
        [one for one in absences if one.reason == Reason.ABI and one.pk in covered],
        [one for one in absences if one.pk in made - covered],
    )


def _made_by_a_proof(justified: Sequence[Mark]) -> set[int]:
    """Keys of those whose last change says so."""
    words: dict[int, set[str]] = defaultdict(set)
    for proof in AbsenceProof.objects.filter(student__in={one.enrolment.student_id for one in justified}):
        words[proof.student_id].add(in_words(proof))
    last = last_changes([(one.evaluation_id, one.enrolment_id) for one in justified])
    return {
        one.pk
        for one in justified
        for change in [last.get((one.evaluation_id, one.enrolment_id))]
        if change and change.why in words[one.enrolment.student_id]
    }


def _by_promotion(marks: Iterable[Mark]) -> list[tuple[Promotion, list[Mark]]]:
    grouped: dict[Promotion, list[Mark]] = defaultdict(list)
    for mark in marks:
        grouped[mark.enrolment.promotion].append(mark)
    return list(grouped.items())


def _again(mark: Mark) -> CellEdit:
    return CellEdit(mark.evaluation_id, mark.enrolment_id, Reason.ABI.value, mark.version)
