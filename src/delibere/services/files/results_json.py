# SPDX-License-Identifier: EUPL-1.2
"""Results for a program: the same from a command and from a page."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from delibere.calculation.averages import SemesterAverages
from delibere.calculation.rounding import value_shown
from delibere.curriculum.model import Module
from delibere.jury.proposals import Proposals
from delibere.jury.student import to_json
from delibere.services.files.compute_results import Results


def results_to_json(results: Results) -> dict[str, Any]:
    """Everything proposed, student by student, then the averages of modules; exact ones as « n/d »."""
    people = results.proposals.everyone()
    modules = _modules(results.proposals)
    return {
        "academic_year": str(results.curriculum.academic_year),
        "maquettes": [averages.maquette.id for averages in results.semesters],
        "local_rules": list(results.declared),
        "students": [to_json(one) | {"modules": own} for one, own in zip(people, modules, strict=True)],
    }


def _modules(proposals: Proposals) -> list[list[dict[str, Any]]]:
    """Student by student, the modules of the semesters followed."""
    course = proposals.course
    found: list[list[dict[str, Any]]] = [[] for _student in course.students]
    for averages, rows in zip(course.followed, course.rows, strict=True):
        present = [place for place, row in enumerate(rows.tolist()) if row >= 0]
        for place, means in zip(present, averages.modules.exact_rows(rows[rows >= 0]), strict=True):
            found[place] += _of_semester(averages, means)
    return found


def _of_semester(averages: SemesterAverages, means: Sequence[Fraction | None]) -> Iterator[dict[str, Any]]:
    for module, mean in zip(averages.maquette.modules, means, strict=True):
        yield _module(averages, module, mean)


def _module(averages: SemesterAverages, module: Module, mean: Fraction | None) -> dict[str, Any]:
    return {
        "semester": averages.maquette.semester,
        "code": module.pn,
        "apogee": module.apogee,
        "mean": None if mean is None else str(mean),
        "shown": None if mean is None else value_shown(mean, (), averages.rules.rounding),
    }
