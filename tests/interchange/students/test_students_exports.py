# SPDX-License-Identifier: EUPL-1.2
"""Lists that Apogée and ScoDoc write, read without choosing any column."""

import io
from datetime import date

import pytest
import xlsxwriter

from delibere.foundation.civil import Civil
from delibere.foundation.people import Student
from delibere.interchange.students import read_student_lines, read_students
from ods import ods

APOGEE = (
    "COD_ETU;COD_NNE_IND;COD_CLE_NNE_IND;LIB_NOM_PAT_IND;LIB_NOM_USU_IND;LIB_PR1_IND;DATE_NAI_IND;COD_ETP\n"
    "00417263;0123456789;a;FRAMBOISE;MÛRE;Félix;12/05/2004;BQLIO3\n"
    "99000003;;;D’ANETH;;Zoé;;BQLIO3\n"
)
ASIDE = "COD_CLE_NNE_IND, LIB_NOM_USU_IND, COD_ETP"
SCODOC = (
    "etudid;code_nip;code_ine;nom;nom_usuel;prenom;email;TD;TP;civilite;date_naissance;lieu_naissance;"
    "domicile;codepostaldomicile;villedomicile;paysdomicile\n"
    "1201;00417263;0123456789A;Framboise;Mûre;Félix;F.Framboise@iut.example;A;A1;X;12/05/2004;Łąka;"
    "3, rue de l’Herbier;01120;Bellerive;France\n"
    "1202;99000003;;d’Aneth;;Zoé;;B;;F;;;4 Kirschweg;12345;Kirschau;Allemagne\n"
)


def said(text: str) -> list[str]:
    return [finding.message for finding in read_students(text.encode(), "liste.csv").findings]


def test_an_extraction_of_apogee_is_read_with_the_whole_ine_and_the_name_of_birth() -> None:
    assert read_students(APOGEE.encode("cp1252"), "extraction.csv").students == (
        Student("00417263", "FRAMBOISE", "Félix", "0123456789A", civil=Civil(birth_date=date(2004, 5, 12))),
        Student("99000003", "D’ANETH", "Zoé"),
    )
    assert said(APOGEE) == [
        "Les intitulés sont ceux d’un fichier Apogée : les colonnes sont choisies d’après eux.",
        f"Colonnes sans emploi ici, laissées de côté : {ASIDE}.",
    ]


def test_a_list_of_scodoc_is_read_with_its_groups_and_addresses() -> None:
    at_home = Civil("", date(2004, 5, 12), "Łąka", "3, rue de l’Herbier\n01120 Bellerive")
    abroad = Civil("Mme", address="4 Kirschweg\n12345 Kirschau\nALLEMAGNE")
    assert read_students(SCODOC.encode(), "etudiants.csv").students == (
        Student("00417263", "FRAMBOISE", "Félix", "0123456789A", "A", "f.framboise@iut.example", at_home),
        Student("99000003", "D’ANETH", "Zoé", None, "B", civil=abroad),
    )
    assert (
        said(SCODOC)[0]
        == "Les intitulés sont ceux d’un fichier ScoDoc : les colonnes sont choisies d’après eux."
    )


@pytest.mark.parametrize("text", [APOGEE, SCODOC])
def test_as_a_workbook_they_say_the_same(text: str) -> None:
    rows = [line.split(";") for line in text.splitlines()]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for place, cells in enumerate(rows):
            sheet.write_row(place, 0, cells)
    expected = read_students(text.encode(), "liste.csv").students
    assert read_students(out.getvalue(), "liste.xlsx").students == expected
    assert read_students(ods(rows), "liste.ods").students == expected


def test_columns_chosen_by_hand_win_over_those_that_were_recognised() -> None:
    columns = {"NIP": "COD_ETU", "Nom": "LIB_NOM_USU_IND", "Prénom": "LIB_PR1_IND"}
    first, _second = read_student_lines(APOGEE.encode(), "extraction.csv", columns).lines
    assert (first.student.surname, first.student.ine) == ("MÛRE", None)


def test_a_column_like_a_chosen_one_is_set_aside_and_the_others_are_guessed() -> None:
    text = "Code étudiant;Nom;Nom d’usage;TD\n1;COING;IRIS;A\n"
    read = read_student_lines(text.encode(), "liste.csv", {"Nom": "Nom d’usage"})
    assert [line.student for line in read.lines] == [Student("1", "IRIS", "", None, "A")]
    assert [finding.message for finding in read.findings] == [
        "Colonnes sans emploi ici, laissées de côté : Nom (autre)."
    ]
