# SPDX-License-Identifier: EUPL-1.2
"""The students of the answers beside those of the department: read as any list of students is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from django.utils import timezone

from delibere.curriculum.model import Maquette
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.scodoc.dumps import Dump, DumpedStudent, Standing
from delibere.interchange.scodoc.dumps.matching import students_of
from delibere.interchange.students import StudentLine, read_student_lines, write_students
from delibere.services.records.import_students import PreviewLine, compared, too_long
from delibere.services.records.scodoc.plans import PlannedPerson
from delibere.store.models import Enrolment, EnrolmentStatus, Group, Partition, Promotion

_STATUSES = {
    Standing.ENROLLED: EnrolmentStatus.ENROLLED,
    Standing.RESIGNED: EnrolmentStatus.RESIGNED,
    Standing.DEFAULTING: EnrolmentStatus.DEFAULTING,
}


def planned_people(
    promotion: Promotion, maquette: Maquette, dump: Dump
) -> tuple[tuple[PlannedPerson, ...], set[str]]:
    """Those of the maquette's parcours; and the keys of the others.

    Args:
        promotion: where they would be enrolled; it may be not open yet.
        maquette: that it follows.
        dump: the answers.
    """
    here = students_of(maquette, dump)
    lines = compared(promotion.department, _lines(here, dump.conflicts))
    enrolments = _enrolments(promotion)
    people = tuple(
        _planned(one, line, enrolments.get(line.known.pk) if line.known else None, dump)
        for one, line in zip(here, lines, strict=True)
    )
    return people, {one.key for one in dump.students} - {one.key for one in here}


def _lines(students: Sequence[DumpedStudent], conflicts: Mapping[str, str]) -> list[StudentLine]:
    """As a list that somebody would drop, so that what is wrong is told in the same words."""
    if not students:
        return []
    data = write_students(one.identity for one in students)
    read = read_student_lines(data, "ScoDoc", today=timezone.localdate()).lines
    return [_placed(one, line, conflicts) for one, line in zip(students, read, strict=True)]


def _placed(student: DumpedStudent, line: StudentLine, conflicts: Mapping[str, str]) -> StudentLine:
    findings = line.findings
    if student.key in conflicts:
        findings = (*findings, Finding(Severity.ERROR, conflicts[student.key], subject=student.identity.nip))
    for partition, group in student.groups.items():
        findings = (*findings, *too_long(Partition, {"name": partition}), *too_long(Group, {"name": group}))
    place = _("{file}, étudiant n° {key}").format(file=student.file, key=student.key)
    return replace(line, place=place, findings=findings)


def _enrolments(promotion: Promotion) -> dict[int, Enrolment]:
    if promotion.pk is None:
        return {}
    found = promotion.enrolments.select_related("student")
    return {one.student_id: one for one in found.prefetch_related("group_memberships__group__partition")}


def _planned(
    student: DumpedStudent, line: PreviewLine, enrolment: Enrolment | None, dump: Dump
) -> PlannedPerson:
    if line.line.errors:
        return PlannedPerson(student, line, enrolment, {}, None)
    memberships = enrolment.group_memberships.all() if enrolment else ()
    there = {one.group.partition.name: one.group.name for one in memberships}
    moves = {
        partition: (there.get(partition, ""), group)
        for partition, group in student.groups.items()
        if there.get(partition, "") != group
    }
    said = dump.standings.get(student.key)
    status = _STATUSES[said] if said else None
    before = EnrolmentStatus(enrolment.status) if enrolment else EnrolmentStatus.ENROLLED
    return PlannedPerson(student, line, enrolment, moves, None if status is before else status)
