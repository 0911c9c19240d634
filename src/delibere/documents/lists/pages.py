# SPDX-License-Identifier: EUPL-1.2
"""Students in the order of lists, with columns to read or boxes to fill; each list on its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from delibere.documents.codes import NO_VALUE
from delibere.documents.dates import day_on_paper, on_paper
from delibere.documents.institution import Institution
from delibere.documents.typesetting import Json, typeset
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.foundation.people import Student

TEMPLATE = "lists/lists.typ"


@dataclass(frozen=True, slots=True)
class Roster:
    """One list.

    Attributes:
        title: « Feuille d’émargement »; `subtitle`: what it is about, lines.
        heads: of the columns after number, name and student number.
        rows: the texts of these columns, in the order of `students`; empty ones are boxes to fill.
        tall: rows high enough to sign in.
    """

    title: str
    subtitle: Sequence[str]
    students: Sequence[Student]
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    tall: bool = False


def in_order(students: Sequence[Student]) -> list[Student]:
    """By name."""
    return sorted(students, key=lambda student: student.sort_key)


def group_list(students: Sequence[Student], about: Sequence[str]) -> Roster:
    """Names, numbers, addresses of a group."""
    people = in_order(students)
    rows = [[student.group or NO_VALUE, student.email or NO_VALUE] for student in people]
    return Roster(_("Liste d’étudiants"), about, people, [_("Groupe"), _("Courriel")], rows)


def attendance_sheet(students: Sequence[Student], about: Sequence[str], days: Sequence[date]) -> Roster:
    """One column to sign for each day; one without a date when none is given."""
    people, heads = in_order(students), [day_on_paper(day) for day in days] or [_("Signature")]
    return Roster(
        _("Feuille d’émargement"), about, people, heads, [[""] * len(heads)] * len(people), tall=True
    )


def mark_sheet(students: Sequence[Student], about: Sequence[str], tests: Sequence[str]) -> Roster:
    """One column for each evaluation, and one for a remark."""
    people, heads = in_order(students), [*tests, _("Observation")]
    return Roster(_("Feuille de notes"), about, people, heads, [[""] * len(heads)] * len(people))


def typeset_lists(
    rosters: Sequence[Roster], institution: Institution, year: AcademicYear, edited_on: date
) -> bytes:
    """All these lists in one PDF."""
    return typeset(
        TEMPLATE,
        {
            "title": rosters[0].title if rosters else _("Listes"),
            "identity": institution.of_year(year),
            "page": _("page"),
            "foot": _("Édité le {day}. Document de travail, à ne pas afficher.").format(
                day=on_paper(edited_on)
            ),
            "lists": [_roster(one) for one in rosters],
        },
    )


def _roster(roster: Roster) -> Json:
    return {
        "title": roster.title,
        "subtitle": [*roster.subtitle, _("{count} étudiants").format(count=len(roster.students))],
        "heads": [_("N°"), _("Nom et prénom"), _("N° étudiant"), *roster.heads],
        "rows": [
            [str(number), student.name, student.nip, *row]
            for number, (student, row) in enumerate(zip(roster.students, roster.rows, strict=True), 1)
        ],
        "blank": [all(not row[at] for row in roster.rows) for at in range(len(roster.heads))],
        "height": 24 if roster.tall else 15,
    }
