# SPDX-License-Identifier: EUPL-1.2
"""How far a year's marks have gone, by promotion and by teacher, and the reminders to write."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from delibere.foundation.language import _, plural
from delibere.services.records.completeness.assessed import (
    AssessedModule,
    Tally,
    late_tally,
    tally_of,
)
from delibere.store.models import Account, Department, Evaluation, EvaluationState, Promotion


@dataclass(frozen=True, slots=True)
class PromotionProgress:
    """One line of the table of promotions.

    Attributes:
        late: marks missing for more than a fortnight.
        bare: modules that count and have no evaluation.
        hidden: evaluations that students do not see yet, of `evaluations`.
    """

    promotion: Promotion
    tally: Tally
    late: int
    bare: int
    hidden: int
    evaluations: int


@dataclass(frozen=True, slots=True)
class TeacherProgress:
    """Somebody's modules; None gathers those without anybody in charge."""

    teacher: Account | None
    modules: tuple[AssessedModule, ...]

    @property
    def tally(self) -> Tally:
        """Over all of them."""
        return tally_of(self.modules)

    @property
    def incomplete(self) -> tuple[AssessedModule, ...]:
        """Those where a mark is missing, or every evaluation."""
        return tuple(one for one in self.modules if one.bare or one.tally.missing)


def by_promotion(modules: Iterable[AssessedModule], today: date) -> list[PromotionProgress]:
    """In the order given."""
    grouped: dict[Promotion, list[AssessedModule]] = defaultdict(list)
    for module in modules:
        grouped[module.promotion].append(module)
    return [_progress(promotion, found, today) for promotion, found in grouped.items()]


def _progress(promotion: Promotion, modules: list[AssessedModule], today: date) -> PromotionProgress:
    tests = [one for module in modules for one in module.evaluations]
    hidden = {EvaluationState.DRAFT, EvaluationState.SCHEDULED}
    return PromotionProgress(
        promotion,
        tally_of(modules),
        sum(late_tally(one, today).missing for one in modules),
        sum(module.bare for module in modules),
        sum(one.evaluation.state in hidden for one in tests),
        len(tests),
    )


def by_teacher(modules: Iterable[AssessedModule]) -> list[TeacherProgress]:
    """In the order of names; a module of two people stands under both; those of nobody come first."""
    grouped: dict[Account | None, list[AssessedModule]] = defaultdict(list)
    for module in modules:
        if module.fed:
            for teacher in module.teachers or (None,):
                grouped[teacher].append(module)
    ordered = sorted(grouped, key=lambda one: (one is not None, one.name if one else ""))
    return [TeacherProgress(teacher, tuple(grouped[teacher])) for teacher in ordered]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A letter to copy into one's own mail program.

    Attributes:
        missing: marks it asks for; bare: modules without evaluation.
    """

    teacher: Account
    subject: str
    text: str
    missing: int
    bare: int


def reminders(
    department: Department, teachers: Iterable[TeacherProgress], today: date, deadline: date | None = None
) -> list[Reminder]:
    """One letter for each teacher who owes something; nobody is named but by the number of marks."""
    return [
        _reminder(department, one, today, deadline)
        for one in teachers
        if one.teacher is not None and one.incomplete
    ]


def _reminder(
    department: Department, progress: TeacherProgress, today: date, deadline: date | None
) -> Reminder:
    teacher = progress.teacher
    assert teacher is not None  # noqa: S101 reminders are for somebody
    missing, bare = progress.tally.missing, sum(one.bare for one in progress.incomplete)
    lines = [line for module in progress.incomplete for line in _owed(module, today)]
    asked = _("Il reste à saisir dans Délibéré ({department}) :").format(department=department.name)
    until = _("Merci de le faire avant le {day}.").format(day=f"{deadline:%d/%m/%Y}") if deadline else ""
    thanks = until or _("Merci de le faire dès que possible.")
    hello = _("Bonjour {name},").format(name=f"{teacher.first_name} {teacher.surname}".strip())
    text = "\n".join([hello, "", asked, "", *lines, "", thanks])
    return Reminder(teacher, _subject(department, missing, bare), text, missing, bare)


def _subject(department: Department, missing: int, bare: int) -> str:
    marks = plural(_("{n} note à saisir"), _("{n} notes à saisir"), missing).format(n=missing)
    tests = plural(_("{n} module sans évaluation"), _("{n} modules sans évaluation"), bare).format(n=bare)
    asked = ", ".join([*([marks] if missing else []), *([tests] if bare else [])])
    return f"{department.name} · {asked}"


def _owed(module: AssessedModule, today: date) -> list[str]:
    head = f"{module.promotion.name} · {module.name}"
    if module.bare:
        return [_("- {module} : aucune évaluation déclarée").format(module=head)]
    return [
        "- {head}, « {title} »{day} : {n}{late}".format(
            head=head,
            title=one.evaluation.title,
            day=_held(one.evaluation),
            n=_marks(len(one.awaited.missing), one.awaited.expected),
            late=_(", en retard") if one.late(today) else "",
        )
        for one in module.evaluations
        if one.awaited.missing
    ]


def _held(evaluation: Evaluation) -> str:
    return _(" du {day}").format(day=f"{evaluation.held_on:%d/%m/%Y}") if evaluation.held_on else ""


def _marks(missing: int, expected: int) -> str:
    message = plural(_("{n} note sur {all}"), _("{n} notes sur {all}"), missing)
    return message.format(n=missing, all=expected)
