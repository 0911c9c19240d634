# SPDX-License-Identifier: EUPL-1.2
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from parts import of_year

from delibere.curriculum.balance import sae_share, sae_shares
from delibere.curriculum.competences import with_levels
from delibere.curriculum.model import Curriculum
from delibere.curriculum.pairing import courses, next_maquette, partner, rcues, successors
from delibere.interchange import mcc

ANNEX = Path(__file__).parents[2] / "examples" / "but-qlio-2023-2024.md"


@pytest.fixture(scope="module")
def curriculum() -> Curriculum:
    return mcc.read(ANNEX.read_bytes()).curriculum


@pytest.mark.parametrize(
    ("odd", "even", "levels"),
    [
        ("s1-fa", "s2-fa", [1, 1, 1]),
        ("s3-fi-osc", "s4-fi-osc", [2, 2, 2, 1]),
        ("s5-fa-mp", "s6-fa-mp", [3, 3, 3, 2]),
    ],
)
def test_a_year_has_one_rcue_per_competence(
    curriculum: Curriculum, odd: str, even: str, levels: list[int]
) -> None:
    found = rcues(curriculum.maquette(odd), curriculum.maquette(even))
    assert [rcue.level for rcue in found] == levels
    assert all(rcue.odd.competence == rcue.even.competence == rcue.competence for rcue in found)
    assert [rcue.odd.code[-1] for rcue in found] == [rcue.even.code[-1] for rcue in found]


def test_the_three_competences_called_ue34_are_not_the_same(curriculum: Curriculum) -> None:
    last = {curriculum.maquette(f"s3-fi-{p}").ues[3].competence for p in ("osc", "qmi", "mp")}
    assert len(last) == 3


def test_a_competence_keeps_its_key_from_fi_to_fa(curriculum: Curriculum) -> None:
    fi, fa = curriculum.maquette("s4-fi-osc"), curriculum.maquette("s5-fa-osc")
    assert [ue.competence for ue in fi.ues] == [ue.competence for ue in fa.ues]


@pytest.mark.parametrize(
    ("slug", "following"),
    [
        ("s1-fi", "s2-fi"),
        ("s2-fi", None),
        ("s3-fi-osc", "s4-fi-osc"),
        ("s4-fi-osc", "s5-fa-osc"),
        ("s5-fa-osc", "s6-fa-osc"),
        ("s6-fa-osc", None),
    ],
)
def test_the_next_maquette_is_told_when_it_is_the_only_one_possible(
    curriculum: Curriculum, slug: str, following: str | None
) -> None:
    found = next_maquette(curriculum, curriculum.maquette(slug))
    assert (found.id if found else None) == following


def test_nobody_goes_back_from_fa_to_fi(curriculum: Curriculum) -> None:
    assert [m.id for m in successors(curriculum, curriculum.maquette("s2-fa"))] == ["s3-fa-qmi", "s3-fa-mp"]


def test_the_annex_allows_courses_of_180_credits_in_each_parcours(curriculum: Curriculum) -> None:
    found = courses(curriculum)
    assert {course[-1].parcours for course in found} == {"OSC", "QMI", "MP"}
    assert {sum(m.ects for m in course) for course in found} == {180}


def test_the_partner_of_a_maquette_is_the_other_semester_of_its_year(curriculum: Curriculum) -> None:
    pairs = [(m, partner(curriculum, m)) for m in curriculum.maquettes]
    assert all(other is not None and partner(curriculum, other) == m for m, other in pairs)


def test_the_share_of_sae_over_a_year_weighs_both_ue(curriculum: Curriculum) -> None:
    shares = {(s.maquette, s.ue): s for s in sae_shares(curriculum)}
    # UE51: 2.8 of 7, UE61: 4.5 of 8
    assert shares["s5-fa-osc", "UE51"].over_year == Fraction(73, 150)
    assert shares["s6-fa-osc", "UE61"].over_year == Fraction(73, 150)


def test_a_ue_without_coefficient_has_no_share(curriculum: Curriculum) -> None:
    assert sae_share([(replace(curriculum.maquettes[0], modules=()), "UE11")]) is None


def test_a_competence_that_begins_in_year_two_is_at_level_one_there(curriculum: Curriculum) -> None:
    assert {ue.level for m in with_levels(of_year(curriculum, 2)) for ue in m.ues} == {None}
    assert [ue.level for ue in curriculum.maquette("s3-fa-mp").ues] == [2, 2, 2, 1]
