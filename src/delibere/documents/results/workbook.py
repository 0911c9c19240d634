# SPDX-License-Identifier: EUPL-1.2
"""The workbook that a director of studies opens, prints, and can check."""

from collections.abc import Iterator

from delibere.calculation.explanation import Explanation
from delibere.calculation.rounding import explained
from delibere.documents.results.book import Book
from delibere.documents.results.details import write_details
from delibere.documents.results.grid import Grid, GridWriter, in_order_of_lists
from delibere.documents.results.origin import Origin
from delibere.documents.results.overview import Class, modules_grid, semester_grid, year_grid
from delibere.documents.results.parameters import rounding_in_words, write_parameters
from delibere.documents.results.propositions import write_propositions
from delibere.foundation.language import _, plural
from delibere.foundation.people import Student
from delibere.jury.proposals import Proposals


def results_workbook(proposals: Proposals, origin: Origin, semester: int | None = None) -> bytes:
    """An XLSX file about the semester, or the year, that these proposals judge.

    `semester`: the only one of the year to show; its codes are those of the whole year.
    """
    judged = Class.of(proposals)
    followed = [averages.maquette.semester for averages in proposals.course.followed]
    alone = followed.index(semester) if semester else 0 if len(followed) == 1 else None
    notes = _notes(judged, origin)
    with Book(origin) as book:
        for name, title, grid in _grids(judged, alone):
            GridWriter(book.page(name, title, notes), grid).write()
        write_propositions(book.page(_("Propositions"), _("Propositions au jury"), notes), judged)
        page = book.page(_("Détail"), _("Détail de chaque moyenne"), notes)
        write_details(page, _figures(judged, alone), down_to_tests=alone is not None)
        write_parameters(book.page(_("Paramètres"), _("Paramètres"), []), proposals)
    return book.content


def _grids(judged: Class, alone: int | None) -> Iterator[tuple[str, str, Grid]]:
    followed = [averages.maquette for averages in judged.proposals.course.followed]
    if alone is not None:
        title = _("Résultats du semestre {semester}").format(semester=followed[alone].semester)
        yield _("Résultats"), title, semester_grid(judged, alone)
        return
    yield _("Résultats"), _("Résultats de l’année {year}").format(year=followed[0].year), year_grid(judged)
    for place, maquette in enumerate(followed):
        name = _("Modules S{semester}").format(semester=maquette.semester)
        yield name, name, modules_grid(judged, place)


def _notes(judged: Class, origin: Origin) -> list[str]:
    count = len(judged.people)
    people = plural(_("{count} étudiant"), _("{count} étudiants"), count).format(count=count)
    rounding = rounding_in_words(judged.proposals.course.rules.rounding)
    notes = [
        f"{origin.title} · {origin.academic_year} · {people} · {rounding}",
        _("Propositions calculées : le jury est souverain, rien n’est décidé."),
    ]
    if origin.apart:
        notes.append(_("Hors calculs : {people}.").format(people=" ; ".join(origin.apart)))
    return notes


def _figures(judged: Class, alone: int | None) -> Iterator[tuple[Student, Explanation]]:
    """Every UE of a semester, or every RCUE of a year, opened; students in the order of lists."""
    for row in in_order_of_lists(judged.proposals.course.students):
        for explanation in _rcues(judged, row) if alone is None else _ues(judged, row, alone):
            yield judged.people[row].student, explanation


def _ues(judged: Class, row: int, alone: int) -> Iterator[Explanation]:
    course, bars = judged.proposals.course, [judged.proposals.parameters.ue_bar]
    for ue in judged.people[row].of_semester(course.followed[alone].maquette.semester):
        place = course.syllabus.place(ue.semester, ue.competence)
        if place is not None:
            yield explained(course.ues.terms(row, place.column), bars, course.rules.rounding)


def _rcues(judged: Class, row: int) -> Iterator[Explanation]:
    """The tests of both UE are left out of their sheet: they stand in the workbooks of the semesters."""
    course, parameters = judged.proposals.course, judged.proposals.parameters
    bars, means = [parameters.rcue_floor, parameters.rcue_bar], judged.proposals.means.rcues
    for rcue in judged.people[row].rcues:
        place = course.syllabus.place(2 * rcue.year, rcue.competence)
        if place is not None:
            yield explained(means.terms(row, place.column // 2), bars, course.rules.rounding)
