# SPDX-License-Identifier: EUPL-1.2
"""The bulletins of a promotion, from its marks as they are now."""

from collections import Counter
from datetime import date

from django.utils import timezone

from delibere.calculation.local_rules import Ranks
from delibere.documents.bulletin import Absences, Bulletins, BulletinSetting
from delibere.foundation.language import _
from delibere.services.records.documents.settings import institution_of
from delibere.services.records.juries.publishing import own_decisions
from delibere.services.records.results import results_of
from delibere.store.models import AbsenceProof, Enrolment, Promotion


def bulletins_of(promotion: Promotion, *, full: bool) -> Bulletins:
    """Everybody's, in the order of lists.

    Raises:
        UnusableInputError: its maquette is no longer published.
    """
    results, department = results_of(promotion), promotion.department
    setting = BulletinSetting(
        institution=institution_of(department),
        diploma=department.diploma,
        as_of=timezone.localtime(),
        rules=_("Règles {year}").format(year=promotion.academic_year),
        full=full,
        ranked=results.proposals.course.rules.ranks is Ranks.STUDENTS,
        absences=absences_of(promotion),
        decisions=_decisions(promotion),
    )
    return Bulletins(results.proposals, promotion.semester, setting)


def absences_of(promotion: Promotion) -> dict[str, Absences] | None:
    """Half-days by NIP; None when nobody has any: absences are then not kept here."""
    enrolments = list(promotion.enrolments.select_related("student").prefetch_related("absences"))
    covered = _covered(enrolments)
    total, unjustified = Counter[str](), Counter[str]()
    for one in enrolments:
        for absence in one.absences.all():
            total[one.student.nip] += 1
            justified = any(first <= absence.on <= last for first, last in covered.get(one.student_id, ()))
            unjustified[one.student.nip] += not justified
    return {nip: Absences(count, unjustified[nip]) for nip, count in total.items()} if total else None


def _covered(enrolments: list[Enrolment]) -> dict[int, list[tuple[date, date]]]:
    found: dict[int, list[tuple[date, date]]] = {}
    students = [one.student_id for one in enrolments]
    for proof in AbsenceProof.objects.filter(student__in=students, withdrawn_at=None):
        found.setdefault(proof.student_id, []).append((proof.first, proof.last))
    return found


def _decisions(promotion: Promotion) -> dict[str, str]:
    """By NIP, what published juries of this semester decided, in plain words."""
    now, found = timezone.now(), dict[str, str]()
    for one in promotion.enrolments.select_related("student__department"):
        for decided in own_decisions(one.student, now):
            years = [line for line in decided.lines if line.subject == "year"]
            if decided.session.year == promotion.year and years:
                found.setdefault(one.student.nip, years[0].words)
    return found
