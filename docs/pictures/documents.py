# SPDX-License-Identifier: EUPL-1.2
"""Draws a picture of every document, from an invented class: `python docs/pictures/documents.py`."""

import sys
from collections.abc import Iterator
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1] / "tests"), str(HERE.parents[1] / "tests" / "documents")]

from papers import BELLERIVE
from sessions import minutes_of
from test_personal_papers import ATTESTATION, LETTER, TRANSCRIPT

from delibere.calculation.averages import semester_averages
from delibere.documents.annex import AnnexSetting, typeset_annex
from delibere.documents.attestation import typeset_attestation
from delibere.documents.bulletin import Bulletins, BulletinSetting
from delibere.documents.letter import typeset_letter
from delibere.documents.lists import attendance_sheet, typeset_lists
from delibere.documents.minutes import PublicList, typeset_minutes, typeset_public_list
from delibere.documents.transcript import typeset_transcript
from delibere.documents.typesetting import picture, typeset
from delibere.foundation.people import Student
from delibere.jury.course import build_course
from delibere.jury.deciding import rulings
from delibere.jury.proposals import Proposals, propose
from delibere.services.files.demo import FictitiousYear, fictitious_years
from delibere.services.files.issue_annex import repairs_in_words
from delibere.services.files.read_annex import read_annex_bytes

READING = read_annex_bytes((files("delibere.services.files.demo") / "but-qlio-2023-2024.md").read_bytes())
CURRICULUM = READING.curriculum
SETTING = BulletinSetting(
    BELLERIVE,
    "BUT QLIO",
    datetime(2024, 1, 23, 14, 5),  # noqa: DTZ001 as people read it
    rules="Règles 2023-2024",
    report_before=date(2024, 1, 30),
    absences={},
)


def main() -> None:
    """Draw them all, small and grey: what a photocopy shows."""
    folder = HERE / "documents"
    folder.mkdir(exist_ok=True)
    for name, pdf, page in documents():
        (folder / f"{name}.png").write_bytes(picture(pdf, page, width=900 if page == 1 else 720))


def documents() -> Iterator[tuple[str, bytes, int]]:
    """Each document, and the page to look at."""
    slugs = {"s3-fi-osc", "s4-fi-osc"}
    year = next(y for y in fictitious_years(CURRICULUM, 1) if {s.maquette.id for s in y.semesters} == slugs)
    semester, whole = judged(year, 1), judged(year, 2)
    bulletins = Bulletins(semester, 3, SETTING)
    provisional = next(nip for nip in of(bulletins.students) if waits(bulletins, nip))
    plain = [nip for nip in of(bulletins.students) if not waits(bulletins, nip)][2]
    yield "bulletin", typeset(bulletins.template, bulletins.one(plain)), 0
    yield "bulletin-provisoire", typeset(bulletins.template, bulletins.one(provisional)), 0
    minutes = minutes_of(whole, rulings(whole, {}))
    pdf = typeset_minutes(minutes)
    yield from ((f"proces-verbal-{page + 1}", pdf, page) for page in range(3))
    setting = PublicList(2, date(2024, 8, 25), date(2024, 6, 25))
    yield "liste-publique", typeset_public_list(minutes, setting), 0
    annex = typeset_annex(CURRICULUM, AnnexSetting(BELLERIVE, repairs_in_words(READING.repairs)))
    yield "annexe", annex, [one.id for one in CURRICULUM.maquettes].index("s3-fi-osc")
    yield "releve", typeset_transcript(TRANSCRIPT), 0
    yield "attestation", typeset_attestation(ATTESTATION), 0
    yield "decision", typeset_letter(LETTER), 0
    sheet = attendance_sheet(
        bulletins.students, ["BUT QLIO, semestre 3"], [date(2024, 1, 8), date(2024, 1, 15)]
    )
    yield "emargement", typeset_lists([sheet], BELLERIVE, CURRICULUM.academic_year, date(2024, 1, 5)), 0


def judged(year: FictitiousYear, count: int) -> Proposals:
    """What is proposed after so many semesters."""
    averages = [semester_averages(one.maquette, one.table) for one in year.semesters[:count]]
    return propose(build_course(CURRICULUM, averages, year.outcomes))


def of(students: tuple[Student, ...]) -> list[str]:
    """Their numbers."""
    return [student.nip for student in students]


def waits(bulletins: Bulletins, nip: str) -> bool:
    """Whether a bulletin is provisional."""
    values = bulletins.one(nip)
    assert isinstance(values, dict)
    return values["students"][0]["provisional"] is not None  # type: ignore[call-overload, index, no-any-return]


if __name__ == "__main__":
    main()
