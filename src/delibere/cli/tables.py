# SPDX-License-Identifier: EUPL-1.2
"""A class on a terminal: averages and proposed codes, the exceptions in bold."""

from rich.markup import escape
from rich.table import Table

from delibere.cli.output import plain_table
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal
from delibere.jury.codes import Code
from delibere.jury.proposals import Proposals
from delibere.jury.student import Decision, RcueProposal, StudentProposal, UeProposal

PLAIN = frozenset({Code.ADM})


def class_table(proposals: Proposals) -> Table:
    """One line a student: UE, RCUE, the year, credits."""
    people = [proposals.student(row) for row in range(len(proposals.course.students))]
    codes = _figure_headings(people[0]) if people else []
    headings = [_("NIP"), _("Étudiant"), *codes, _("ECTS"), _("Année")]
    table = plain_table(*headings, numbers=range(2, 3 + len(codes)))
    for person in sorted(people, key=lambda each: each.student.sort_key):
        table.add_row(*_cells(person))
    return table


def _figure_headings(person: StudentProposal) -> list[str]:
    rcues = [_("RCUE {odd}·{even}").format(odd=rcue.ues[0], even=rcue.ues[1][-2:]) for rcue in person.rcues]
    return [ue.code_ue for ue in person.ues] + rcues


def _cells(person: StudentProposal) -> list[str]:
    shown = [figure(each) for each in figures(person)]
    year = code(person.year.decision) if person.year else "–"
    return [person.student.nip, escape(person.student.name), *shown, french_minimal(person.ects.year), year]


def figures(person: StudentProposal) -> list[UeProposal | RcueProposal]:
    """The UE then the RCUE that the jury judges."""
    return [*person.ues, *person.rcues]


def figure(each: UeProposal | RcueProposal) -> str:
    """« 9,46 AJ »: the figure as shown, starred when provisional, and its code."""
    value = "–" if each.shown is None else f"{each.shown // 100},{each.shown % 100:02d}"
    return f"{value}{'*' if each.provisional else ''} {code(each.decision)}"


def code(decision: Decision) -> str:
    """The proposed code, bold when it is not the plain one."""
    if decision.code is None:
        return "[bold]–[/]"
    return decision.code if decision.code in PLAIN else f"[bold]{decision.code}[/]"
