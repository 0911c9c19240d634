# SPDX-License-Identifier: EUPL-1.2
"""From what was decided to the transcript: one page for a course, French upright, English in italics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from delibere.calculation.local_rules import GradingTable
from delibere.curriculum.model import Regime
from delibere.documents.codes import NO_VALUE, code_mark
from delibere.documents.dates import on_paper
from delibere.documents.institution import Institution
from delibere.documents.transcript.grading import grading_values, reference
from delibere.documents.transcript.values import Cell, TranscriptRow, TranscriptYear, indicative
from delibere.documents.typesetting import Json, fingerprint, short_fingerprint, typeset
from delibere.foundation.language import _
from delibere.foundation.numbers import french, french_minimal
from delibere.foundation.people import Student
from delibere.jury.codes import Code
from delibere.jury.wording.codes import legend

TEMPLATE = "transcript/transcript.typ"


@dataclass(frozen=True, slots=True)
class Transcript:
    """A transcript.

    Attributes:
        course: diploma and parcours, in full.
        years: one for the transcript of a year, all those decided for that of the course.
        born: None when it is not recorded.
        grading: the ECTS grading table of the last year; None without.
    """

    institution: Institution
    student: Student
    course: str
    years: Sequence[TranscriptYear]
    dated: date
    born: date | None = None
    grading: GradingTable | None = None

    @property
    def marks(self) -> list[Fraction]:
        """Of the UE, out of 20."""
        return [mark for year in self.years for mark, _ects in year.marks]


def typeset_transcript(transcript: Transcript) -> bytes:
    """The transcript, PDF."""
    return typeset(TEMPLATE, transcript_values(transcript))


def transcript_values(transcript: Transcript) -> Json:
    """The values of its template."""
    institution, years = transcript.institution, [_year(year, transcript) for year in transcript.years]
    span = _span(transcript.years)
    return {
        "title": {"fr": _("Relevé de notes"), "en": "Transcript of records"},
        "identity": institution.identity(
            f"Academic years {span}" if len(years) > 1 else f"Academic year {span}"
        ),
        "course": {"fr": transcript.course, "en": institution.in_english(transcript.course) or ""},
        "facts": _facts(transcript),
        "heads": _heads(),
        "years": years,
        "total": _total(transcript.years),
        "grading": grading_values(transcript.grading, transcript.marks),
        "how": _how(transcript),
        "dated": _("À {town}, le {day}").format(town=institution.town or "…", day=on_paper(transcript.dated)),
        "office": {"fr": institution.director.office, "en": institution.director.english},
        "name": institution.director.name,
        "foot": _("Établi d’après les décisions des jurys, années {span}. Empreinte {digest}").format(
            span=span, digest=short_fingerprint(fingerprint(transcript.student.nip, years))
        ),
        "page": "page",
    }


def _span(years: Sequence[TranscriptYear]) -> str:
    starts = [year.academic_year.start for year in years]
    return f"{min(starts)}-{max(starts) + 1}" if starts else NO_VALUE


def _facts(transcript: Transcript) -> list[Json]:
    student = transcript.student
    born = on_paper(transcript.born) if transcript.born else NO_VALUE
    return [
        {"fr": _("Nom et prénom"), "en": "name", "value": student.name, "large": True},
        {"fr": _("Date de naissance"), "en": "date of birth", "value": born},
        {"fr": _("N° étudiant"), "en": "student no.", "value": student.nip},
        {"fr": _("INE"), "en": "national no.", "value": student.ine or NO_VALUE},
    ]


def _heads() -> Json:
    return {"competence": {"fr": _("Compétence"), "en": "Competence"}, "level": _("Niv."), "ects": _("ECTS")}


def _year(year: TranscriptYear, transcript: Transcript) -> Json:
    odd, even = 2 * year.number - 1, 2 * year.number
    regime = {
        Regime.FI: (_("formation initiale"), "full-time"),
        Regime.FA: (_("en alternance"), "work-study"),
    }[year.regime]
    ordinal = _("1re année") if year.number == 1 else _("{number}e année").format(number=year.number)
    mean = indicative([year])
    return {
        "fr": _("{ordinal}, semestres {odd} et {even}, {regime}, {year}").format(
            ordinal=ordinal, odd=odd, even=even, regime=regime[0], year=year.academic_year
        ),
        "en": f"Year {year.number}, semesters {odd} and {even}, {regime[1]}, {year.academic_year}",
        "semesters": [_("Sem. {number}").format(number=number) for number in (odd, even)],
        "rows": [_row(row, transcript.institution) for row in year.rows],
        "mean": _("Moyenne indicative {mean}").format(mean=NO_VALUE if mean is None else french(mean)),
        "sums": [*(_gained(year, half) for half in ("odd", "even")), french_minimal(year.gained)],
    }


def _gained(year: TranscriptYear, half: str) -> str:
    cells: list[Cell | None] = [row.odd if half == "odd" else row.even for row in year.rows]
    return french_minimal(sum((cell.gained for cell in cells if cell), Decimal(0)))


def _row(row: TranscriptRow, institution: Institution) -> Json:
    return {
        "fr": row.competence,
        "en": institution.in_english(row.competence) or institution.in_english(row.printed) or "",
        "level": str(row.level or NO_VALUE),
        "odd": _cell(row.odd),
        "even": _cell(row.even),
        "rcue": _cell(row.rcue),
        "gained": french_minimal(row.gained),
    }


def _cell(cell: Cell | None) -> Json:
    if cell is None:
        return {"mean": NO_VALUE, "code": code_mark(None), "ects": ""}
    return {
        "mean": NO_VALUE if cell.shown is None else french(Fraction(cell.shown, 100)),
        "code": code_mark(cell.code, boxes=False)
        if cell.code
        else {"text": "", "bold": False, "boxed": False},
        "ects": "" if cell.ects is None else french_minimal(cell.gained),
    }


def _total(years: Sequence[TranscriptYear]) -> Json:
    mean, ects = indicative(years), french_minimal(sum((year.gained for year in years), Decimal(0)))
    figure = NO_VALUE if mean is None else french(mean)
    return {
        "fr": _("{ects} ECTS acquis.").format(ects=ects),
        "fr_mean": _("Moyenne indicative {mean} sur 20.").format(mean=figure),
        "en": f"{ects} ECTS awarded.",
        "en_mean": f"Indicative average {figure} out of 20.",
    }


def _how(transcript: Transcript) -> Json:
    codes = _present(transcript.years)
    english_words = {
        Code.ADM: "ADM passed.",
        Code.CMP: "CMP passed by compensation within the pair of units of one competence level (RCUE).",
        Code.ADJ: "ADJ passed by decision of the examination board.",
        Code.ADJR: "ADJR passed with its RCUE.",
        Code.ADSUP: "ADSUP passed through the next level.",
        Code.AJ: "AJ not passed.",
    }
    table = transcript.grading
    counted = [reference(table, transcript.marks)] if table else []
    return {
        "title": {"fr": _("Lire ce relevé"), "en": "how to read it"},
        "fr": " ".join(
            [
                _("Notes sur 20, UE acquise à 10. RCUE : les deux UE d’un même niveau de compétence."),
                *(f"{code} {words}." for code, words in legend(codes)),
                *(sentence for sentence, _english in counted),
            ]
        ),
        "en": " ".join(
            [
                "Marks out of 20, pass mark 10.",
                *_said(english_words, codes),
                *(sentence for _french, sentence in counted),
            ]
        ),
    }


def _said(words: dict[Code, str], codes: set[Code | None]) -> list[str]:
    return [sentence for code, sentence in words.items() if code in codes]


def _present(years: Sequence[TranscriptYear]) -> set[Code | None]:
    cells = [cell for year in years for row in year.rows for cell in (row.odd, row.even, row.rcue)]
    return {cell.code for cell in cells if cell}
