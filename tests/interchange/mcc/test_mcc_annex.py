# SPDX-License-Identifier: EUPL-1.2
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from delibere.curriculum.balance import sae_shares
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Severity
from delibere.interchange import mcc
from delibere.interchange.mcc.reading import AnnexReading, RepairKind

ANNEX = (Path(__file__).parents[3] / "examples" / "but-qlio-2023-2024.md").read_bytes()


@pytest.fixture(scope="module")
def reading() -> AnnexReading:
    return mcc.read(ANNEX)


# maquette, modules, totals and credits of the UE, share of the SAÉ in the first and in the last UE (%)
TABLES = [
    *((slug, 20, "10 10 10", "40", "40") for slug in ("s1-fa", "s1-fi")),
    *((slug, 18, "10 10 10", "40", "40") for slug in ("s2-fa", "s2-fi")),
    *(
        (slug, 18, "8 8 8 6", "41.25", "145/3")
        for slug in ("s3-fa-qmi", "s3-fa-mp", "s3-fi-osc", "s3-fi-qmi", "s3-fi-mp")
    ),
    *(
        (slug, 17, "7 7 7 9", "375/7", "425/9")
        for slug in ("s4-fa-qmi", "s4-fa-mp", "s4-fi-osc", "s4-fi-qmi", "s4-fi-mp")
    ),
    *((slug, 20, "7 7 7 9", "40", "160/3") for slug in ("s5-fa-osc", "s5-fa-qmi", "s5-fa-mp")),
    *((slug, 13, "8 8 8 6", "56.25", "125/3") for slug in ("s6-fa-osc", "s6-fa-qmi", "s6-fa-mp")),
]


def test_the_twenty_maquettes_are_read_in_the_order_of_the_annex(reading: AnnexReading) -> None:
    assert [m.id for m in reading.curriculum.maquettes] == [slug for slug, *_rest in TABLES]


@pytest.mark.parametrize("table", TABLES, ids=[slug for slug, *_rest in TABLES])
def test_a_maquette_has_its_modules_totals_credits_and_share_of_sae(
    reading: AnnexReading, table: tuple[str, int, str, str, str]
) -> None:
    slug, modules, sums, common, last = table
    maquette = reading.curriculum.maquette(slug)
    expected = [Decimal(value) for value in sums.split()]
    assert len(maquette.modules) == modules
    assert [maquette.total(ue.code) for ue in maquette.ues] == expected
    assert [ue.ects for ue in maquette.ues] == expected
    assert maquette.ects == 30
    shares = [100 * (share.sae or 0) for share in sae_shares(reading.curriculum) if share.maquette == slug]
    assert shares == [*[Fraction(common)] * (len(expected) - 1), Fraction(last)]


def test_twenty_one_ue_sit_exactly_on_forty_percent_and_none_leaves_the_bounds(reading: AnnexReading) -> None:
    shares = [share.sae for share in sae_shares(reading.curriculum) if share.sae is not None]
    assert len(shares) == 76
    assert shares.count(Fraction(2, 5)) == 21
    assert all(Fraction(2, 5) <= share <= Fraction(3, 5) for share in shares)


def test_the_annex_holds_350_modules_212_apogee_codes_133_pn_codes(reading: AnnexReading) -> None:
    modules = [module for maquette in reading.curriculum.maquettes for module in maquette.modules]
    assert len(modules) == 350
    assert len({module.apogee for module in modules}) == 212
    assert len({module.pn for module in modules}) == 133


REPAIRED = {
    RepairKind.ROW_SHIFTED_LEFT: [39, 71],
    RepairKind.TOTAL_RESTORED: [102],
    RepairKind.COEFFICIENT_RESTORED: [163, 225, 322, 352, 382, 415, 445, 575, 604, 630],
    RepairKind.ROW_PUSHED_RIGHT: [478, 479, 514, 515, 547, 548],
    RepairKind.CODE_IN_BLOCK_COLUMN: [
        *(164, 165, 226, 227, 323, 324, 325, 353, 354, 355, 383, 384, 385, 416, 417, 418),
        *(446, 447, 448, 480, 481, 516, 517, 549, 550, 576, 605, 631),
    ],
}


def test_each_of_the_47_damaged_lines_is_repaired_once_with_its_kind(reading: AnnexReading) -> None:
    assert [(r.line, r.kind) for r in reading.repairs] == sorted(
        (line, kind) for kind, lines in REPAIRED.items() for line in lines
    )
    assert all(repair.confirmed_by for repair in reading.repairs)


LOST = [
    (163, "s3-fa-qmi", "TBQAI313", "UE34", "1.4"),
    (225, "s3-fi-osc", "TBQTC313", "UE34", "1.4"),
    (322, "s4-fa-qmi", "TBQAI410", "UE44", "1.5"),
    (352, "s4-fa-mp", "TBQAP410", "UE44", "1.5"),
    (382, "s4-fi-osc", "TBQTC410", "UE44", "1.5"),
    (415, "s4-fi-qmi", "TBQTI410", "UE44", "1.5"),
    (445, "s4-fi-mp", "TBQTP410", "UE44", "1.5"),
    (575, "s6-fa-osc", "TBQAC609", "UE64", "2"),
    (604, "s6-fa-qmi", "TBQAI609", "UE64", "2"),
    (630, "s6-fa-mp", "TBQAP609", "UE64", "2"),
]


@pytest.mark.parametrize("lost", LOST, ids=[slug for _line, slug, *_rest in LOST])
def test_a_lost_coefficient_is_found_by_its_row_and_confirmed_by_its_column(
    reading: AnnexReading, lost: tuple[int, str, str, str, str]
) -> None:
    line, slug, apogee, ue, value = lost
    maquette = reading.curriculum.maquette(slug)
    module = next(module for module in maquette.modules if module.apogee == apogee)
    assert module.coefficients[ue] == Decimal(value)
    assert module.block == "Modules de spécialité"
    repair = next(repair for repair in reading.repairs if repair.line == line)
    assert repair.kind is RepairKind.COEFFICIENT_RESTORED
    assert [proof.split(" ")[0] for proof in repair.confirmed_by] == ["Ligne", "Colonne"]
    assert repair.after.endswith(f"| {value} |")


def test_the_lost_total_of_line_102_is_recomputed(reading: AnnexReading) -> None:
    repair = next(repair for repair in reading.repairs if repair.line == 102)
    assert repair.before == "| | Total des coefficients | | | | 30 | 10 | 10 |"
    assert repair.after == "| Total des coefficients | | | | 30 | 10 | 10 | 10 |"
    assert repair.confirmed_by == (
        "Ligne : 30 = 10 + 10 + 10 (coefficient semestre = Σ des UE)",
        "Colonne Coeff UE23 : la somme des 18 modules fait 10, comme le total",
    )


def test_the_annex_as_it_stands_leaves_four_notices_and_no_error(reading: AnnexReading) -> None:
    assert [(f.severity, f.line, f.message) for f in reading.findings] == [
        (
            Severity.NOTICE,
            line,
            "Le code PN s’écrit ici « SAE3.Portfolio », autrement dans d’autres maquettes du semestre 3.",
        )
        for line in (162, 193)
    ] + [
        (Severity.NOTICE, None, "Aucune maquette FI en S5, S6 pour MP, OSC, QMI."),
        (Severity.NOTICE, None, "Aucune maquette FA en S3, S4 pour OSC."),
    ]


def test_titles_and_codes_are_kept_as_printed(reading: AnnexReading) -> None:
    printed = {(m.pn, m.title) for maquette in reading.curriculum.maquettes for m in maquette.modules}
    assert ("SAE3.Portfolio", "Portfolio S3") in printed
    assert ("SAE6.OSC.02", "Organisation une logistique de retours de produits") in printed
    assert ("R6.06", "Mise en œuvre et exploitation d'un audit système") in printed


def test_levels_count_the_years_since_a_competence_appeared(reading: AnnexReading) -> None:
    levels = {m.id: [ue.level for ue in m.ues] for m in reading.curriculum.maquettes}
    assert levels["s1-fa"] == [1, 1, 1]
    assert levels["s3-fi-osc"] == [2, 2, 2, 1]
    assert levels["s6-fa-osc"] == [3, 3, 3, 2]


def test_the_json_of_a_reading_has_minimal_decimals_and_every_key(reading: AnnexReading) -> None:
    json = mcc.to_json(reading)
    assert Counter({key: len(value) for key, value in json.items()}) == {
        "maquettes": 20,
        "repairs": 47,
        "findings": 4,
    }
    assert json["maquettes"][6]["modules"][15] == {  # type: ignore[index]  # plain JSON values
        "apogee": "TBQTC313",
        "pn": "R3.OSC.13",
        "title": "OSC Activités d'un site logistique",
        "block": "Modules de spécialité",
        "coefficients": {"UE31": "0", "UE32": "0", "UE33": "0", "UE34": "1.4"},
    }
    assert json["repairs"][0]["kind"] == "row-shifted-left"
    assert json["findings"][0]["severity"] == "notice"


TEXT = ANNEX.decode()


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("| 1.4 | 1.40 | 0.00 | 0.00 |", "| 1.4 | 1.30 | 0.00 | 0.00 |", 26, None),
        ("| 1.5 | 0.50 | 0.50 | 0.50 |", "| 1.5 | 0.50 | | 0.50 |", 20, None),
        ("| R1.01 | Anglais | 1.5 |", "| R1.01 | Anglais 1.5 |", 20, None),
        ("| TBQAR101 | R1.01", "| TBQAR1O1 | R1.01", 20, "diff|fin|écart"),
        ("| TBQAR101 | R1.01", "| TBQAR101 | R2.01", 20, "autre semestre"),
        (
            "| Total des coefficients | | | | 30 | 10 | 10 | 10 |",
            "| Total des coefficients | | | | | | | |",
            40,
            "lisible",
        ),
        ("**Semestre 1 BUT QLIO en alternance", "**Semestre 1 BUT QLIO par altrnance", 11, "illisible"),
        ("département : 20", "département : 21", 8, "annonce 21"),
        ("UE12 - Gérer", "UE13 - Gérer", 16, "deux fois"),
        ("| 1.5 | 0.50", f"| {'9' * 5000} | 0.50", 20, None),
        ("Anglais des affaires | 1", "Anglais des affaires / 1", 148, None),
        ("| Modules du Tronc Commun | TBQAR301", "| 0.25 | TBQAR301", 148, "inattendu"),
        ("R3.01", "R 3.01", 148, "écrit autrement"),
    ],
)
def test_a_damage_is_repaired_or_named_on_its_line(
    reading: AnnexReading, before: str, after: str, line: int, said: str | None
) -> None:
    damaged = mcc.read(TEXT.replace(before, after, 1).encode())
    wrong = [f for f in damaged.findings if f.severity is Severity.ERROR]
    if said is None:
        assert damaged.curriculum == reading.curriculum
        assert wrong == []
        assert line in {repair.line for repair in damaged.repairs}
    else:
        assert any(f.line == line and re.search(said, f.message) for f in wrong)


def test_two_numbers_swapped_in_a_row_are_named_on_their_line_and_that_of_the_sums() -> None:
    swapped = TEXT.replace("| 1.4 | 0.40 | 0.50 | 0.50 |", "| 1.4 | 0.50 | 0.40 | 0.50 |", 1)
    wrong = [f for f in mcc.read(swapped.encode()).findings if f.severity is Severity.ERROR]
    assert [(f.line, f.cell) for f in wrong] == [
        (84, "Coefficients"),
        (102, "Coeff semestre"),
        (114, "Coefficients"),
    ]


def test_a_listing_of_ten_thousand_rows_is_refused_at_once_and_no_annex() -> None:
    rows = "\n".join(f"| TBQ{n} | R1.01 | Anglais | 1 | 1 |" for n in range(10_001))
    text = f"Semestre 1 BUT QLIO\nUE11 - Piloter\n\n| A | B | C | D | UE11 |\n{rows}\n"
    with pytest.raises(UnusableInputError, match="quelques centaines"):
        mcc.read(text.encode())
