# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from delibere.curriculum.model import Curriculum
from delibere.services.records.enrolments import change_status, enrol, exempt, open_promotion
from delibere.services.records.evaluations import TypedEvaluation, create_evaluation
from delibere.services.records.groups import add_group, partition, place
from delibere.services.records.journal import command_line
from delibere.services.records.local_rules import declare
from delibere.services.records.marks import CellEdit, write_marks
from delibere.services.records.students import create
from delibere.store.models import Department, EnrolmentStatus, Evaluation, Promotion, Role

SignedIn = Callable[..., Client]
US = command_line()
SURNAMES = ("CASSIS", "FRAMBOISE", "JONQUILLE", "MYRTILLE", "PIVOINE", "NÉFLIER")
STATISTICS = ("TBQTR307", "R3.07")
"""Counts 1,50 in UE31."""


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    """Six people in S3; the last one resigned."""
    made = open_promotion(US, qlio, 2023, "s3-fi-osc")
    people = [
        create(US, qlio, {"nip": f"9900000{n}", "surname": name, "first_name": "Alix"})
        for n, name in enumerate(SURNAMES, 1)
    ]
    enrol(US, made, people)
    gone = made.enrolments.filter(student__surname="NÉFLIER")
    change_status(US, gone, EnrolmentStatus.RESIGNED, date(2023, 10, 12))
    return made


def marked(promotion: Promotion, module: str, *texts: str) -> Evaluation:
    made = create_evaluation(US, promotion, TypedEvaluation(module, "DS"))
    people = zip(promotion.enrolments.all(), texts, strict=False)
    write_marks(US, promotion, [CellEdit(made.pk, one.pk, text, 0) for one, text in people])
    return made


@pytest.fixture
def director(signed_in: SignedIn) -> Client:
    return signed_in(Role.DIRECTOR_OF_STUDIES)


def read(client: Client, promotion: Promotion, rest: str = "") -> str:
    answer = client.get(f"/qlio/promotions/{promotion.pk}/resultats/{rest}")
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def order(html: str) -> list[str]:
    """Surnames in the order of the lines that hold figures."""
    body = html.partition("</thead>")[2].partition("<tfoot>")[0]
    return re.findall(r'resultats/\?promotion=\d+"><span class="surname">(\w+)<', body)


MARKS = ("12", "9,99", "8", "10", "")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["CASSIS", "FRAMBOISE", "JONQUILLE", "MYRTILLE", "PIVOINE"]),
        ("?tri=-nom", ["PIVOINE", "MYRTILLE", "JONQUILLE", "FRAMBOISE", "CASSIS"]),
        ("?tri=UE31", ["JONQUILLE", "FRAMBOISE", "MYRTILLE", "CASSIS", "PIVOINE"]),
        ("?tri=-UE31", ["CASSIS", "MYRTILLE", "FRAMBOISE", "JONQUILLE", "PIVOINE"]),
        ("?tri=TBQTR307", ["JONQUILLE", "FRAMBOISE", "MYRTILLE", "CASSIS", "PIVOINE"]),
        ("?tri=nonsense", ["CASSIS", "FRAMBOISE", "JONQUILLE", "MYRTILLE", "PIVOINE"]),
        ("?etat=sous-la-barre", ["FRAMBOISE", "JONQUILLE"]),
        ("?etat=sans-moyenne", ["CASSIS", "FRAMBOISE", "JONQUILLE", "MYRTILLE", "PIVOINE"]),
        ("?etat=capitalisees", []),
    ],
)
def test_lines_are_sorted_and_narrowed_by_the_address(
    director: Client, promotion: Promotion, asked: str, expected: list[str]
) -> None:
    marked(promotion, STATISTICS[0], *MARKS)
    assert order(read(director, promotion, asked)) == expected


def test_sorted_by_a_ue_a_rule_crosses_the_table_at_the_bar(director: Client, promotion: Promotion) -> None:
    marked(promotion, STATISTICS[0], *MARKS)
    html = read(director, promotion, "?tri=UE31")
    assert 'aria-sort="ascending"' in html
    before = html.partition('class="crossing"')[0]
    assert order("</thead>" + before.partition("</thead>")[2]) == ["JONQUILLE"]
    assert 'class="crossing"' not in read(director, promotion)


def test_a_ue_chosen_writes_its_coefficients_over_the_modules_and_dims_the_others(
    director: Client, promotion: Promotion
) -> None:
    html = read(director, promotion, "?ue=UE31")
    weights = words(html.partition('class="weights"')[2].partition("</tr>")[0])
    assert weights.startswith("> coef. vers UE31 Σ 8,00 coef. vers UE32")
    assert "1,50 1,50 – – – – 0,25 1,80" in weights
    assert "dim" in html.partition("</thead>")[2]
    assert "dim" not in read(director, promotion).partition("<tbody>")[2]


def test_who_resigned_stands_apart_and_out_of_the_statistics(director: Client, promotion: Promotion) -> None:
    assert [one.student.surname for one in promotion.enrolments.all()][4] == "NÉFLIER"
    marked(promotion, STATISTICS[0], "12", "9", "8", "10", "0", "11")
    html = read(director, promotion)
    assert "démissionnaire depuis le 12/10/2023, hors calculs" in words(html)
    assert re.search(r"Moyenne [– ]+10,00 [– ]+Médiane [– ]+10,00", words(html.partition("<tfoot>")[2]))


def test_statistics_are_hidden_under_the_local_size(
    director: Client, promotion: Promotion, qlio: Department
) -> None:
    marked(promotion, STATISTICS[0], *MARKS)
    html = read(director, promotion)
    assert '<svg class="histogram' not in html
    assert not re.search(r"\d,\d\d", words(html.partition("<tfoot>")[2].partition("</tfoot>")[0]))
    declare(US, qlio, "effectif_affiche", date(2023, 9, 1), 3, "conseil du verger")
    html = read(director, promotion)
    assert "4 moyennes, de 8 à 13" in html
    assert "10,00" in words(html.partition("<tfoot>")[2])


def test_a_rank_shows_only_where_the_local_rule_shows_it(
    director: Client, promotion: Promotion, qlio: Department
) -> None:
    assert "Rang" not in words(read(director, promotion))
    declare(US, qlio, "rang", date(2023, 9, 1), "équipe", "conseil du verger")
    assert "Rang" in words(read(director, promotion))


def test_a_group_is_read_alone(director: Client, promotion: Promotion) -> None:
    group = add_group(US, partition(US, promotion, "TD"), "A")
    place(US, group.partition, dict.fromkeys(promotion.enrolments.all()[:2], "A"))
    assert order(read(director, promotion, f"?groupe={group.pk}")) == ["CASSIS", "FRAMBOISE"]
    assert len(order(read(director, promotion, "?groupe=0"))) == 5


def test_what_is_missing_makes_a_figure_provisional_in_words(director: Client, promotion: Promotion) -> None:
    marked(promotion, STATISTICS[0], *MARKS)
    html = words(read(director, promotion))
    assert "5 étudiants provisoires" in html
    assert "ATJ" in html


def test_a_figure_opens_into_terms_what_was_left_out_sums_quotient_rounding_and_rule(
    director: Client, promotion: Promotion
) -> None:
    marked(promotion, STATISTICS[0], "9,99")
    marked(promotion, "TBQTR304", "ABJ")
    marked(promotion, "TBQTR308", "10,005")
    marked(promotion, "TBQTR308", "10")
    opened = words(read(director, promotion, "99000001/UE31/"))
    for expected in (
        "UE31 · CASSIS Alix",
        "R3.04 neutralisé : absence justifiée (ABJ) : note et coefficient sortent des sommes",
        "R3.01 neutralisé : aucune note comptée",
        "Sommes, 2 termes sur 11 3,00 29,9850",
        "29,9850 ÷ 3 = 9,995000",
        "Arrondi au centième, une seule fois, demi au supérieur 10,00",
        "10,00 ≥ 10",
        "annexe 1, point 4.3",
        "par défaut : rien n’est déclaré",
    ):
        assert expected in opened


def test_the_json_of_a_figure_is_that_of_the_command(director: Client, promotion: Promotion) -> None:
    marked(promotion, STATISTICS[0], "9,99")
    told = director.get(f"/qlio/promotions/{promotion.pk}/resultats/99000001/UE31/?format=json").json()
    assert (told["student"], told["label"], told["display"]) == ("99000001", "UE31", "9,9900")
    assert told["decision"]["reference"] == "annexe 1, point 4.3"
    assert told["local_rules"][0]["rule"] == "Arrondi"


@pytest.mark.parametrize("rest", ["99000001/UE99/", "99000099/UE31/"])
def test_a_figure_of_nobody_or_of_nothing_is_not_found(
    director: Client, promotion: Promotion, rest: str
) -> None:
    assert director.get(f"/qlio/promotions/{promotion.pk}/resultats/{rest}").status_code == 404


def test_a_figure_without_average_says_why(director: Client, promotion: Promotion) -> None:
    exempt(US, promotion.enrolments.all()[0], "UE31", "VAE")
    assert "dispensé de cette UE" in words(read(director, promotion, "99000001/UE31/"))


def test_of_who_left_a_figure_opens_and_says_that_it_does_not_count(
    director: Client, promotion: Promotion
) -> None:
    marked(promotion, STATISTICS[0], "12", "9", "8", "10", "11", "13")
    opened = words(read(director, promotion, "99000006/UE31/"))
    assert "démissionnaire depuis le 12/10/2023 : hors calculs de la promotion" in opened


def test_the_year_asks_for_its_even_semester(
    director: Client, promotion: Promotion, qlio: Department
) -> None:
    assert "n’est pas encore ouvert" in words(read(director, promotion, "annee/"))
    even = open_promotion(US, qlio, 2023, "s4-fi-osc")
    answer = director.get(f"/qlio/promotions/{promotion.pk}/resultats/annee/")
    assert answer["Location"] == f"/qlio/promotions/{even.pk}/resultats/annee/"
    assert "CASSIS" in words(read(director, even, "annee/"))


def test_a_students_page_shows_unpublished_marks_says_so_and_leads_to_the_next(
    director: Client, promotion: Promotion
) -> None:
    marked(promotion, STATISTICS[0], "7,25", "13")
    page = director.get("/qlio/etudiants/99000002/resultats/").content.decode()
    assert "DS 13 non publiée" in words(page)
    assert 'rel="prev"' in page
    assert "CASSIS Alix" in page
    assert "JONQUILLE Alix" in page
    assert "7,25" not in page


def test_a_promotion_without_maquette_says_what_to_do(director: Client, qlio: Department) -> None:
    made = Promotion.objects.create(department=qlio, year=2023, slug="s3-fi-osc")
    assert "Aucune maquette n’est publiée" in words(read(director, made))


def test_a_student_sees_none_of_these_pages(
    signed_in: SignedIn, promotion: Promotion, someone: Callable[..., Any]
) -> None:
    student = promotion.enrolments.all()[0].student
    own = signed_in(someone(Role.STUDENT, student=student))
    pages = (f"promotions/{promotion.pk}/resultats/", f"etudiants/{student.nip}/resultats/", "resultats/")
    assert [own.get(f"/qlio/{page}").status_code for page in pages] == [403, 403, 403]


def test_each_page_asks_the_database_a_fixed_number_of_times(
    director: Client,
    promotion: Promotion,
    qlio: Department,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    even = open_promotion(US, qlio, 2023, "s4-fi-osc")
    enrol(US, even, [one.student for one in promotion.enrolments.all()[:5]])
    one = f"/qlio/promotions/{promotion.pk}/resultats/"
    counts = {
        "/qlio/resultats/": 4,
        one: 16,
        f"{one}99000001/UE31/": 15,
        f"/qlio/promotions/{even.pk}/resultats/": 22,
        f"/qlio/promotions/{even.pk}/resultats/annee/": 21,
        "/qlio/etudiants/99000001/resultats/": 22,
    }
    for address, queries in counts.items():
        with django_assert_max_num_queries(queries):
            assert director.get(address).status_code == 200
