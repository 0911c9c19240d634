# SPDX-License-Identifier: EUPL-1.2
"""The hidden sheet by which a workbook says by itself what it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from delibere.calculation.evaluations import Evaluation, Kind
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal
from delibere.foundation.people import Student
from delibere.interchange.marksheets.plans import SheetPlan, fingerprint
from delibere.interchange.spreadsheet.cells import Sheet

SHEET = "delibere"
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Key:
    """What a workbook was made for.

    Attributes:
        maquette: its slug.
        fingerprint: of the maquette as it was then.
        versions: by NIP, that of each slot as it was written down, evaluations then bonus names: what was
            changed elsewhere since can be told; empty for a workbook that was made from files.
    """

    maquette: str
    academic_year: AcademicYear
    fingerprint: str
    students: tuple[Student, ...]
    evaluations: tuple[Evaluation, ...]
    bonus_names: tuple[str, ...]
    versions: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, plan: SheetPlan, versions: Mapping[str, tuple[int, ...]]) -> "Key":
        """The key of a plan."""
        return cls(
            plan.maquette.id,
            plan.academic_year,
            fingerprint(plan.maquette),
            plan.students,
            plan.evaluations,
            plan.bonus_names,
            versions,
        )

    def rows(self) -> Iterator[list[str]]:
        """Texts to write in the hidden sheet; the first of each row says what the others are."""
        yield ["version", VERSION]
        yield ["maquette", self.maquette, str(self.academic_year), self.fingerprint]
        for student in self.students:
            yield [
                "student",
                student.nip,
                student.surname,
                student.first_name,
                student.ine or "",
                student.group or "",
            ]
        for evaluation in self.evaluations:
            yield ["evaluation", *_evaluation_cells(evaluation)]
        for name in self.bonus_names:
            yield ["bonus", name]
        for nip, versions in self.versions.items():
            yield ["versions", nip, *map(str, versions)]


def read_key(sheets: tuple[Sheet, ...]) -> Key | None:
    """The key of a workbook, None when it has none (made by hand, or a text file).

    Raises:
        UnusableInputError: the key is of another version, or was damaged.
    """
    sheet = next((sheet for sheet in sheets if sheet.name == SHEET), None)
    if sheet is None:
        return None
    rows = [[cell.text for cell in row.cells] for row in sheet.rows]
    try:
        return _key(rows)
    except (ValueError, ArithmeticError, LookupError) as error:
        message = _(
            "La feuille masquée « {sheet} » est abîmée ou d’une autre version : reportez les notes dans un "
            "classeur neuf."
        )
        raise UnusableInputError(message.format(sheet=SHEET)) from error


def _key(rows: list[list[str]]) -> Key:
    if rows[0][:2] != ["version", VERSION]:
        raise ValueError(rows[0])
    _tag, maquette, written_year, mark = rows[1][:4]
    year = AcademicYear.parse(written_year)
    if year is None:
        raise ValueError(written_year)
    padded = [[*row, *[""] * (10 - len(row))] for row in rows[2:]]
    return Key(
        maquette,
        year,
        mark,
        tuple(Student(r[1], r[2], r[3], r[4] or None, r[5] or None) for r in padded if r[0] == "student"),
        tuple(_evaluation(r[1:]) for r in padded if r[0] == "evaluation"),
        tuple(r[1] for r in padded if r[0] == "bonus"),
        {r[1]: tuple(int(text) for text in r[2:] if text) for r in padded if r[0] == "versions"},
    )


def _evaluation_cells(evaluation: Evaluation) -> list[str]:
    return [
        evaluation.key,
        evaluation.module,
        evaluation.title,
        evaluation.kind.value,
        minimal(evaluation.scale),
        minimal(evaluation.coefficient),
        _joined(evaluation.weights),
        evaluation.held_on.isoformat() if evaluation.held_on else "",
    ]


def _evaluation(cells: list[str]) -> Evaluation:
    key, module, title, kind, scale, coefficient, weights, held_on = cells[:8]
    return Evaluation(
        key,
        module,
        title,
        Kind(kind),
        Decimal(scale),
        Decimal(coefficient),
        {ue: Decimal(weight) for ue, weight in (pair.split("=") for pair in weights.split())},
        date.fromisoformat(held_on) if held_on else None,
    )


def _joined(weights: Mapping[str, Decimal]) -> str:
    return " ".join(f"{ue}={minimal(weight)}" for ue, weight in weights.items())
