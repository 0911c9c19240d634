# SPDX-License-Identifier: EUPL-1.2
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from itertools import pairwise

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from papers import BELLERIVE, NAMES, collisions, failures, same_as_golden, silences, tables_of, tags, text_of

from delibere.calculation.local_rules import GradingTable
from delibere.curriculum.model import Regime
from delibere.documents.attestation import Attestation, Obtained, new_code, read_code, typeset_attestation
from delibere.documents.letter import (
    Letter,
    LetterResult,
    default_wording,
    filled,
    read_wording,
    typed,
    typeset_letter,
)
from delibere.documents.lists import attendance_sheet, group_list, lists_workbook, mark_sheet, typeset_lists
from delibere.documents.transcript import (
    Cell,
    Transcript,
    TranscriptRow,
    TranscriptYear,
    typeset_transcript,
)
from delibere.documents.transcript.grading import within
from delibere.documents.transcript.pages import transcript_values
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.civil import Civil
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.people import Student
from delibere.jury.codes import Code

PEOPLE = [Student(f"9900000{n}", surname, first) for n, (surname, first) in enumerate(NAMES)]
TITLES = {
    "Piloter l’entreprise par la qualité": "Steering the company through quality",
    "Gérer les flux physiques et les flux d'information": "Managing physical and information flows",
}
CODE = "7F3K-QX2M-94TD"
ATTESTATION = Attestation(
    BELLERIVE,
    "Łucja",
    "D’ARGOUSIER",
    Obtained.BUT,
    "spécialité Qualité, logistique industrielle et organisation",
    date(2026, 7, 2),
    Decimal(180),
    date(2026, 7, 6),
    "2026-QLIO-0131",
    CODE,
    f"https://iut-bellerive.example/v/{CODE}",
    ine="0412567893K",
    born=date(2005, 2, 14),
    birth_place="Saint-Œuf-les-Vignes",
)
LETTER = Letter(
    BELLERIVE,
    "POIRIER Youssef",
    "22395027",
    date(2026, 6, 29),
    {
        "decision": "non-autorisation de redoubler la deuxième année",
        "code": "NAR",
        "course": "la deuxième année du BUT QLIO",
        "session": "25 juin 2026",
        "law": "Annexe 1, point 4.5.",
        "motive": "Aucun de vos quatre RCUE n’atteint 10.",
        "guidance": "Le jury vous conseille un BTS.",
        "hearing": "",
        "acquired": "Les 60 ECTS de la première année.",
    },
    [LetterResult("Piloter l’entreprise par la qualité", 839, 749, 794, Code.AJ)],
    ("Sem. 3", "Sem. 4"),
    ("La présidente du jury", "Mme VERGER Solène"),
    "33dbc633" * 8,
    Civil("M.", address="14, rue des Tanneurs\n99120 BELLERIVE"),
)


def year(number: int) -> TranscriptYear:
    """Two competences; one UE is compensated."""
    cells = (Cell(1150 + 2 * number, Code.ADM, Decimal(15)), Cell(950, Code.CMP, Decimal(15)))
    rows = [TranscriptRow(title, number, *cells, Cell(1050 + number, Code.CMP)) for title in TITLES]
    return TranscriptYear(number, AcademicYear(2022 + number), Regime.FI, rows)


TRANSCRIPT = Transcript(
    replace(BELLERIVE, english=TITLES),
    PEOPLE[0],
    BELLERIVE.course("BUT QLIO", "OSC"),
    [year(1), year(2), year(3)],
    date(2026, 7, 6),
    date(2005, 2, 14),
    GradingTable(
        "UE acquises du BUT QLIO, promotions 2021 à 2023",
        1579,
        tuple(
            (Fraction(low), Fraction(share))
            for low, share in {16: "3.8", 14: "22.5", 13: "19.3", 12: "22.4", 11: "18.7", 10: "13.3"}.items()
        ),
    ),
)


def test_a_transcript_of_the_course_reads_like_this_on_one_page() -> None:
    pdf = typeset_transcript(TRANSCRIPT)
    (text,) = text_of(pdf)
    assert failures(pdf) == []
    assert silences(pdf) == []
    assert list(collisions(pdf)) == []
    assert same_as_golden("releve", text)


def test_a_competence_named_by_the_framework_keeps_the_english_of_the_annex() -> None:
    (title, english), *_others = TITLES.items()
    named = replace(year(1).rows[0], competence="Piloter selon le référentiel", printed=title)
    written = transcript_values(replace(TRANSCRIPT, years=[replace(year(1), rows=[named])]))
    values = json.loads(json.dumps(written))
    (row,) = values["years"][0]["rows"]
    assert (row["fr"], row["en"]) == ("Piloter selon le référentiel", english)


def test_a_transcript_of_a_year_without_english_names_stays_french() -> None:
    (text,) = text_of(
        typeset_transcript(replace(TRANSCRIPT, institution=BELLERIVE, years=[year(2)], grading=None))
    )
    assert "60 ECTS acquis" in text
    assert "Steering" not in text
    assert "Table de notation" not in text


@given(st.lists(st.fractions(min_value=10, max_value=20)))
def test_every_passing_mark_is_in_one_band(marks: list[Fraction]) -> None:
    edges = [Fraction(20), Fraction(16), Fraction(12), Fraction(10)]
    assert sum(within(marks, low, high) for high, low in pairwise(edges)) == len(marks)


def test_an_attestation_says_when_and_where_without_a_gender_and_nothing_when_nothing_is_known() -> None:
    (text,) = text_of(typeset_attestation(ATTESTATION))
    known = "date de naissance : 14 février 2005 · lieu de naissance : Saint-Œuf-les-Vignes · INE 0412567893K"
    assert known in text
    (text,) = text_of(typeset_attestation(replace(ATTESTATION, born=None, birth_place="", ine="")))
    assert text.splitlines()[4] == "a obtenu, par décision du jury du 2 juillet 2026, le"


def test_an_attestation_reads_like_this_and_its_address_is_a_link() -> None:
    pdf = typeset_attestation(ATTESTATION)
    (text,) = text_of(pdf)
    assert failures(pdf) == []
    assert silences(pdf) == []
    assert same_as_golden("attestation", text)
    assert {"Link", "Figure", "H1"} <= set(tags(pdf))


@pytest.mark.parametrize("obtained", [Obtained.DUT, Obtained.UE, Obtained.LEVEL])
def test_other_attestations_name_what_is_acquired(obtained: Obtained) -> None:
    one = replace(ATTESTATION, obtained=obtained, subject="UE31 Piloter l’entreprise", ects=Decimal(8))
    (text,) = text_of(typeset_attestation(one))
    assert obtained.heading in text
    assert "soit 8 crédits" in text
    assert ("dans l’attente du diplôme" in text) == (obtained is Obtained.DUT)


def test_a_code_is_read_however_it_is_typed() -> None:
    assert read_code(" 7f3k qx2m-94td ") == CODE
    assert read_code("7F3K-QX2M-94TI") == "7F3K-QX2M-94T1"
    assert read_code("7F3K") is None
    assert read_code("é" * 12) is None


def test_codes_are_read_back_and_never_the_same() -> None:
    codes = {new_code() for _time in range(200)}
    assert len(codes) == 200
    assert {read_code(code) for code in codes} == codes


def test_a_letter_reads_like_this_on_one_page_with_its_address_in_the_window() -> None:
    pdf = typeset_letter(LETTER)
    (text,) = text_of(pdf)
    assert failures(pdf) == []
    assert silences(pdf, "TBL-010") == [], "a table of one row has more heads than figures"
    assert same_as_golden("decision", text)
    assert "Échange avec le jury" not in text, "nothing was said, so no heading"


LONG = "DE LA TOUR-D’AUBÉPINE-CHÂTAIGNIER DU PLESSIS-MÛRIER D’ARGOUSIER-CŒUR-DE-BŒUF"
WINDOW = (104.5, 44.5, 185, 70.5)
"""Where an envelope shows it, in millimetres: left, top, right, bottom."""


@pytest.mark.parametrize(
    ("name", "civil"),
    [
        ("L’OSEILLE Ysé", Civil()),
        ("D’ARGOUSIER Łucja", Civil("Mme", address="8, impasse de l’Herbier\n99140 L’HAY-SOUS-BOIS")),
        (
            f"{LONG} Marie-Églantine-Ambroisie",
            Civil("Mx", address="\n".join(["Résidence de l’Ormeraie, bâtiment C, escalier 12bis"] * 5)),
        ),
        (
            f"{LONG} {LONG}"[:120],
            Civil("Mme", address="\n".join(["RÉSIDENCE DE L’ORMERAIE, BÂTIMENT C, ESCALIER 12BIS"] * 5)),
        ),
    ],
    ids=["name alone", "apostrophes", "long", "longest"],
)
def test_the_name_and_the_address_stay_in_the_window(name: str, civil: Civil) -> None:
    pdf = typeset_letter(replace(LETTER, name=name, civil=civil))
    assert list(collisions(pdf)) == []
    with pdfplumber.open(BytesIO(pdf)) as document:
        left, top, right, bottom = (length * 72 / 25.4 for length in WINDOW)
        inside = "".join(document.pages[0].within_bbox((left, top, right, bottom)).extract_text().split())
    assert inside == "".join([civil.civility, name, *civil.lines]).replace(" ", "")


@pytest.mark.parametrize(
    ("civility", "said"), [("M.", "Monsieur,"), ("Mme", "Madame,"), ("Mx", "Mx,"), ("", None)]
)
def test_a_letter_greets_as_the_person_asked_and_guesses_nothing(civility: str, said: str | None) -> None:
    (text,) = text_of(typeset_letter(replace(LETTER, name="POIRIER Fleur", civil=Civil(civility))))
    lines = text.splitlines()
    title = lines.index(f"Décision du jury : {LETTER.values['decision']}")
    greeting = lines[title + 1 : lines.index(next(one for one in lines if one.startswith("Le jury")))]
    assert greeting == ([said] if said else [])


def test_a_wording_that_names_an_unknown_field_is_refused_with_those_that_exist() -> None:
    wording = replace(default_wording(), opening="Bonjour {prénom}")
    with pytest.raises(UnusableInputError, match=r"prénom.*motive"):
        typeset_letter(replace(LETTER, wording=wording))
    with pytest.raises(UnusableInputError, match="Accolade seule"):
        filled("a { b", {})


def test_a_wording_is_read_back_as_it_was_typed() -> None:
    assert read_wording(typed(default_wording())) == default_wording()


def test_all_that_is_wrong_in_a_wording_is_said_at_once() -> None:
    wrong = {"title": "{x}", "opening": "{", "sections": "Motifs\n\nFaits\n{y}", "appeal_end": "{code}"}
    with pytest.raises(UnusableInputError) as refused:
        read_wording(wrong)
    missing, empty, *fields, fixed = str(refused.value).splitlines()
    assert missing == "Il manque les voies de recours."
    assert "Motifs" in empty
    assert len(fields) == 3
    assert "aucun champ n’y est rempli" in fixed


def test_values_that_look_like_fields_are_not_filled_again() -> None:
    assert filled("{motive}", {"motive": "voir {code}", "code": "NAR"}) == "voir {code}"


def test_lists_hold_everybody_with_boxes_to_fill() -> None:
    about = ["BUT QLIO, S3, groupe A1"]
    rosters = [
        attendance_sheet(PEOPLE, about, [date(2024, 1, 8), date(2024, 1, 15)]),
        mark_sheet(PEOPLE, about, ["DS 1 sur 20"]),
        group_list(PEOPLE, about),
    ]
    pdf = typeset_lists(rosters, BELLERIVE, AcademicYear(2023), date(2024, 1, 5))
    sheets = load_workbook(BytesIO(lists_workbook(rosters, date(2024, 1, 5))))
    names = [student.name for student in rosters[0].students]
    for sheet, roster in zip(sheets.worksheets, rosters, strict=True):
        (heads, *rows) = sheet.iter_rows(min_row=4, values_only=True)
        assert heads[3:] == tuple(roster.heads)
        assert [row[1] for row in rows] == names
        assert all(cell.data_type != "f" for line in sheet for cell in line), "names are never formulas"
    pages = text_of(pdf)
    assert failures(pdf) == []
    assert silences(pdf, "TBL-014", "PAG-001") == [], "empty boxes are in a table; each list has its own head"
    assert list(collisions(pdf)) == []
    assert {row[1].scope for _heads, *rows in tables_of(pdf) for row in rows} == {"/Row"}, "names are heads"
    assert [text.splitlines()[1] for text in pages] == [
        "Feuille d’émargement",
        "Feuille de notes",
        "Liste d’étudiants",
    ]
    assert all("CŒUR-DE-BŒUF" in text and "7 étudiants" in text for text in pages)
    assert same_as_golden("listes", "\n\n".join(pages))
