# SPDX-License-Identifier: EUPL-1.2
"""What remains to be done in a department, counted for each role: recomputed at each look."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from delibere.foundation.language import _, plural
from delibere.foundation.marks import Reason
from delibere.services.records.freezing import freezes_on
from delibere.store.models import (
    Account,
    AnnexUpload,
    Department,
    Enrolment,
    EnrolmentStatus,
    FileKind,
    MaquetteVersion,
    Mark,
    Membership,
    Partition,
    PastOutcome,
    Role,
    SessionState,
    Student,
    StudentUpload,
    VersionState,
)


class Urgency(StrEnum):
    """In the order of the page."""

    LATE = "late"
    SOON = "soon"
    EVENTUALLY = "eventually"


class Work(StrEnum):
    """What there is to do; each page of the application knows its own."""

    ANNEX_TO_REVIEW = "annex to review"
    DRAFTS_TO_PUBLISH = "drafts to publish"
    STUDENT_FILE_TO_CONFIRM = "student file to confirm"
    REPEATERS_WITHOUT_PAST = "repeaters without past"
    STUDENTS_WITHOUT_GROUP = "students without group"
    STUDENTS_WITHOUT_INE = "students without INE"
    STUDENTS_WITHOUT_ACCOUNT = "students without account"
    INVITATIONS_UNANSWERED = "invitations unanswered"
    MARKS_LATE = "marks late"
    MARKS_MISSING = "marks missing"
    MODULES_WITHOUT_EVALUATION = "modules without evaluation"
    EVALUATIONS_TO_PUBLISH = "evaluations to publish"
    OWN_MARKS = "own marks"
    OWN_MODULES_WITHOUT_EVALUATION = "own modules without evaluation"
    OWN_EVALUATIONS_TO_PUBLISH = "own evaluations to publish"
    ABSENCES_TO_JUSTIFY = "absences to justify"
    ABSENCE_FILE_TO_CONFIRM = "absence file to confirm"
    JURIES_TO_HOLD = "juries to hold"
    JURIES_TO_PUBLISH = "juries to publish"


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list.

    Attributes:
        count: how many; never 0.
        what: what is counted, agreeing with the count.
        where: which ones, or why it matters.
    """

    work: Work
    urgency: Urgency
    count: int
    what: str
    where: str


OFFICE = frozenset({Role.HEAD, Role.DIRECTOR_OF_STUDIES, Role.SECRETARY})
MANAGERS = frozenset({Role.HEAD, Role.DIRECTOR_OF_STUDIES})
_JURY = frozenset({Role.HEAD, Role.JURY_PRESIDENT})
_ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.HEAD})


def what_remains(department: Department, roles: frozenset[Role], today: date) -> list[Task]:
    """Every task of somebody with these roles, the most urgent first; twelve queries at most."""
    counted = [task for count, for_roles in _COUNTS if roles & for_roles for task in count(department, today)]
    return by_urgency(counted)


def by_urgency(tasks: Iterable[Task]) -> list[Task]:
    """The most urgent first, otherwise in the order given."""
    return sorted(tasks, key=lambda task: list(Urgency).index(task.urgency))


def _annex_to_review(department: Department, _today: date) -> Iterator[Task]:
    names = list(AnnexUpload.objects.filter(department=department).values_list("file_name", flat=True))
    if names:
        what = plural(_("annexe en cours de relecture"), _("annexes en cours de relecture"), len(names))
        yield Task(Work.ANNEX_TO_REVIEW, Urgency.SOON, len(names), what, listed(names))


def _drafts_to_publish(department: Department, today: date) -> Iterator[Task]:
    drafts = MaquetteVersion.objects.filter(
        department=department, year=department.year, state=VersionState.DRAFT
    )
    slugs = list(drafts.values_list("slug", flat=True))
    if slugs:
        freeze = freezes_on(department, department.year)
        late = freeze is not None and freeze <= today
        what = plural(
            _("maquette en brouillon, à publier"), _("maquettes en brouillon, à publier"), len(slugs)
        )
        yield Task(
            Work.DRAFTS_TO_PUBLISH,
            Urgency.LATE if late else Urgency.SOON,
            len(slugs),
            what,
            listed([slug.upper().replace("-", " · ") for slug in slugs]),
        )


def _student_files(department: Department, _today: date) -> Iterator[Task]:
    waiting = StudentUpload.objects.filter(department=department, kind=FileKind.PEOPLE)
    names = list(waiting.values_list("file_name", flat=True))
    if names:
        what = plural(_("fichier d’étudiants à confirmer"), _("fichiers d’étudiants à confirmer"), len(names))
        yield Task(Work.STUDENT_FILE_TO_CONFIRM, Urgency.SOON, len(names), what, listed(names))


def _repeaters(department: Department, _today: date) -> Iterator[Task]:
    past = PastOutcome.objects.filter(student=OuterRef("student"), withdrawn_at=None)
    found = _present(department).filter(~Exists(past), repeating=True)
    names = sorted({enrolment.student.name for enrolment in found.select_related("student")})
    if names:
        what = plural(
            _("redoublant sans décision antérieure"), _("redoublants sans décision antérieure"), len(names)
        )
        yield Task(Work.REPEATERS_WITHOUT_PAST, Urgency.SOON, len(names), what, listed(names))


def _without_group(department: Department, _today: date) -> Iterator[Task]:
    partition = Partition.objects.filter(promotion=OuterRef("promotion"), groups__isnull=False)
    found = _present(department).filter(Exists(partition), group_memberships=None)
    slugs = list(found.values_list("promotion__slug", flat=True))
    if slugs:
        what = plural(_("étudiant sans aucun groupe"), _("étudiants sans aucun groupe"), len(slugs))
        per = {slug: slugs.count(slug) for slug in sorted(set(slugs))}
        where = listed([f"{slug.upper().replace('-', ' · ')} {count}" for slug, count in per.items()])
        yield Task(Work.STUDENTS_WITHOUT_GROUP, Urgency.SOON, len(slugs), what, where)


def _without_ine(department: Department, _today: date) -> Iterator[Task]:
    count = Student.objects.filter(department=department, ine="").count()
    if count:
        what = plural(_("étudiant sans INE"), _("étudiants sans INE"), count)
        where = _("le registre national le demandera à la diplomation")
        yield Task(Work.STUDENTS_WITHOUT_INE, Urgency.EVENTUALLY, count, what, where)


def _without_account(department: Department, _today: date) -> Iterator[Task]:
    count = Student.objects.filter(department=department, memberships=None).count()
    if count:
        what = plural(_("étudiant sans compte"), _("étudiants sans compte"), count)
        where = _("à inviter pour qu’ils voient leur fiche")
        yield Task(Work.STUDENTS_WITHOUT_ACCOUNT, Urgency.EVENTUALLY, count, what, where)


def _invitations(department: Department, _today: date) -> Iterator[Task]:
    staff = Membership.objects.filter(~Q(role=Role.STUDENT), department=department)
    accounts = Account.objects.filter(Exists(staff.filter(account=OuterRef("pk"))), last_login=None)
    names = [account.name for account in accounts.filter(is_active=True)]
    if names:
        what = plural(_("personne jamais connectée"), _("personnes jamais connectées"), len(names))
        yield Task(Work.INVITATIONS_UNANSWERED, Urgency.EVENTUALLY, len(names), what, listed(names))


def _absences(department: Department, _today: date) -> Iterator[Task]:
    marks = Mark.objects.filter(
        reason=Reason.ABI,
        evaluation__promotion__department=department,
        evaluation__promotion__year=department.year,
        evaluation__locked_at=None,
    )
    slugs = list(marks.values_list("evaluation__promotion__slug", flat=True))
    if slugs:
        what = plural(
            _("absence injustifiée à une évaluation"), _("absences injustifiées à une évaluation"), len(slugs)
        )
        per = {slug: slugs.count(slug) for slug in sorted(set(slugs))}
        where = listed([f"{slug.upper().replace('-', ' · ')} {count}" for slug, count in per.items()])
        yield Task(Work.ABSENCES_TO_JUSTIFY, Urgency.SOON, len(slugs), what, where)


def _absence_files(department: Department, _today: date) -> Iterator[Task]:
    waiting = StudentUpload.objects.filter(department=department, kind=FileKind.ABSENCES)
    names = list(waiting.values_list("file_name", flat=True))
    if names:
        what = plural(_("fichier d’absences à confirmer"), _("fichiers d’absences à confirmer"), len(names))
        yield Task(Work.ABSENCE_FILE_TO_CONFIRM, Urgency.SOON, len(names), what, listed(names))


def _juries_to_hold(department: Department, _today: date) -> Iterator[Task]:
    found = department.jury_sessions.filter(year=department.year).exclude(state=SessionState.CLOSED)
    titles = list(found.values_list("title", flat=True))
    if titles:
        what = plural(_("jury à tenir ou à clore"), _("jurys à tenir ou à clore"), len(titles))
        yield Task(Work.JURIES_TO_HOLD, Urgency.SOON, len(titles), what, listed(titles))


def _juries_to_publish(department: Department, _today: date) -> Iterator[Task]:
    closed = department.jury_sessions.filter(year=department.year, state=SessionState.CLOSED)
    titles = list(closed.filter(publish_at=None, superseded_by=None).values_list("title", flat=True))
    if titles:
        one, many = _("jury clos, à publier aux étudiants"), _("jurys clos, à publier aux étudiants")
        what = plural(one, many, len(titles))
        yield Task(Work.JURIES_TO_PUBLISH, Urgency.SOON, len(titles), what, listed(titles))


_COUNTS: tuple[tuple[Callable[[Department, date], Iterator[Task]], frozenset[Role]], ...] = (
    (_annex_to_review, MANAGERS),
    (_drafts_to_publish, MANAGERS),
    (_student_files, OFFICE),
    (_absence_files, OFFICE),
    (_absences, OFFICE),
    (_repeaters, OFFICE),
    (_without_group, OFFICE),
    (_without_ine, OFFICE),
    (_without_account, _ADMINISTRATORS | {Role.SECRETARY}),
    (_invitations, _ADMINISTRATORS),
    (_juries_to_hold, _JURY),
    (_juries_to_publish, _JURY | MANAGERS),
)


def _present(department: Department) -> QuerySet[Enrolment]:
    """Who is enrolled this year and has not left."""
    return Enrolment.objects.filter(
        promotion__department=department,
        promotion__year=department.year,
        status=EnrolmentStatus.ENROLLED,
    )


def listed(names: list[str], shown: int = 4) -> str:
    """The first names, and how many more."""
    more = len(names) - shown
    listed = ", ".join(names[:shown])
    return _("{names} et {more} de plus").format(names=listed, more=more) if more > 0 else listed
