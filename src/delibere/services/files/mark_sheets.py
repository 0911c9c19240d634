# SPDX-License-Identifier: EUPL-1.2
"""Prepare sheets to fill, and read filled ones, for a maquette of an annex."""

from dataclasses import dataclass
from pathlib import Path

from delibere.calculation.evaluations import Evaluation
from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.interchange.marksheets import (
    Given,
    Layout,
    MarkSheet,
    SheetPlan,
    default_evaluations,
    open_sheet,
    read_evaluations,
    write_template,
)
from delibere.interchange.students import read_students
from delibere.services.files.contents import contents, settled
from delibere.services.files.read_annex import read_annex, settled_maquette
from delibere.services.files.registry_file import student_list


@dataclass(frozen=True, slots=True)
class SheetRequest:
    """A sheet to prepare.

    Attributes:
        evaluations: file of the evaluations, None for one by module with a coefficient.
        bonus_names: local bonus marks to ask for.
    """

    annex: Path
    maquette: str
    students: Path
    evaluations: Path | None = None
    bonus_names: tuple[str, ...] = ()
    layout: Layout = Layout.MODULES


def prepare_sheet(request: SheetRequest) -> tuple[bytes, tuple[Finding, ...]]:
    """The workbook to fill (XLSX), and the notices met on the way.

    Raises:
        UnusableInputError: something in the annex, the list or the evaluations waits for a person.
    """
    reading = read_annex(request.annex)
    maquette = settled_maquette(reading, request.maquette)
    listed, doubts = student_list(contents(request.students), request.students.name)
    people = read_students(listed, request.students.name)
    settled(people.findings, _("La liste d’étudiants est à corriger."))
    evaluations = _evaluations(request.evaluations, maquette) or default_evaluations(maquette)
    year = reading.curriculum.academic_year
    plan = SheetPlan(maquette, year, people.students, tuple(evaluations), request.bonus_names)
    return write_template(plan, request.layout), (*doubts, *people.findings)


def read_sheet(
    curriculum: Curriculum, path: Path, slug: str | None, evaluations: Path | None
) -> tuple[Maquette, MarkSheet]:
    """A filled sheet and its maquette.

    Args:
        curriculum: the annex.
        path: the sheet.
        slug: the maquette; None when the workbook says it by itself.
        evaluations: file of the evaluations, for a sheet that does not hold them.

    Raises:
        UnusableInputError: not a sheet of marks, or its maquette is not known.
    """
    sheet = open_sheet(contents(path), path.name)
    own = slug or sheet.maquette
    if own is None:
        message = _("« {name} » ne dit pas sa maquette : nommez-la par --maquette (par exemple s3-fi-osc).")
        raise UnusableInputError(message.format(name=path.name))
    maquette = curriculum.maquette(own)
    given = Given(_evaluations(evaluations, maquette))
    return maquette, sheet.read(maquette, curriculum.academic_year, given)


def _evaluations(path: Path | None, maquette: Maquette) -> tuple[Evaluation, ...] | None:
    if path is None:
        return None
    read = read_evaluations(contents(path), path.name, maquette)
    settled(read.findings, _("Le fichier d’évaluations « {name} » est à corriger.").format(name=path.name))
    return read.evaluations
