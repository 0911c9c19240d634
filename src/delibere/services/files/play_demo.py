# SPDX-License-Identifier: EUPL-1.2
"""The whole job on the real annex and invented classes, through files, as a department would do it."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.people import Student
from delibere.interchange.marksheets import Layout, SheetPlan, write_template
from delibere.interchange.outcomes import write_outcomes_csv
from delibere.interchange.students import write_students
from delibere.services.files.compute_results import Results, Sources, gather
from delibere.services.files.demo import (
    BONUS_NAMES,
    FictitiousSemester,
    FictitiousYear,
    Situation,
    fictitious_years,
)
from delibere.services.files.issue_results import issue_results
from delibere.services.files.read_annex import read_annex

ANNEX = "but-qlio-2023-2024.md"
LOCAL_RULES = "regles-locales.toml"


@dataclass(frozen=True, slots=True)
class Demo:
    """A folder with the annex and the local rules, and the classes to play in it."""

    folder: Path
    curriculum: Curriculum
    years: tuple[FictitiousYear, ...]


@dataclass(frozen=True, slots=True)
class PlayedYear:
    """One class, from its files to its results.

    Attributes:
        folder: where its files are.
        sources: the files that the results of the year come from.
        at_the_bar: a student whose average stands on the edge of a UE.
    """

    folder: Path
    sources: Sources
    results: Results
    at_the_bar: Student


def open_demo(folder: Path, seed: int) -> Demo:
    """Write the annex and the local rules, and invent the classes; the same for the same seed.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (ANNEX, LOCAL_RULES):
        (folder / name).write_bytes((files("delibere.services.files.demo") / name).read_bytes())
    curriculum = read_annex(folder / ANNEX).curriculum
    return Demo(folder, curriculum, fictitious_years(curriculum, seed))


def play(demo: Demo) -> Iterator[PlayedYear]:
    """Play every class, in order, on all the processors there are."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(play_year, demo.folder, demo.curriculum), demo.years)


def play_year(root: Path, curriculum: Curriculum, year: FictitiousYear) -> PlayedYear:
    """Write the files of a class, read them back, compute, write its workbooks of results.

    Args:
        root: the folder of the demo, where the annex and the local rules are.
        curriculum: what the annex holds.
        year: the class.
    """
    sources = write_year(root, curriculum, year)
    folder = sources.sheets[0].parent
    material = gather(sources)
    for averages in material.semesters:
        _write_results(folder / f"{averages.maquette.id}-resultats.xlsx", material.judged(averages))
    results = material.judged(*material.semesters)
    if len(sources.sheets) > 1:
        _write_results(folder / "annee-resultats.xlsx", results)
    edge = year.situations.index(Situation.UE_ROUNDED_TO_TEN)
    return PlayedYear(folder, sources, results, year.students[edge])


def write_year(root: Path, curriculum: Curriculum, year: FictitiousYear) -> Sources:
    """Write the files of a class in a folder of its own: students, past, sheets of marks."""
    folder = root / _name(year)
    folder.mkdir(exist_ok=True)
    (folder / "etudiants.csv").write_bytes(write_students(year.students))
    outcomes = folder / "decisions-anterieures.csv"
    outcomes.write_bytes(write_outcomes_csv(year.outcomes, curriculum))
    sheets = tuple(_write_sheet(folder, curriculum.academic_year, semester) for semester in year.semesters)
    return Sources(root / ANNEX, sheets, outcomes=outcomes, local_rules=root / LOCAL_RULES)


def _name(year: FictitiousYear) -> str:
    """« annee-2-fi-osc »."""
    maquette = year.semesters[0].maquette
    return "-".join(["annee", str(maquette.year), *maquette.id.split("-")[1:]])


def _write_sheet(folder: Path, academic_year: AcademicYear, semester: FictitiousSemester) -> Path:
    path = folder / f"{semester.maquette.id}-notes.xlsx"
    table = semester.table
    plan = SheetPlan(semester.maquette, academic_year, table.students, table.evaluations, BONUS_NAMES)
    path.write_bytes(write_template(plan, Layout.SINGLE, table, semester.bonus_marks))
    return path


def _write_results(path: Path, results: Results) -> None:
    path.write_bytes(issue_results(results, ANNEX))
