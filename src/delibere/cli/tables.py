# SPDX-License-Identifier: EUPL-1.2
"""A class on a terminal: averages and proposed codes, the exceptions in bold."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from delibere.cli.output import plain_table
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal
from delibere.jury.codes import Code
from delibere.jury.student import Decision, RcueProposal, StudentProposal, UeProposal


def class_table(people: Sequence[StudentProposal]) -> Table:
    """One line a student: UE, RCUE, the year, credits."""
    codes = _figure_headings(people[0]) if people else []
    headings = [_("NIP"), _("Étudiant"), *codes, _("ECTS"), _("Année")]
    table = plain_table(*headings, numbers=range(2, 3 + len(codes)))
    for person in sorted(people, key=lambda each: each.student.sort_key):
        table.add_row(*_cells(person))
    return table


def _figure_headings(person: StudentProposal) -> list[str]:
    rcues = [f"{rcue.ues[0].removeprefix('UE')}+{rcue.ues[1].removeprefix('UE')}" for rcue in person.rcues]
    return [f"{code}    " for code in [*(ue.code_ue for ue in person.ues), *rcues]]


def _cells(person: StudentProposal) -> list[str]:
    shown = [figure(each) for each in figures(person)]
    year = year_code(person.year.decision) if person.year else "–"
    return [person.student.nip, escape(person.student.name), *shown, french_minimal(person.ects.year), year]


def figures(person: StudentProposal) -> list[UeProposal | RcueProposal]:
    """The UE then the RCUE that the jury judges."""
    return [*person.ues, *person.rcues]


def figure(each: UeProposal | RcueProposal) -> str:
    """« 9,46 AJ »: the figure as shown and its code; what is plainly acquired bears none."""
    value = "–" if each.shown is None else f"{each.shown // 100},{each.shown % 100:02d}"
    shown = "" if each.decision.code is Code.ADM else each.decision.code or "–"
    return f"{value} [bold]{shown:<3}[/]"


def year_code(decision: Decision) -> str:
    """The code proposed for a year, bold when it is not the plain one."""
    return decision.code if decision.code is Code.ADM else f"[bold]{decision.code or '–'}[/]"
