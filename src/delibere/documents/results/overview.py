# SPDX-License-Identifier: EUPL-1.2
"""« Résultats »: the class at a glance, before its jury."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from delibere.calculation.rounding import shown
from delibere.documents.results.grid import Cell, Column, Figure, Grid, in_order_of_lists
from delibere.documents.results.legend import legend
from delibere.documents.results.statistics import statistics
from delibere.foundation.language import _
from delibere.jury.codes import ACQUIRED
from delibere.jury.proposals import Proposals
from delibere.jury.student import RcueProposal, StudentProposal, UeProposal

_BAR = 1000
"""Hundredths: a figure under it is heavy."""
Proposal = UeProposal | RcueProposal


@dataclass(frozen=True, slots=True)
class Class:
    """A class and what is proposed about each of its students, in the same order."""

    proposals: Proposals
    people: tuple[StudentProposal, ...]

    @classmethod
    def of(cls, proposals: Proposals) -> "Class":
        """Word the proposals once, for every sheet."""
        return cls(proposals, proposals.everyone())

    @property
    def ues(self) -> tuple[UeProposal, ...]:
        """The UE judged: the same for everyone."""
        return self.people[0].ues if self.people else ()

    def semester(self, place: int) -> "Class":
        """The same with the UE of one of the semesters followed."""
        semester = self.proposals.course.followed[place].maquette.semester
        return Class(
            self.proposals, tuple(replace(one, ues=one.of_semester(semester)) for one in self.people)
        )


def semester_grid(judged: Class, place: int) -> Grid:
    """UE of one of the semesters, with their codes, what they give, then the modules that made them."""
    alone = judged.semester(place)
    return _grid(alone, [*_ue_columns(alone), *_gain_columns(alone), *_module_columns(alone, place)])


def year_grid(judged: Class) -> Grid:
    """For each competence both UE and their RCUE; then the year."""
    year = [person.year.decision.code if person.year else None for person in judged.people]
    columns = [*_competence_columns(judged), Column(_("Année"), _("code"), 8, year), *_gain_columns(judged)]
    return _grid(judged, columns)


def modules_grid(judged: Class, place: int) -> Grid:
    """The modules of one of the semesters followed."""
    return _grid(judged, list(_module_columns(judged, place)))


def _grid(judged: Class, columns: Sequence[Column]) -> Grid:
    course = judged.proposals.course
    foot = statistics(columns, course.rules.shown_from)
    titles = _("UE : {titles}.").format(titles=", ".join(f"{ue.code_ue} {ue.title}" for ue in judged.ues))
    sentences = [*legend(columns, course.rules), *_awaited(judged), titles]
    return Grid(course.students, columns, foot, sentences)


def _ue_columns(judged: Class) -> Iterator[Column]:
    for ue in judged.ues:
        found = [_ue(person, ue.semester, ue.competence) for person in judged.people]
        yield from _proposal_columns(ue.code_ue, _("moy."), found)


def _competence_columns(judged: Class) -> Iterator[Column]:
    for competence in dict.fromkeys(ue.competence for ue in judged.ues):
        own = [ue for ue in judged.ues if ue.competence == competence]
        for ue in own:
            found = [_ue(person, ue.semester, competence) for person in judged.people]
            yield from _proposal_columns(own[0].title, ue.code_ue, found)
        rcues = [_rcue(person, competence) for person in judged.people]
        if any(rcues):
            yield from _proposal_columns(own[0].title, _("RCUE"), rcues, tinted=True)


def _ue(person: StudentProposal, semester: int, competence: str) -> UeProposal | None:
    own = (ue for ue in person.ues if (ue.semester, ue.competence) == (semester, competence))
    return next(own, None)


def _rcue(person: StudentProposal, competence: str) -> RcueProposal | None:
    return next((rcue for rcue in person.rcues if rcue.competence == competence), None)


def _proposal_columns(
    group: str, head: str, found: Sequence[Proposal | None], *, tinted: bool = False
) -> Iterator[Column]:
    values = [p.mean for p in found if p is not None and p.mean is not None and not p.provisional]
    yield Column(group, head, 5.6, [_figure(p) for p in found], values, tinted)
    yield Column(group, _("code"), 5.6, [p.decision.code if p else None for p in found], tinted=tinted)


def _figure(proposal: Proposal | None) -> Cell:
    if proposal is None:
        return None
    heavy = proposal.shown is not None and proposal.shown < _BAR
    return Figure(proposal.shown, proposal.provisional, heavy)


def _gain_columns(judged: Class) -> Iterator[Column]:
    """UE acquired, and their credits."""
    gained = _("Acquis")
    yield Column(gained, _("UE"), 6, [_acquired(person) for person in judged.people])
    credits_ = [sum((ue.ects for ue in person.ues), Decimal(0)) for person in judged.people]
    yield Column(gained, _("ECTS"), 5, credits_)


def _acquired(person: StudentProposal) -> str:
    count = sum(ue.decision.code in ACQUIRED for ue in person.ues)
    return _("{count}\u202f/\u202f{total}").format(count=count, total=len(person.ues))


def _awaited(judged: Class) -> Iterator[str]:
    """Who is provisional, in words, and why."""
    course = judged.proposals.course
    for row in in_order_of_lists(course.students):
        missing = [
            thing.label
            for averages, rows in zip(course.followed, course.rows, strict=True)
            if rows[row] >= 0
            for thing in averages.missing(int(rows[row]))
        ]
        if missing:
            name = course.students[row].name
            yield _("* {name}, provisoire : {missing}.").format(name=name, missing=", ".join(missing))


def _module_columns(judged: Class, place: int) -> Iterator[Column]:
    course = judged.proposals.course
    averages, rows = course.followed[place], course.rows[place]
    figures = shown(averages.modules, (), averages.rules.rounding)
    exact = averages.modules.exact_rows(rows[rows >= 0])
    for at, module in enumerate(averages.maquette.modules):
        known = [row if row >= 0 and averages.modules.known[row, at] else None for row in rows]
        cells = [None if row is None else _module_figure(int(figures[row, at])) for row in known]
        values = [value for own in exact if (value := own[at]) is not None]
        yield Column(module.block or _("Modules"), module.pn.replace(".", ".\n", 1), 5.3, cells, values)


def _module_figure(hundredths: int) -> Figure:
    return Figure(hundredths, strong=hundredths < _BAR)
