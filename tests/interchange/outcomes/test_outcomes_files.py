# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delibere.curriculum.model import Curriculum, Maquette, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Severity
from delibere.interchange.outcomes import read_outcomes, write_outcomes_csv, write_outcomes_json
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject

HEADER = "nip;annee;maquette;objet;ue;code;note;ects;ailleurs\n"
DOCUMENTATION = Path(__file__).parents[3] / "docs" / "formats" / "outcomes.md"


def maquette(semester: int, parcours: str | None, *competences: str) -> Maquette:
    ues = tuple(
        Ue(f"UE{semester}{k}", name.title(), name, None, Decimal(10)) for k, name in enumerate(competences, 1)
    )
    return Maquette(semester, Regime.FI, parcours, ues, ())


CURRICULUM = Curriculum(
    "BUT Jardin",
    AcademicYear(2023),
    (
        maquette(1, None, "cultiver", "recolter"),
        maquette(2, None, "cultiver", "recolter"),
        maquette(3, "OSC", "cultiver", "transporter"),
        maquette(3, "QMI", "cultiver", "mesurer"),
        maquette(4, "OSC", "cultiver", "transporter"),
        maquette(4, "QMI", "cultiver", "mesurer"),
    ),
)
YEAR = AcademicYear(2022)


def read(text: str) -> tuple[Outcome, ...]:
    outcomes = read_outcomes((HEADER + text).encode(), "passé.csv", CURRICULUM)
    assert outcomes.findings == ()
    return outcomes.outcomes


def test_each_kind_of_outcome_is_read() -> None:
    text = (
        "00417263;2022-2023;s3-fi-osc;ue;UE32;CMP;9,46;8;\n"
        "00417263;2022/2023;S4-FI-OSC;RCUE;ue42;cmp;29/3;;\n"
        "00417263;2022-2023;s4;année;;PASD;;;\n"
        "00417263;2022-2023;s3;inscription;;;;;\n"
        "00417263;2021-2022;s1;ue;UE11;ADM;;10;Oui\n"
    )
    assert read(text) == (
        Outcome("00417263", YEAR, Subject.UE, 3, "transporter", Code.CMP, Fraction("9.46"), Decimal(8)),
        Outcome("00417263", YEAR, Subject.RCUE, 4, "transporter", Code.CMP, Fraction(29, 3)),
        Outcome("00417263", YEAR, Subject.YEAR, 4, None, Code.PASD),
        Outcome("00417263", YEAR, Subject.ENROLMENT, 3, None, None),
        Outcome(
            "00417263",
            AcademicYear(2021),
            Subject.UE,
            1,
            "cultiver",
            Code.ADM,
            None,
            Decimal(10),
            elsewhere=True,
        ),
    )


def test_a_ue_code_is_read_in_its_maquette_and_a_competence_by_its_key() -> None:
    lines = ("1;2022-2023;s3-fi-qmi;ue;UE32;AJ;;;\n", "1;2022-2023;s3;ue;transporter;AJ;;;\n")
    assert [outcome.competence for outcome in read("".join(lines))] == ["mesurer", "transporter"]


NO_CODE = (
    "« ADN » n’est pas un code : ADM, CMP, ADJ, ADJR, ADSUP, AJ, ATJ, PASD, RED, NAR, PAS1NCI, DEF, DEM, "
    "ABAN, ABL, EXCLU."
)
BAD = [
    (";2022-2023;s1;ue;UE11;ADM;;;", "nip", "Cette ligne n’a pas de NIP : ajoutez-le, ou videz la ligne."),
    (
        "{x};2022-2023;s1;ue;UE11;ADM;;;",
        "nip",
        "« {x} » n’est pas un NIP : 8 chiffres au plus, rien d’autre.",
    ),
    ("1;2022;s1;ue;UE11;ADM;;;", "annee", "« 2022 » n’est pas une année universitaire : écrivez 2022-2023."),
    (
        "1;2022-2023;s7;inscription;;;;;",
        "maquette",
        "« s7 » n’est pas une maquette de l’annexe (s3-fi-osc) ni un semestre (s3).",
    ),
    (
        "1;2022-2023;s1;module;;;;;",
        "objet",
        "« module » n’est pas un objet : ue, rcue, annee ou inscription.",
    ),
    ("1;2022-2023;s1;ue;UE19;ADM;;;", "ue", "« UE19 » n’est pas une UE de cette maquette."),
    (
        "1;2022-2023;s3;ue;UE32;ADM;;;",
        "ue",
        "« UE32 » nomme plusieurs compétences : précisez la maquette (s3-fi-osc).",
    ),
    (
        "1;2022-2023;s2;annee;UE21;ADM;;;",
        "ue",
        "« UE21 » : une année ou une inscription n’a pas d’UE, videz-la.",
    ),
    ("1;2022-2023;s1;rcue;UE11;ADM;;;", "maquette", "Un RCUE ou une année se dit par son semestre pair."),
    ("1;2022-2023;s1;inscription;;ADM;;;", "code", "« ADM » : une inscription n’a pas de code, videz-le."),
    (
        "1;2022-2023;s1;ue;UE11;ADM;20,1;;",
        "note",
        "« 20,1 » n’est pas une moyenne sur 20 : écrivez 9,46 ou 29/3.",
    ),
    (
        "1;2022-2023;s1;ue;UE11;ADM;3/0;;",
        "note",
        "« 3/0 » n’est pas une moyenne sur 20 : écrivez 9,46 ou 29/3.",
    ),
    ("1;2022-2023;s1;ue;UE11;ADM;;-1;", "ects", "« -1 » n’est pas un nombre d’ECTS."),
    ("1;2022-2023;s1;ue;UE11;ADM;;;peut-être", "ailleurs", "« peut-être » : écrivez oui ou non, ou rien."),
    (
        "1;2022-2023;s1;ue;UE11;ADN;;;",
        "code",
        NO_CODE,
    ),
]


@pytest.mark.parametrize(("line", "field", "message"), BAD, ids=[line for line, _f, _m in BAD])
def test_a_wrong_field_is_told_with_its_line_and_nothing_is_half_read(
    line: str, field: str, message: str
) -> None:
    good = "2;2022-2023;s1;ue;UE11;ADM;12;10;\n"
    outcomes = read_outcomes(f"{HEADER}{good}{line}\n".encode(), "passé.csv", CURRICULUM)
    assert outcomes.outcomes == ()
    assert [(f.severity, f.line, f.cell, f.message) for f in outcomes.findings] == [
        (Severity.ERROR, 3, field, message)
    ]


def test_the_same_thing_said_twice_is_refused_even_with_another_code() -> None:
    lines = "0417;2022-2023;s1;ue;UE11;AJ;9;;\n417;2022-2023;s1-fi;ue;UE11;ADM;12;;\n"
    outcomes = read_outcomes((HEADER + lines).encode(), "passé.csv", CURRICULUM)
    assert outcomes.outcomes == ()
    assert [(f.line, f.message) for f in outcomes.findings] == [
        (3, "Cette décision est déjà dite (ligne 2) : gardez-en une.")
    ]


def test_json_says_which_decision_and_refuses_unknown_fields() -> None:
    text = (
        '{"format": "delibere-outcomes/1", "decisions": ['
        '{"nip": "1", "annee": "2022-2023", "maquette": "s1", "objet": "ue", "ue": "UE11", "code": "ADM", '
        '"note": 12.25, "ects": 10, "ailleurs": true},'
        '{"nip": "2", "annee": "2022-2023", "maquette": "s1", "objet": "inscription", "remarque": "x"}]}'
    )
    outcomes = read_outcomes(text.encode(), "passé.json", CURRICULUM)
    assert [(f.cell, f.subject, f.message.partition(" (champs")[0]) for f in outcomes.findings] == [
        ("remarque", "2", "Décision n° 2 : Le champ « remarque » n’est pas du format")
    ]
    cleaned = text.replace(', "remarque": "x"', "").encode()
    first, second = read_outcomes(cleaned, "passé.json", CURRICULUM).outcomes
    assert (first.mark, first.ects, first.elsewhere) == (Fraction("12.25"), Decimal(10), True)
    assert second == Outcome("2", YEAR, Subject.ENROLMENT, 1, None, None)


def test_an_unknown_column_is_refused() -> None:
    data = b"nip;annee;maquette;objet;remarque\n1;2022-2023;s1;inscription;x\n"
    (finding,) = read_outcomes(data, "p.csv", CURRICULUM).findings
    assert (finding.severity, finding.cell) == (Severity.ERROR, "remarque")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "est vide"),
        (b"{", "JSON lisible : ligne 1, colonne 2"),
        (b"[]", "n’a pas la forme attendue"),
        (b'{"format": "delibere-outcomes/2", "decisions": []}', "n’a pas la forme attendue"),
        (b"nip;nom\n1;A\n", "aucune ligne d’intitulés"),
    ],
)
def test_what_holds_no_outcomes_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(UnusableInputError, match=why):
        read_outcomes(data, "p", CURRICULUM)


@pytest.mark.parametrize("language", ["csv", "json"])
def test_the_examples_of_the_documentation_are_read(language: str) -> None:
    page = DOCUMENTATION.read_text(encoding="utf-8")
    example = page.split(f"```{language}\n")[1].split("```")[0]
    outcomes = read_outcomes(example.encode(), "exemple", CURRICULUM)
    assert outcomes.findings == ()
    assert len(outcomes.outcomes) == {"csv": 6, "json": 1}[language]


SLOTS = sorted({(m.semester, ue.competence) for m in CURRICULUM.maquettes for ue in m.ues})
MARKS = st.none() | st.fractions(0, 20, max_denominator=400)
CREDITS = st.none() | st.integers(0, 3000).map(lambda n: Decimal(n) / 100)


@st.composite
def outcomes_of_anybody(draw: st.DrawFn) -> Outcome:
    subject = draw(st.sampled_from(Subject))
    semester, competence = draw(
        st.sampled_from([s for s in SLOTS if s[0] % 2 == 0 or subject in {Subject.UE, Subject.ENROLMENT}])
    )
    return Outcome(
        f"{draw(st.integers(0, 99)):08d}",
        AcademicYear(draw(st.integers(2021, 2025))),
        subject,
        semester,
        competence if subject in {Subject.UE, Subject.RCUE} else None,
        None if subject is Subject.ENROLMENT else draw(st.sampled_from(Code)),
        draw(MARKS),
        draw(CREDITS),
        draw(st.booleans()),
    )


def thing(outcome: Outcome) -> tuple[object, ...]:
    return outcome.nip, outcome.academic_year, outcome.subject, outcome.semester, outcome.competence


@settings(max_examples=60, deadline=None)
@given(st.lists(outcomes_of_anybody(), max_size=6, unique_by=thing))
def test_what_is_written_is_read_back_in_both_forms(outcomes: list[Outcome]) -> None:
    for written in (write_outcomes_csv(outcomes, CURRICULUM), write_outcomes_json(outcomes, CURRICULUM)):
        read_back = read_outcomes(written, "passé", CURRICULUM)
        assert (read_back.findings, read_back.outcomes) == ((), tuple(outcomes))


def test_a_code_that_names_one_competence_is_written_and_another_is_not() -> None:
    outcomes = [
        Outcome("1", YEAR, Subject.UE, 3, competence, Code.AJ) for competence in ("cultiver", "mesurer")
    ]
    written = write_outcomes_csv(outcomes, CURRICULUM).decode("utf-8-sig").splitlines()
    assert written[1:] == ["1;2022-2023;s3;ue;UE31;AJ;;;non", "1;2022-2023;s3;ue;mesurer;AJ;;;non"]
