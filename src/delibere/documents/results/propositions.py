# SPDX-License-Identifier: EUPL-1.2
"""« Propositions »: what the rules propose, why, and what the jury may still choose."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from delibere.documents.results.book import GREY, GROUP_RULE, Page
from delibere.documents.results.grid import NO_VALUE, code_shape
from delibere.documents.results.overview import Class
from delibere.foundation.language import _
from delibere.foundation.law import Reference
from delibere.foundation.people import Student
from delibere.jury.codes import Code
from delibere.jury.student import Decision, StudentProposal


@dataclass(frozen=True, slots=True)
class _Line:
    """One subject: its average in hundredths, its code, why, the point of law, what else is lawful."""

    subject: str
    shown: int | None
    code: Code | None
    sentence: str
    reference: Reference | None
    lawful: tuple[Code, ...] = ()


def write_propositions(page: Page, judged: Class) -> None:
    """One line for each student and subject, students in the order of lists."""
    heads = _heads()
    page.list_heads(heads, in_sight=3)
    row = page.top
    for person in sorted(judged.people, key=lambda person: person.student.sort_key):
        for place, line in enumerate(_lines(person)):
            row += 1
            opening = {} if place else {"top": 1, "top_color": GROUP_RULE}
            _write_line(page, row, person.student, line, {"valign": "top", **opening})
    page.list_end(row, len(heads))


def _heads() -> list[tuple[str, float, str]]:
    return [
        (_("Nom"), 17, "left"),
        (_("Prénom"), 12, "left"),
        (_("NIP"), 9, "left"),
        (_("Objet"), 15, "left"),
        (_("Moyenne"), 8.5, "right"),
        (_("Proposé"), 8.5, "center"),
        (_("Pourquoi"), 75, "left"),
        (_("Point de droit"), 18, "left"),
        (_("Autres codes possibles"), 22, "left"),
    ]


def _lines(person: StudentProposal) -> Iterator[_Line]:
    for ue in person.ues + person.earlier_ues:
        yield _decided(ue.code_ue, ue.shown, ue.decision)
    for rcue in person.rcues + person.earlier_rcues:
        yield _decided(_("RCUE {ues}").format(ues=" + ".join(rcue.ues)), rcue.shown, rcue.decision)
    for year in (*([person.year] if person.year else []), *person.earlier_years):
        yield _decided(_("Année {year}").format(year=year.year), None, year.decision)
    yield _Line(_("Suite"), None, None, person.passage, None)
    for diploma in (person.dut, person.but):
        if diploma is not None and person.year is not None:
            yield _Line(diploma.name, None, None, diploma.sentence, diploma.reference)
    for sentence in person.blocking:
        yield _Line(_("Manque"), None, None, sentence, None)


def _decided(subject: str, shown: int | None, decision: Decision) -> _Line:
    return _Line(subject, shown, decision.code, decision.sentence, decision.reference, decision.lawful)


def _write_line(page: Page, row: int, student: Student, line: _Line, around: dict[str, Any]) -> None:
    page.text(row, 0, student.surname, bold=True, **around)
    for column, text in enumerate((student.first_name, student.nip, line.subject), 1):
        page.text(row, column, text, **around)
    if line.shown is None:
        page.text(row, 4, NO_VALUE, align="right", font_color=GREY, **around)
    else:
        page.number(row, 4, line.shown / 100, num_format="0.00", **around)
    page.text(
        row, 5, line.code or "", align="center", **(around | (code_shape(line.code) if line.code else {}))
    )
    lawful = ", ".join(line.lawful)
    for column, text in enumerate((line.sentence, str(line.reference or ""), lawful), 6):
        page.text(row, column, text, text_wrap=True, **around)
