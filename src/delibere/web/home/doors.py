# SPDX-License-Identifier: EUPL-1.2
"""Which page each piece of work is done on, and the verb of its button."""

from dataclasses import dataclass

from delibere.foundation.language import _
from delibere.services.records.what_remains import Task, Urgency, Work
from delibere.web.gate import Place
from delibere.web.layout.templating import url


@dataclass(frozen=True, slots=True)
class Door:
    """A button towards the page where something is done."""

    verb: str
    address: str


def door(place: Place, work: Work) -> Door | None:
    """Where this work is done; None when the person may read about it and not do it."""
    verb, page, query = {
        Work.ANNEX_TO_REVIEW: (_("Relire"), "curricula.list", ""),
        Work.DRAFTS_TO_PUBLISH: (_("Publier"), "curricula.list", ""),
        Work.STUDENT_FILE_TO_CONFIRM: (_("Confirmer"), "students.import", ""),
        Work.REPEATERS_WITHOUT_PAST: (_("Saisir"), "students.list", "?situation=redoublants"),
        Work.STUDENTS_WITHOUT_GROUP: (_("Affecter"), "promotions.list", ""),
        Work.STUDENTS_WITHOUT_INE: (_("Compléter"), "students.list", "?situation=sans-ine"),
        Work.STUDENTS_WITHOUT_ACCOUNT: (_("Inviter"), "staff.students", ""),
        Work.JURIES_TO_HOLD: (_("Délibérer"), "juries.list", ""),
        Work.JURIES_TO_PUBLISH: (_("Publier"), "juries.list", ""),
        Work.INVITATIONS_UNANSWERED: (_("Relancer"), "staff.list", ""),
        Work.MARKS_LATE: (_("Relancer"), "evaluations.reminders", ""),
        Work.MARKS_MISSING: (_("Relancer"), "evaluations.reminders", ""),
        Work.MODULES_WITHOUT_EVALUATION: (_("Voir"), "evaluations.overview", ""),
        Work.EVALUATIONS_TO_PUBLISH: (_("Publier"), "evaluations.overview", ""),
        Work.OWN_MARKS: (_("Saisir"), "evaluations.overview", ""),
        Work.OWN_MODULES_WITHOUT_EVALUATION: (_("Déclarer"), "evaluations.overview", ""),
        Work.OWN_EVALUATIONS_TO_PUBLISH: (_("Publier"), "evaluations.overview", ""),
        Work.ABSENCES_TO_JUSTIFY: (_("Traiter"), "absences.list", ""),
        Work.ABSENCE_FILE_TO_CONFIRM: (_("Confirmer"), "absences.import", ""),
    }[work]
    return Door(verb, url(page, place.department.slug) + query) if place.may(page) else None


@dataclass(frozen=True, slots=True)
class Heading:
    """How a group of tasks is headed: sign, words, colour."""

    sign: str
    words: str
    kind: str


def heading(urgency: Urgency) -> Heading:
    """« En retard », « Prochainement », « Sans urgence »."""
    return {
        Urgency.LATE: Heading("cross", _("En retard"), "bad"),
        Urgency.SOON: Heading("warning", _("Prochainement"), "warn"),
        Urgency.EVENTUALLY: Heading("clock", _("Sans urgence"), "label"),
    }[urgency]


@dataclass(frozen=True, slots=True)
class Line:
    """A task and its button."""

    task: Task
    door: Door | None


def grouped(place: Place, tasks: list[Task]) -> list[tuple[Heading, list[Line]]]:
    """Tasks under their headings; a heading without a task is left out."""
    groups = [(heading(urgency), [t for t in tasks if t.urgency is urgency]) for urgency in Urgency]
    return [(head, [Line(t, door(place, t.work)) for t in found]) for head, found in groups if found]
