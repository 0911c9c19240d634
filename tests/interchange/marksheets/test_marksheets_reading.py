# SPDX-License-Identifier: EUPL-1.2
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from orchard import MAQUETTE, PLAN, Value, spoilt

from delibere.calculation.evaluations import Evaluation
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.people import Student
from delibere.interchange.marksheets import Given, Layout, MarkSheet, open_sheet, write_template

YEAR = AcademicYear(2023)
CLASS_LIST = (Student("00417263", "FRAMBOISE", "Félix"), Student("99000003", "D’ANETH", "Zoé"))


def read_csv(text: str, given: Given | None = None) -> MarkSheet:
    return open_sheet(text.encode(), "notes.csv").read(MAQUETTE, YEAR, given)


def messages(sheet: MarkSheet, severity: Severity = Severity.ERROR) -> list[str]:
    return [finding.message for finding in sheet.findings if finding.severity is severity]


def marks(sheet: MarkSheet) -> list[list[Mark]]:
    assert sheet.table is not None
    width = len(sheet.table.evaluations)
    return [[sheet.table.mark(i, k) for k in range(width)] for i in range(len(sheet.table.students))]


@pytest.fixture(scope="module")
def by_module() -> bytes:
    return write_template(PLAN)


@pytest.fixture(scope="module")
def single() -> bytes:
    return write_template(PLAN, Layout.SINGLE)


def test_every_bad_cell_is_told_in_one_pass_with_sheet_cell_and_student(by_module: bytes) -> None:
    bad = spoilt(
        by_module,
        {
            ("R3.01", "E10"): 125.0,
            ("R3.01", "F10"): "ABS",
            ("R3.01", "E12"): date(2024, 5, 12),
            ("R3.02", "E11"): "#REF!",
            ("SAE3.01", "F10"): True,
            ("Bonus", "E6"): "ABI",
        },
    )
    sheet = open_sheet(bad, "notes.xlsx").read(MAQUETTE, YEAR)
    assert sheet.table is None
    places = [(f.sheet, f.cell, f.subject, f.message.partition(" : ")[0]) for f in sheet.findings]
    assert places == [
        ("R3.01", "E10", "00417263", "FRAMBOISE Félix, R3.01 / DS 1"),
        ("R3.01", "F10", "00417263", "FRAMBOISE Félix, R3.01 / TOEIC"),
        ("R3.01", "E12", "99000003", "D’ANETH Zoé, R3.01 / DS 1"),
        ("R3.02", "E11", "99000002", "=CMD|GROSEILLE @Gaëtan, R3.02 / TP"),
        ("SAE3.01", "F10", "00417263", "FRAMBOISE Félix, SAE3.01 / Participation"),
        ("Bonus", "E6", "00417263", "FRAMBOISE Félix, Bonus / sport"),
    ]
    assert sheet.findings[0].message.endswith("« 125 » n’est pas une note sur 20. Vouliez-vous 12,5\u202f?")


def test_a_damaged_file_is_refused_or_gives_the_same_marks(single: bytes) -> None:
    rng = Random(7)  # noqa: S311 the same damages every time, no secret
    whole = marks(open_sheet(single, "notes.xlsx").read(MAQUETTE, YEAR))
    refused = 0
    for _attempt in range(60):
        damaged = bytearray(single)
        damaged[rng.randrange(len(damaged))] ^= 1 << rng.randrange(8)
        try:
            sheet = open_sheet(bytes(damaged), "notes.xlsx").read(MAQUETTE, YEAR)
        except UnusableInputError:
            refused += 1
        else:
            assert sheet.table is None or marks(sheet) == whole
    assert refused > 30


def test_rows_may_move_sheets_change_name_and_a_nip_lose_its_zeros(single: bytes) -> None:
    moved = spoilt(
        single,
        {
            ("Notes", ""): "Promo 3",
            ("Notes", "A10"): "99000003",
            ("Notes", "B10"): "D’Aneth",
            ("Notes", "E10"): 8.0,
            ("Notes", "A12"): 417263.0,
            ("Notes", "B12"): "Framboise",
            ("Notes", "E12"): 17.35,
        },
    )
    sheet = open_sheet(moved, "notes.xlsx").read(MAQUETTE, YEAR)
    assert sheet.findings == ()
    assert [row[0] for row in marks(sheet)] == [Decimal("17.35"), None, Decimal(8)]


STRAY = (
    "« 12 » est hors des colonnes qui ont un intitulé. Une virgule décimale dans un fichier séparé par des "
    "virgules\u202f? Donnez un intitulé à la colonne, ou videz la cellule."
)
CHANGED = (
    "La maquette « s3-fi-osc » a changé depuis que ce classeur a été fait : les notes sont reprises, les "
    "coefficients sont ceux de l’annexe d’aujourd’hui."
)
SPOILT: list[tuple[str, Mapping[tuple[str, str], Value], list[str]]] = [
    (
        "a stranger",
        {("Notes", "A13"): "12345678", ("Notes", "B13"): "HOUBLON"},
        ["12345678 HOUBLON n’est pas dans la liste : ôtez la ligne, ou complétez la liste."],
    ),
    (
        "marks without a NIP",
        {("Notes", "E13"): 12.0},
        ["Cette ligne n’a pas de NIP : ajoutez-le, ou videz la ligne."],
    ),
    (
        "a student who is missing",
        {("Notes", f"{column}10"): "" for column in "ABCD"},
        ["FRAMBOISE Félix n’a pas de ligne : remettez-la, même sans note."],
    ),
    (
        "a row written twice",
        {("Notes", "A13"): "00417263", ("Notes", "B13"): "FRAMBOISE"},
        ["FRAMBOISE Félix a déjà la ligne 10 : gardez une seule des deux."],
    ),
    (
        "names sorted without their NIP",
        {("Notes", "B10"): "D’ANETH"},
        ["00417263 est le NIP de FRAMBOISE Félix, pas de « D’ANETH » : un tri a mêlé les lignes\u202f?"],
    ),
    (
        "a column written twice",
        {("Notes", "F9"): "R3.01 / DS 1"},
        [
            "La colonne « R3.01 / DS 1 » apparaît deux fois : gardez-en une.",
            "La colonne « R3.01 / TOEIC » manque : aucune note n’y est lue. Ajoutez-la, même vide.",
        ],
    ),
    (
        "a column of another maquette",
        {("Notes", "M9"): "R4.01 / DS"},
        ["« R4.01 / DS » n’est pas de S3 · FI · OSC : ôtez la colonne, ou changez de maquette."],
    ),
    (
        "an evaluation nobody planned",
        {("Notes", "M9"): "R3.02 / DS 7"},
        ["« R3.02 / DS 7 » n’est l’intitulé d’aucune évaluation prévue (prévues : R3.02 / TP)."],
    ),
    (
        "a bonus nobody planned",
        {("Bonus", "F5"): "Bonus / théâtre"},
        [
            "Le bonus « théâtre » n’est pas prévu dans cette feuille (prévus : sport, culture).",
            "La colonne « Bonus / culture » manque : aucune note n’y est lue. Ajoutez-la, même vide.",
        ],
    ),
    (
        "a mark in a column without a heading",
        {("Notes", "N10"): 12.0},
        [STRAY],
    ),
]


@pytest.mark.parametrize(("_why", "changes", "expected"), SPOILT, ids=[why for why, _c, _m in SPOILT])
def test_a_spoilt_workbook_is_refused_and_says_why(
    single: bytes, _why: str, changes: Mapping[tuple[str, str], Value], expected: list[str]
) -> None:
    sheet = open_sheet(spoilt(single, changes), "notes.xlsx").read(MAQUETTE, YEAR)
    assert (sheet.table, messages(sheet)) == (None, expected)


def test_a_workbook_of_another_maquette_or_year_is_refused_before_its_marks(single: bytes) -> None:
    other = replace(MAQUETTE, parcours="QMI")
    assert messages(open_sheet(single, "n.xlsx").read(other, YEAR)) == [
        "Ce classeur est celui de « s3-fi-osc », pas de « s3-fi-qmi » : prenez le bon classeur."
    ]
    assert messages(open_sheet(single, "n.xlsx").read(MAQUETTE, AcademicYear(2024))) == [
        "Ce classeur est de l’année 2023-2024, l’annexe de 2024-2025 : prenez le bon classeur."
    ]


def test_changed_coefficients_are_told_and_the_marks_are_kept(single: bytes) -> None:
    first, *others = MAQUETTE.modules
    heavier = replace(first, coefficients={"UE31": Decimal(6), "UE32": Decimal(5)})
    sheet = open_sheet(single, "n.xlsx").read(replace(MAQUETTE, modules=(heavier, *others)), YEAR)
    assert sheet.table is not None
    assert messages(sheet, Severity.NOTICE) == [CHANGED]


def test_a_reworded_title_changes_nothing(single: bytes) -> None:
    first, *others = MAQUETTE.modules
    reworded = replace(MAQUETTE, modules=(replace(first, title="La greffe"), *others))
    assert open_sheet(single, "n.xlsx").read(reworded, YEAR).findings == ()


def test_a_module_that_is_gone_refuses_the_workbook(single: bytes) -> None:
    shorter = replace(MAQUETTE, modules=MAQUETTE.modules[1:])
    sheet = open_sheet(single, "n.xlsx").read(shorter, YEAR)
    assert [(f.subject, f.severity) for f in sheet.findings] == [("TBQTR301", Severity.ERROR)]


def test_a_sheet_that_was_deleted_is_missed(by_module: bytes) -> None:
    wiped = spoilt(by_module, {("R3.02", "A9"): "", ("R3.02", "E9"): ""})
    assert messages(open_sheet(wiped, "n.xlsx").read(MAQUETTE, YEAR)) == [
        "La colonne « R3.02 / TP » manque : aucune note n’y est lue. Ajoutez-la, même vide."
    ]


@pytest.mark.parametrize(("place", "value"), [("B1", "9"), ("C2", "2023"), ("E6", "oral")])
def test_a_damaged_key_is_no_key(single: bytes, place: str, value: str) -> None:
    with pytest.raises(UnusableInputError, match="feuille masquée « delibere »"):
        open_sheet(spoilt(single, {("delibere", place): value}), "n.xlsx").read(MAQUETTE, YEAR)


def test_a_csv_by_hand_takes_codes_of_both_kinds_in_any_order() -> None:
    text = "Bonus / sport;prénom;TBQTR302;NIP;r 3.01;Nom;SAE3.01\n14,5;Zoé;7.25;99000003;abj;d’aneth;\n"
    sheet = read_csv(text)
    assert sheet.findings == ()
    assert marks(sheet) == [[Reason.ABJ, Decimal("7.25"), None]]
    assert (sheet.bonus_names, sheet.bonus_marks) == (("sport",), ((Decimal("14.5"),),))
    assert sheet.table is not None
    assert sheet.table.students == (Student("99000003", "D’ANETH", "Zoé"),)


@pytest.mark.parametrize("separator", [";", "\t", ","])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_csv_is_read_whatever_the_spreadsheet_that_wrote_it(
    separator: str, encoding: str, newline: str
) -> None:
    lines = ["NIP,Prénom,R3.01,R3.02,SAE3.01", "99000003,Zoé,12.5,,13"]
    data = newline.join(lines).replace(",", separator).encode(encoding)
    sheet = open_sheet(data, "notes.csv").read(MAQUETTE, YEAR)
    assert marks(sheet) == [[Decimal("12.5"), None, Decimal(13)]]
    notices = ["« notes.csv » est lu en Windows-1252 : vérifiez les accents, ou enregistrez-le en UTF-8."]
    assert messages(sheet, Severity.NOTICE) == (notices if encoding == "cp1252" else [])


def test_a_decimal_comma_in_a_comma_separated_file_is_not_cut_in_silence() -> None:
    sheet = read_csv("NIP,R3.01,R3.02,SAE3.01\n99000003,12,5,13,10\n")
    assert sheet.table is None
    assert [f.line for f in sheet.findings] == [2]


def test_a_csv_finding_names_line_and_column() -> None:
    sheet = read_csv("NIP;Nom;R3.01;R3.02;SAE3.01\n\n99000003;D’ANETH;12;125;13\n")
    assert sheet.findings == (
        Finding(
            Severity.ERROR,
            "D’ANETH, R3.02 / Taille d’hiver : « 125 » n’est pas une note sur 20. Vouliez-vous 12,5\u202f?",
            line=3,
            cell="R3.02",
            subject="99000003",
        ),
    )


def test_a_csv_uses_the_evaluations_and_the_class_list_given_beside_it() -> None:
    evaluations = (
        Evaluation("a", "TBQTR301", "DS 1"),
        Evaluation("b", "TBQTR301", "DS 2", scale=Decimal(15)),
    )
    given = Given(evaluations, CLASS_LIST)
    sheet = read_csv("NIP;R3.01 / DS 2;R3.01 / DS 1\n99000003;15;20\n417263;ATT;\n", given)
    assert sheet.findings == ()
    assert marks(sheet) == [[None, Reason.ATT], [Decimal(20), Decimal(15)]]


def test_a_csv_must_say_which_evaluation_of_a_module_and_hold_the_whole_class() -> None:
    given = Given((Evaluation("a", "TBQTR301", "DS 1"), Evaluation("b", "TBQTR301", "DS 2")), CLASS_LIST)
    assert messages(read_csv("NIP;R3.01\n99000003;15\n", given)) == [
        "« R3.01 » n’est l’intitulé d’aucune évaluation prévue (prévues : R3.01 / DS 1, R3.01 / DS 2).",
        "FRAMBOISE Félix n’a pas de ligne : remettez-la, même sans note.",
    ]


def test_a_csv_of_some_modules_says_what_it_does_not_hold() -> None:
    sheet = read_csv("NIP;R3.01;SAE3.01\n99000003;15;12\n")
    assert marks(sheet) == [[Decimal(15), None, Decimal(12)]]
    assert messages(sheet, Severity.NOTICE) == [
        "La colonne « R3.02 / Taille d’hiver » manque : aucune note n’y est lue. Ajoutez-la, même vide."
    ]


def test_the_evaluations_of_a_workbook_prevail_and_that_is_said(single: bytes) -> None:
    given = Given((Evaluation("a", "TBQTR301", "DS 1"),))
    sheet = open_sheet(single, "n.xlsx").read(MAQUETTE, YEAR, given)
    assert sheet.table is not None
    assert sheet.table.evaluations == PLAN.evaluations
    assert messages(sheet, Severity.NOTICE) == [
        "Ce classeur porte ses propres évaluations : le fichier des évaluations ne sert pas."
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"PK\x03\x04 truncated",
        b"\xd0\xcf\x11\xe0 old",
        b"\x89PNG\r\n\x1a\n\0\0",
        "Ça;va\n".encode(),
    ],
    ids=["empty", "blank", "cut archive", "old or locked", "picture", "no NIP"],
)
def test_what_is_no_mark_sheet_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableInputError, match="« notes » "):
        open_sheet(data, "notes").read(MAQUETTE, YEAR)
