# SPDX-License-Identifier: EUPL-1.2
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from delibere.calculation.local_rules import (
    Bonus,
    BonusMode,
    BonusSource,
    GradingTable,
    KeptOnRepeat,
    LocalRules,
    Ranks,
    Rounding,
    SecondSessionAbsence,
    UnjustifiedAbsence,
)
from delibere.foundation.errors import UnusableInputError
from delibere.interchange.local_rules import DatedLocalRules, read_local_rules

EXAMPLE = Path(__file__).parents[3] / "examples" / "regles-locales.toml"
DAY = date(2024, 8, 31)


def one(name: str, value: str) -> str:
    return f'[[{name}]]\ndepuis = 2023-09-01\nvaleur = {value}\nreference = "conseil du verger"\n'


def complaints(text: str) -> list[str]:
    with pytest.raises(UnusableInputError) as caught:
        read_local_rules(text)
    return [finding.message for finding in caught.value.findings]


def test_the_example_is_read_at_each_of_its_dates() -> None:
    rules = read_local_rules(EXAMPLE.read_text(encoding="utf-8"))
    assert rules.at(date(2021, 8, 31)) == LocalRules()
    sport = Bonus(rate=Fraction("0.05"), cap=Fraction("0.5"))
    assert rules.at(date(2022, 8, 31)) == LocalRules(bonus=sport)
    not_sat = SecondSessionAbsence.NOT_SAT
    assert rules.at(date(2024, 8, 31)) == LocalRules(bonus=sport, second_session_absence=not_sat)
    steps = (
        (Fraction(10), Fraction("0.1")),
        (Fraction(12), Fraction("0.2")),
        (Fraction(15), Fraction("0.4")),
    )
    assert rules.at(date(2025, 8, 31)) == LocalRules(bonus=Bonus(steps=steps), second_session_absence=not_sat)


def test_what_is_in_force_says_since_when_and_by_which_vote() -> None:
    rules = read_local_rules(EXAMPLE.read_text(encoding="utf-8"))
    assert rules.sources(date(2021, 8, 31)) == ()
    found = {source.parameter: source for source in rules.sources(date(2025, 8, 31))}
    assert len(found) == 7
    assert (found["bonus"].since, found["bonus"].reference) == (
        date(2024, 9, 1),
        "conseil de l’IUT du 4 juillet 2024, délibération 9",
    )
    assert found["arrondi"].written == "au plus près"


def test_an_empty_file_declares_nothing() -> None:
    assert read_local_rules("") == DatedLocalRules()
    assert read_local_rules("").at(DAY) == LocalRules()


WEIGHTED = (
    '{source = "pondérée", poids = {sport = "1", culture = "0,5"}, taux = "1/20", '
    'mode = "multiplicatif", ues = ["UE31"]}'
)
READ = [
    ("arrondi", '"tronqué à la barre"', LocalRules(rounding=Rounding.TRUNCATE_AT_BAR)),
    ("absence_injustifiee", '"sans moyenne"', LocalRules(unjustified_absence=UnjustifiedAbsence.NO_AVERAGE)),
    ("poids_rcue", '["2", "1/2"]', LocalRules(rcue_weights=(Fraction(2), Fraction(1, 2)))),
    ("note_gardee", '"dernière"', LocalRules(kept_on_repeat=KeptOnRepeat.LATEST)),
    ("effectif_affiche", "10", LocalRules(shown_from=10)),
    ("rang", '"équipe"', LocalRules(ranks=Ranks.STAFF)),
    ("rang", '"étudiants"', LocalRules(ranks=Ranks.STUDENTS)),
    ("bonus", '"aucun"', LocalRules()),
    ("table_ects", '"aucune"', LocalRules()),
    (
        "table_ects",
        '{groupe = "UE du verger", effectif = 12, tranches = [["14", "26,3"], ["10", "73,7"]]}',
        LocalRules(
            grading_table=GradingTable(
                "UE du verger",
                12,
                ((Fraction(14), Fraction("26.3")), (Fraction(10), Fraction("73.7"))),
            )
        ),
    ),
    (
        "bonus",
        WEIGHTED,
        LocalRules(
            bonus=Bonus(
                BonusSource.WEIGHTED,
                {"sport": Fraction(1), "culture": Fraction(1, 2)},
                rate=Fraction(1, 20),
                mode=BonusMode.MULTIPLICATIVE,
                targets=("UE31",),
            )
        ),
    ),
]


@pytest.mark.parametrize(
    ("name", "value", "rules"), READ, ids=[f"{name} {value}" for name, value, _r in READ]
)
def test_a_declared_value_holds_from_its_day(name: str, value: str, rules: LocalRules) -> None:
    dated = read_local_rules(one(name, value))
    assert dated.at(DAY) == rules
    assert dated.at(date(2023, 8, 31)) == LocalRules()


def test_the_grading_table_of_the_documentation_is_read() -> None:
    page = (Path(__file__).parents[3] / "docs" / "formats" / "local-rules.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[-1].split("```")[0]
    table = read_local_rules(example).at(DAY).grading_table
    assert table is not None
    assert (table.count, len(table.bands)) == (1579, 6)


def test_values_may_stand_in_any_order() -> None:
    later = one("effectif_affiche", "9").replace("2023", "2024")
    rules = read_local_rules(later + one("effectif_affiche", "7"))
    assert [rules.at(date(year, 9, 1)).shown_from for year in (2022, 2023, 2024)] == [5, 7, 9]


MISSING = "bonus[1].valeur.taux : il manque un taux ou des paliers : ce bonus ne donnerait rien."
RISING = "bonus[1].valeur.paliers : des notes croissantes, et jamais moins pour une meilleure note."
PAIRS = 'bonus[1].valeur.paliers : des couples « à partir de, donne » : [["10", "0,1"], ["15", "0,3"]].'
WEIGHTS = "bonus[1].valeur.poids : des poids vont avec la source « pondérée », et elle seule."
PAIR = 'poids_rcue[1].valeur : deux poids plus grands que 0, semestre impair puis pair : ["1", "1"].'
TABLE = "table_ects[1].valeur : « aucune », ou les clés groupe, effectif, tranches."
BANDS = (
    "table_ects[1].valeur.tranches : des couples « à partir de, pour cent » : "
    '[["14", "26,3"], ["10", "73,7"]].'
)
ORDER = (
    "table_ects[1].valeur.tranches : la plus haute tranche d’abord, sous 20, puis chacune sous la précédente."
)
SHARES = (
    "table_ects[1].valeur.tranches : les parts font 99,9 % : il faut 100 tout juste, quitte à donner plus de "
    "décimales."
)


def table(bands: str, *, group: str = "UE du verger", count: int = 12) -> str:
    return one("table_ects", f'{{groupe = "{group}", effectif = {count}, tranches = {bands}}}')


BAD = [
    (one("table_ects", '{groupe = "UE du verger"}'), [TABLE]),
    (table("[]"), [BANDS]),
    (table('[["14", "26,3"], ["10"]]'), [BANDS]),
    (table('[["10", "73,7"], ["14", "26,3"]]'), [ORDER]),
    (table('[["14", "50"], ["14", "50"]]'), [ORDER]),
    (table('[["20", "26,3"], ["10", "73,7"]]'), [ORDER]),
    (table('[["14", "26,3"], ["10", "73,6"]]'), [SHARES]),
    (
        table('[["10", "100"]]', group=" ", count=0),
        [
            "table_ects[1].valeur.effectif : combien de notes sont comptées : 1 ou plus.",
            "table_ects[1].valeur.groupe : quelles notes sont comptées (« UE du BUT, trois promotions »).",
        ],
    ),
    (
        one("arrondi", '"half-up"'),
        ["arrondi[1].valeur : « half-up » n’est pas admis ; au choix : au plus près, tronqué à la barre."],
    ),
    (
        one("effectif_affiche", "-1"),
        ["effectif_affiche[1].valeur : « -1 » n’est pas un nombre entier positif ou nul."],
    ),
    (one("poids_rcue", '["1", "0"]'), [PAIR]),
    (one("poids_rcue", '["1"]'), [PAIR]),
    (
        one("bonus", "{taux = 0.05}"),
        ['bonus[1].valeur.taux : écrivez le nombre entre guillemets ("0.05") : il restera exact.'],
    ),
    (one("bonus", '{taux = "-1"}'), ["bonus[1].valeur.taux : « -1 » n’est pas un nombre positif ou nul."]),
    (one("bonus", '{plafond = "1"}'), [MISSING]),
    (one("bonus", '{paliers = [["12", "1"], ["10", "2"]]}'), [RISING]),
    (one("bonus", '{paliers = [["10", "2"], ["12", "1"]]}'), [RISING]),
    (one("bonus", '{paliers = [["10", "2"], ["12"]]}'), [PAIRS]),
    (one("bonus", "{paliers = []}"), [PAIRS]),
    (one("bonus", '{taux = "1", source = "pondérée"}'), [WEIGHTS]),
    (one("bonus", '{taux = "1", poids = {sport = "1"}}'), [WEIGHTS]),
    (
        one("bonus", '{taux = "1", ues = "UE31"}'),
        ['bonus[1].valeur.ues : une liste de codes d’UE : ["UE31", "UE32"].'],
    ),
    (
        one("bonus", '{taux = "1", paliers = [["10", "1"]]}'),
        ["bonus[1].valeur.paliers : des paliers ou un taux (avec son seuil), pas les deux."],
    ),
    (
        one("effectif_affiche", "5").replace('"conseil du verger"', '" "'),
        ["effectif_affiche[1].reference : le vote qui l’a décidé (« conseil de l’IUT du 6 juillet 2023 »)."],
    ),
    (
        one("effectif_affiche", "5").replace("2023-09-01", '"2023-09-01"'),
        ["effectif_affiche[1].depuis : une date sans guillemets : 2023-09-01."],
    ),
    (
        one("effectif_affiche", "5") * 2,
        ["effectif_affiche : deux valeurs depuis le même jour (01/09/2023)."],
    ),
    (
        "[[effectif_affiche]]\nvaleur = 5\ndepuis = 2023-09-01\n",
        ["effectif_affiche[1].reference : il manque."],
    ),
    (
        "effectif_affiche = 5\n",
        ["effectif_affiche : écrivez [[effectif_affiche]], puis depuis, valeur et reference."],
    ),
]


@pytest.mark.parametrize(("text", "expected"), BAD, ids=[text for text, _m in BAD])
def test_what_is_wrong_is_told_at_the_path_of_its_key(text: str, expected: list[str]) -> None:
    assert complaints(text) == expected


def test_an_unknown_key_is_refused_at_every_level() -> None:
    text = one("arondi", '"au plus près"') + one("bonus", '{taux = "1", seuill = "10"}') + 'remarque = "x"\n'
    assert [message.partition(" : ")[0] for message in complaints(text)] == [
        "arondi",
        "bonus[1].remarque",
        "bonus[1].valeur.seuill",
    ]


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(UnusableInputError, match="pas du TOML lisible"):
        read_local_rules("[[arrondi]\n")
