# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.evaluations import Evaluation, Kind, MarkTable
from delibere.calculation.local_rules import Bonus, LocalRules, Rounding
from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.documents.results import Origin, results_workbook
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.marks import Mark, Reason
from delibere.foundation.numbers import french
from delibere.foundation.people import Student
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.parameters import Parameters
from delibere.jury.proposals import Proposals, propose
from delibere.jury.student import RcueProposal, StudentProposal, UeProposal

PEOPLE = [
    Student("99000003", "ŒILLET", "Zoé"),
    Student("99000001", "L’OSEILLE", "Léo"),
    Student("99000002", "=1+1", "Éloïse"),
    Student("00000004", "COING", "@Anaïs"),
]
ORIGIN = Origin(
    title="BUT FICTIF · S1 & S2",
    academic_year=AcademicYear(2023),
    annex="annexe.md, empreinte 0123",
    declared=("arrondi : demi-supérieur, depuis le 1er septembre 2021 (conseil du 3 mai 2021)",),
    edited_on=date(2024, 7, 5),
    version="0.1.0",
)


def maquette(semester: int) -> Maquette:
    ues = tuple(Ue(f"UE{semester}{k}", f"Bloc {k}", f"bloc-{k}", 1, Decimal(15)) for k in (1, 2))

    def module(k: int, coefficients: tuple[str, str]) -> Module:
        by_ue = {ue.code: Decimal(c) for ue, c in zip(ues, coefficients, strict=True)}
        return Module(f"XYR{semester}0{k}", f"R{semester}.0{k}", f"Cours {k}", None, by_ue)

    return Maquette(semester, Regime.FI, None, ues, (module(1, ("1", "0")), module(2, ("1", "2"))))


CURRICULUM = Curriculum("BUT FICTIF", AcademicYear(2023), (maquette(1), maquette(2)))
DEFAULT = LocalRules()
SECOND = [(Decimal(12), Decimal(12))] * 4
FIRST: list[tuple[Mark, Mark]] = [
    (Decimal("9.99"), Decimal(10)),
    (Decimal(8), Decimal(9)),
    (Decimal(15), None),
    (Reason.ABJ, Decimal(14)),
]


def averages(semester: int, marks: Sequence[Sequence[Mark]], rules: LocalRules = DEFAULT) -> SemesterAverages:
    found = maquette(semester)
    tests = [Evaluation(m.apogee, m.apogee, "Examen") for m in found.modules]
    return semester_averages(found, MarkTable.of(PEOPLE[: len(marks)], tests, marks), rules)


def year(rules: LocalRules = DEFAULT) -> Proposals:
    return propose(build_course(CURRICULUM, [averages(1, FIRST, rules), averages(2, SECOND, rules)]))


def semester(rules: LocalRules = DEFAULT) -> Proposals:
    return propose(build_course(CURRICULUM, [averages(1, FIRST, rules)]))


def sheet(data: bytes, name: str) -> list[list[str]]:
    """Rows of a sheet as text, numbers with two decimals; empty rows left out."""
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(name).to_python()
    text = [[f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row] for row in rows]
    return [row for row in text if any(row)]


def lines(data: bytes, name: str) -> list[str]:
    return [" | ".join(cell for cell in row if cell) for row in sheet(data, name)]


def test_the_results_of_a_semester_read_back_cell_by_cell() -> None:
    assert lines(results_workbook(semester(), ORIGIN), "Résultats") == [
        "Résultats du semestre 1",
        (
            "BUT FICTIF · S1 & S2 · 2023-2024 · 4 étudiants · "
            "moyennes arrondies au centième une seule fois, demi au supérieur"
        ),
        "Propositions calculées : le jury est souverain, rien n’est décidé.",
        "UE11 | UE12 | Acquis | Modules",
        "N° | Nom | Prénom | NIP | moy. | code | moy. | code | UE | ECTS | R1.\n01 | R1.\n02",
        "1.00 | =1+1 | Éloïse | 99000002 | 15.00 | ATJ | – | ATJ | 0\u202f/\u202f2 | 0.00 | 15.00 | –",
        "2.00 | COING | @Anaïs | 00000004 | 14.00 | ADM | 14.00 | ADM | 2\u202f/\u202f2 | 30.00 | – | 14.00",
        "3.00 | L’OSEILLE | Léo | 99000001 | 8.50 | AJ | 9.00 | AJ | 0\u202f/\u202f2 | 0.00 | 8.00 | 9.00",
        "4.00 | ŒILLET | Zoé | 99000003 | 10.00 | ADM | 10.00 | ADM | 2\u202f/\u202f2 | 30.00 | 9.99 | 10.00",
        "Moyenne | – | – | – | –",
        "Médiane | – | – | – | –",
        "Écart type σ | – | – | – | –",
        "Effectif | 3.00 | 3.00 | 3.00 | 3.00",
        "Lecture : en gras, sous 10, – pas de valeur, * moyenne provisoire : une note manque.",
        "Codes proposés : ADM acquis, AJ non acquis, ATJ en attente.",
        "Moyennes arrondies au centième une seule fois, demi au supérieur.",
        "* =1+1 Éloïse, provisoire : R1.02, « Examen » : pas de note.",
        "UE : UE11 Bloc 1, UE12 Bloc 2.",
    ]


def test_the_results_of_a_year_show_both_ue_and_their_rcue_for_each_competence() -> None:
    found = lines(results_workbook(year(), ORIGIN), "Résultats")
    assert found[0] == "Résultats de l’année 1"
    assert found[3:9] == [
        "Bloc 1 | Bloc 2 | Année | Acquis",
        (
            "N° | Nom | Prénom | NIP | UE11 | code | UE21 | code | RCUE | code "
            "| UE12 | code | UE22 | code | RCUE | code | code | UE | ECTS"
        ),
        (
            "1.00 | =1+1 | Éloïse | 99000002 | 15.00 | ATJ | 12.00 | ADM | 13.50 | ATJ "
            "| – | ATJ | 12.00 | ADM | – | ATJ | – | 2\u202f/\u202f4 | 30.00"
        ),
        (
            "2.00 | COING | @Anaïs | 00000004 | 14.00 | ADM | 12.00 | ADM | 13.00 | ADM "
            "| 14.00 | ADM | 12.00 | ADM | 13.00 | ADM | ADM | 4\u202f/\u202f4 | 60.00"
        ),
        (
            "3.00 | L’OSEILLE | Léo | 99000001 | 8.50 | CMP | 12.00 | ADM | 10.25 | CMP "
            "| 9.00 | CMP | 12.00 | ADM | 10.50 | CMP | ADM | 4\u202f/\u202f4 | 60.00"
        ),
        (
            "4.00 | ŒILLET | Zoé | 99000003 | 10.00 | ADM | 12.00 | ADM | 11.00 | ADM "
            "| 10.00 | ADM | 12.00 | ADM | 11.00 | ADM | ADM | 4\u202f/\u202f4 | 60.00"
        ),
    ]


def test_the_sheets_of_a_year_are_in_reading_order() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(results_workbook(year(), ORIGIN)))
    assert book.sheet_names == [
        "Résultats",
        "Modules S1",
        "Modules S2",
        "Propositions",
        "Détail",
        "Paramètres",
    ]


def line_of(person: StudentProposal, subject: str, proposal: UeProposal | RcueProposal) -> list[str]:
    decision, shown = proposal.decision, proposal.shown
    mean = "–" if shown is None else french(Fraction(shown, 100)).replace(",", ".")
    told = [decision.code or "", decision.sentence, str(decision.reference), ", ".join(decision.lawful)]
    return [person.student.nip, subject, mean, *told]


def test_every_figure_is_the_one_that_the_core_shows_and_every_sentence_the_one_it_says() -> None:
    proposals = year()
    listed = [line[2:] for line in sheet(results_workbook(proposals, ORIGIN), "Propositions")[4:]]
    for row in range(len(PEOPLE)):
        person = proposals.student(row)
        ues = [line_of(person, ue.code_ue, ue) for ue in person.ues]
        rcues = [line_of(person, f"RCUE {' + '.join(rcue.ues)}", rcue) for rcue in person.rcues]
        assert [line for line in ues + rcues if line not in listed] == []
        assert [person.student.nip, "Suite", "–", "", person.passage, "", ""] in listed


def test_an_opened_figure_says_terms_coefficients_what_is_left_out_quotient_and_rounding() -> None:
    found = lines(results_workbook(semester(), ORIGIN), "Détail")
    name, other = "ŒILLET Zoé · 99000003", "COING @Anaïs · 00000004"
    assert found[found.index(next(line for line in found if line.startswith(name))) :][:6] == [
        (
            f"{name} | UE11 | 10 | 10.00 | arrondi au centième | "
            "1999/200 arrondi une fois à 10,00 ; 10,00 ≥ 10,00"
        ),
        f"{name} | UE11 | 1 | 1999/200 | 9.99 | moyenne pondérée",
        f"{name} | R1.01 | 1 | 999/100 | 9.99 | moyenne pondérée",
        f"{name} | Examen | 1 | 999/100 | 9.99",
        f"{name} | R1.02 | 1 | 10 | 10.00 | moyenne pondérée",
        f"{name} | Examen | 1 | 10 | 10.00",
    ]
    assert (
        f"{other} | Examen | 1 | – | – | "
        "absence justifiée (ABJ) : note et coefficient sortent des sommes" in found
    )


def test_a_malus_has_its_sign_and_an_idle_step_is_not_told() -> None:
    tests = [
        Evaluation("A", "XYR101", "Examen", coefficient=Decimal("0.25")),
        Evaluation("B", "XYR102", "Examen"),
        Evaluation("C", "XYR102", "Retenue", kind=Kind.MALUS),
        Evaluation("D", "XYR102", "Rattrapage", kind=Kind.RATTRAPAGE),
    ]
    table = MarkTable.of(PEOPLE[:1], tests, [[Decimal(12), Decimal(14), Decimal("0.5"), None]])
    course = build_course(CURRICULUM, [semester_averages(maquette(1), table)])
    found = [line[1:6] for line in sheet(results_workbook(propose(course), ORIGIN), "Détail")]
    assert found[4:12] == [
        ["UE11", "", "25/2", "12.50", "arrondi au centième"],
        ["UE11", "1", "25/2", "12.50", "somme pondérée"],
        ["UE11", "1", "13", "13.00", "moyenne pondérée"],
        ["R1.01", "1", "12", "12.00", "moyenne pondérée"],
        ["Examen", "0,25", "12", "12.00", ""],
        ["R1.02", "1", "14", "14.00", "moyenne pondérée"],
        ["Examen", "1", "14", "14.00", ""],
        ["malus", "1", "-1/2", "-0.50", "somme pondérée"],
    ]
    assert found[12] == ["Retenue", "\u22121", "1/2", "0.50", ""]


@pytest.mark.parametrize(("shown_from", "expected"), [(5, "–"), (4, "–"), (3, "10.83")])
def test_statistics_are_hidden_in_a_class_too_small(shown_from: int, expected: str) -> None:
    found = sheet(results_workbook(semester(LocalRules(shown_from=shown_from)), ORIGIN), "Résultats")
    assert next(line for line in found if line[1] == "Moyenne")[4] == expected


def test_statistics_leave_out_what_is_provisional_and_are_rounded_from_exact_figures() -> None:
    found = sheet(results_workbook(semester(LocalRules(shown_from=3)), ORIGIN), "Résultats")
    foot = {
        line[1]: line[6] for line in found if line[1] in {"Moyenne", "Médiane", "Écart type σ", "Effectif"}
    }
    assert foot == {"Moyenne": "11.00", "Médiane": "10.00", "Écart type σ": "2.16", "Effectif": "3.00"}


def test_figures_follow_the_rounding_in_force() -> None:
    exact = LocalRules(rounding=Rounding.TRUNCATE_AT_BAR)
    found = sheet(results_workbook(semester(exact), ORIGIN), "Résultats")
    assert next(line for line in found if line[1] == "ŒILLET")[4:6] == ["9.99", Code.AJ]


def test_parameters_name_the_annex_the_numbers_of_the_law_and_the_local_rules_with_their_votes() -> None:
    bonus = Bonus(rate=Fraction(1, 20), cap=Fraction(1, 2), targets=("UE11",))
    steps = Bonus(steps=((Fraction(12), Fraction(1, 10)), (Fraction(16), Fraction(1, 3))))
    found = lines(results_workbook(semester(LocalRules(bonus=bonus)), ORIGIN), "Paramètres")
    assert "Annexe | annexe.md, empreinte 0123" in found
    assert "Plancher d’un RCUE | 8 (arrêté du 27 mai 2021, annexe 1, point 4.5)" in found
    assert (
        "Bonus local | la meilleure note, au-dessus de 10 : 0,05 par point, plafond 0,5, "
        "points ajoutés à l’UE, UE : UE11" in found
    )
    assert ORIGIN.declared[0] in found
    stepped = lines(results_workbook(semester(LocalRules(bonus=steps)), ORIGIN), "Paramètres")
    assert (
        "Bonus local | la meilleure note, dès 12 : 0,1, dès 16 : 1/3, points ajoutés à l’UE, UE : toutes"
        in stepped
    )
    none = lines(results_workbook(semester(), replace(ORIGIN, declared=())), "Paramètres")
    assert none[-1] == "aucune : les valeurs par défaut s’appliquent"


def test_parameters_are_the_numbers_that_were_used_even_when_no_text_says_them() -> None:
    here = build_course(CURRICULUM, [averages(1, FIRST)])
    in_force = Parameters.at(date(2024, 7, 5))
    stricter = propose(here, parameters=replace(in_force, ue_bar=Fraction(21, 2)))
    found = lines(results_workbook(stricter, ORIGIN), "Paramètres")
    assert "Seuil d’une UE | 10,5 (sans texte national)" in found
    assert "Seuil d’un RCUE | 10 (arrêté du 27 mai 2021, annexe 1, point 4.4)" in found


def test_an_empty_class_has_an_empty_workbook() -> None:
    nobody = propose(build_course(CURRICULUM, [averages(1, []), averages(2, [])]))
    assert nobody.everyone() == ()
    listed = sheet(results_workbook(nobody, ORIGIN), "Propositions")
    assert [line[0] for line in listed[3:]] == ["Nom"]


@pytest.mark.parametrize("mark", [Reason.DIS, Decimal(13), Decimal(9)])
def test_the_sheet_of_a_year_stops_at_modules_and_keeps_the_figures_of_earlier_decisions(mark: Mark) -> None:
    before = [
        Outcome(PEOPLE[0].nip, AcademicYear(2022), Subject.UE, s, "bloc-1", Code.ADM, Fraction(11))
        for s in (1, 2)
    ]
    again = [averages(s, [(mark, mark)]) for s in (1, 2)]
    found = sheet(results_workbook(propose(build_course(CURRICULUM, again, before)), ORIGIN), "Détail")
    assert [line[1] for line in found if "décision antérieure" in line[6]] == ["UE11", "UE21"]
    assert "Examen" not in {line[1] for line in found}
    assert ("R1.01" in {line[1] for line in found}) is (mark is not Reason.DIS)


def pages(data: bytes) -> list[str]:
    with ZipFile(BytesIO(data)) as archive:
        return [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]


def test_nothing_that_comes_from_people_is_a_formula() -> None:
    assert not [
        page for page in pages(results_workbook(year(), ORIGIN)) if "<f>" in page or "hyperlink" in page
    ]


def test_every_page_is_a4_landscape_one_page_wide_with_its_foot_and_its_repeated_head() -> None:
    data = results_workbook(year(), ORIGIN)
    assert len(pages(data)) == 6
    for page in pages(data):
        assert re.search(r'<pageSetup paperSize="9"[^>]*orientation="landscape"', page)
        assert 'fitToHeight="0"' in page
        assert "BUT FICTIF · S1 &amp;&amp; S2" in page
        assert "page &amp;P sur &amp;N" in page
    with ZipFile(BytesIO(data)) as archive:
        assert archive.read("xl/workbook.xml").decode().count("_xlnm.Print_Titles") == 5


def test_the_same_proposals_give_the_same_file() -> None:
    assert results_workbook(year(), ORIGIN) == results_workbook(year(), ORIGIN)


def test_a_student_whose_ue_come_from_elsewhere_has_codes_and_no_figures() -> None:
    elsewhere = [
        Outcome(PEOPLE[0].nip, AcademicYear(2022), Subject.UE, 1, f"bloc-{k}", Code.ADM, elsewhere=True)
        for k in (1, 2)
    ]
    nothing = averages(1, [(Reason.DIS, Reason.DIS)])
    proposals = propose(build_course(CURRICULUM, [nothing, averages(2, SECOND[:1])], elsewhere))
    found = sheet(results_workbook(proposals, ORIGIN), "Résultats")
    assert next(line for line in found if line[1] == "ŒILLET")[4:10] == [
        "–",
        "ADM",
        "12.00",
        "ADM",
        "–",
        "ADM",
    ]


def test_somebody_in_the_even_semester_only_has_holes_and_is_nobody_elses_business() -> None:
    proposals = propose(build_course(CURRICULUM, [averages(1, FIRST[:2]), averages(2, SECOND)]))
    data = results_workbook(proposals, ORIGIN)
    coing = next(line for line in sheet(data, "Résultats") if line[1] == "COING")
    assert coing[4:10] == ["–", "–", "12.00", "ADM", "–", "–"]
    assert [line[4:] for line in sheet(data, "Modules S1") if line[1] in {"COING", "ŒILLET"}] == [
        ["–", "–"],
        ["9.99", "10.00"],
    ]
