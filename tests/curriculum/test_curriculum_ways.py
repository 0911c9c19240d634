# SPDX-License-Identifier: EUPL-1.2
from delibere.curriculum.model import Curriculum
from delibere.curriculum.ways import way_table, ways


def test_every_parcours_is_reached_from_both_regimes(annex: Curriculum) -> None:
    names = [(way.parcours, way.name) for way in ways(annex)]
    assert ("OSC", "FI puis FA au S5") in names
    assert ("QMI", "FA") in names
    assert {parcours for parcours, _name in names} == {"OSC", "QMI", "MP"}


def test_a_way_has_a_slug_of_its_own(annex: Curriculum) -> None:
    slugs = [way.slug for way in ways(annex)]
    assert len(set(slugs)) == len(slugs)


def test_the_fourth_competence_begins_in_the_second_year_and_pairs_its_ue(annex: Curriculum) -> None:
    osc = next(way for way in ways(annex) if way.slug == "osc-ffffaa")
    fourth = way_table(osc).rows[3]
    assert fourth.title == "Gérer et animer la chaîne logistique globale"
    assert fourth.levels[0] is None
    assert [
        (one.level, one.odd.code, one.even.code) for one in fourth.levels[1:] if one and one.odd and one.even
    ] == [
        (1, "UE34", "UE44"),
        (2, "UE54", "UE64"),
    ]
