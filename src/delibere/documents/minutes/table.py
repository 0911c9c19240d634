# SPDX-License-Identifier: EUPL-1.2
"""A class on a landscape page: both UE and the RCUE of each competence, then the year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from delibere.documents.codes import NO_VALUE, code_mark
from delibere.documents.minutes.values import MinutesClass, MinutesLine, MinutesStudent
from delibere.documents.typesetting import Json
from delibere.foundation.language import _
from delibere.foundation.numbers import french, french_minimal
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.jury.wording.codes import legend


@dataclass(frozen=True, slots=True)
class Column:
    """One figure and its code."""

    group: str
    head: str
    subject: Subject
    semester: int
    competence: str

    @property
    def tinted(self) -> bool:
        """Of a RCUE."""
        return self.subject is Subject.RCUE


def class_table(judged: MinutesClass, numbers: Mapping[str, int], *, annual: bool) -> Json:
    """The values of one table."""
    columns, students = list(columns_of(judged)), judged.in_order
    return {
        "title": judged.title,
        "groups": [
            {"title": title, "span": sum(column.group == title for column in columns)}
            for title in dict.fromkeys(column.group for column in columns)
        ],
        "columns": [{"head": column.head, "tinted": column.tinted} for column in columns],
        "heads": [_("N°"), _("Nom et prénom"), _("N° étudiant")],
        "annual": annual,
        "year_heads": [_("Année"), _("Décision"), _("ECTS")],
        "rows": [_row(student, numbers[student.nip], columns) for student in students],
        "legend": _legend(students, columns),
    }


def columns_of(judged: MinutesClass) -> Iterator[Column]:
    """By competence: its UE, then its RCUE when both semesters are judged."""
    for place, (competence, _title) in enumerate(judged.competences, 1):
        group = _("Compétence {number}").format(number=place)
        own = [semester for semester in judged.semesters if (semester, competence) in judged.ues]
        for semester in own:
            yield Column(group, judged.ues[semester, competence], Subject.UE, semester, competence)
        if len(own) == 2:
            yield Column(group, _("RCUE"), Subject.RCUE, own[-1], competence)


def _row(student: MinutesStudent, number: int, columns: list[Column]) -> Json:
    found = [student.line(column.subject, column.semester, column.competence) for column in columns]
    return {
        "number": str(number),
        "name": student.name,
        "nip": student.nip,
        "cells": [_cell(line, student.fact) for line in found],
        "year": code_mark(student.year_code),
        "ects": french_minimal(student.ects),
    }


def _cell(line: MinutesLine | None, fact: Code | None) -> Json:
    if line is None:
        return {"mean": NO_VALUE, "code": code_mark(fact, boxes=False)}
    mean = NO_VALUE if line.shown is None else french(Fraction(line.shown, 100))
    return {"mean": mean, "code": code_mark(line.code or fact, boxes=False)}


def _legend(students: list[MinutesStudent], columns: list[Column]) -> str:
    """The codes that are present, and nothing about those that are not."""
    lines = [
        student.line(one.subject, one.semester, one.competence) for student in students for one in columns
    ]
    present = {line.code for line in lines if line} | {student.year_code for student in students}
    codes = [f"{code} {words}" for code, words in legend(present)]
    tinted = [_("RCUE sur fond gris")] if any(column.tinted for column in columns) else []
    return _("ECTS acquis. {rest}. Les codes autres que ADM sont en gras.").format(
        rest=" ; ".join([*tinted, *codes])
    )
