# SPDX-License-Identifier: EUPL-1.2
"""Thousands of invented students before a jury: the rules on arrays say what the plain rules say."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from plain_past import Situation, Ue, year_of
from plain_rules import Verdict

from delibere.calculation.local_rules import KeptOnRepeat, LocalRules, Rounding
from delibere.curriculum.model import Regime
from delibere.foundation.calendar import AcademicYear
from delibere.jury.codes import NUMBERED, Code
from delibere.jury.grants import Grant, Grants
from delibere.jury.outcomes import Outcome, Subject
from delibere.jury.proposals import Proposals, propose
from invented_courses import COMPETENCES, NOW, Row, course, maquette

CLASS = 120
NOT_NUMBERS = ["ATT", "ABJ", "ABI", "DIS", None]
BARS = [Fraction(8), Fraction(10), Fraction(10)]
NUDGES = [
    Fraction(n, 600) for n in (0, 0, 0, 3, -3, 6, -6, 100, -100, 200, -200, 600, -600, 1200, -1200, 2400)
]
USUAL = [Code.ADM, Code.ADM, Code.CMP, Code.ADJ, Code.ADSUP, Code.AJ, Code.AJ, Code.ATJ]
"""Codes of a RCUE; those of a UE are more."""
UE_CODES = [*USUAL, Code.ADJR, Code.AJ, Code.DEF]
YEAR_CODES = [Code.ADM, Code.ADJ, Code.PASD, Code.RED, Code.PAS1NCI, Code.ATJ]
HALVES = [(1, 1), (1, 1), (1, 0), (0, 1)]
RULES = [
    LocalRules(),
    LocalRules(rounding=Rounding.TRUNCATE_AT_BAR, kept_on_repeat=KeptOnRepeat.LATEST),
    LocalRules(kept_on_repeat=KeptOnRepeat.LATEST, rcue_weights=(Fraction(2), Fraction(3))),
]
CREDITS = {
    (ue.competence, semester): ue.ects
    for semester in range(1, 7)
    for ue in maquette(semester, Regime.FI, None if semester < 3 else "FLE").ues
}


@dataclass(frozen=True)
class Invented:
    """A class before its jury."""

    year: int
    halves: tuple[Mapping[str, Row] | None, Mapping[str, Row] | None]
    past: tuple[Outcome, ...]
    grants: Grants
    rules: LocalRules


def near_a_bar(chance: Random) -> Fraction:
    return chance.choice(BARS) + chance.choice(NUDGES)


def rows(chance: Random, width: int, others: Mapping[str, Row] | None, nips: list[str]) -> dict[str, Row]:
    """Marks near the bars, or such that the RCUE is near one; now and then none."""
    return {nip: [mark(chance, (others or {}).get(nip), place) for place in range(width)] for nip in nips}


def mark(chance: Random, other_row: Row | None, place: int) -> str | None:
    if chance.random() < 0.05:
        return chance.choice(NOT_NUMBERS)
    other = other_row[place] if other_row else None
    value = near_a_bar(chance)
    if other not in NOT_NUMBERS and chance.random() < 0.6:
        value = 2 * value - Fraction(other or 0)
    return str(min(Fraction(20), max(Fraction(0), value)))


def past_of(chance: Random, nip: str, year: int) -> list[Outcome]:
    lines = [
        line
        for semester in range(1, 2 * year + 1)
        for line in decided(chance, nip, semester, likely=year_of(semester) < year)
    ]
    for _ in range(chance.choice([0, 0, 1, 3])):
        semester, competence = chance.choice([ue for ue in CREDITS_IN_ORDER if ue[0] <= 2 * year])
        lines.append(of_an_rcue(chance, nip, semester + semester % 2, competence))
    lines += [
        Outcome(nip, ago(chance), Subject.YEAR, 2 * each, None, chance.choice(YEAR_CODES))
        for each in range(1, year + 1)
        if chance.random() < 0.2
    ]
    for _ in range(chance.choice([0, 1, 2, 4, 8])):
        semester = chance.randint(1, 2 * year)
        lines.append(Outcome(nip, ago(chance), Subject.ENROLMENT, semester, None, None))
    chance.shuffle(lines)
    return lines


CREDITS_IN_ORDER = [(semester, competence) for competence, semester in CREDITS]


def ago(chance: Random) -> AcademicYear:
    return AcademicYear(NOW.start - chance.choice([0, 1, 1, 2, 3]))


def decided(chance: Random, nip: str, semester: int, *, likely: bool) -> list[Outcome]:
    """Lines about a semester: nearly all acquired, or anything, or nothing."""
    kind = chance.choice(
        ["good", "good", "good", "any", "none"] if likely else ["good", "any", *["none"] * 4]
    )
    if kind == "none":
        return []
    competences = [competence for each, competence in CREDITS_IN_ORDER if each == semester]
    good = kind == "good"
    lines = [of_a_ue(chance, nip, semester, competence, good=good) for competence in competences]
    if not good:
        lines += [of_a_ue(chance, nip, semester, chance.choice([*competences, "bouturer"]), good=False)]
    return lines if good else chance.sample(lines, chance.randint(1, len(lines)))


def of_a_ue(chance: Random, nip: str, semester: int, competence: str, *, good: bool) -> Outcome:
    code = Code.ADM if good and chance.random() < 0.93 else chance.choice(UE_CODES)
    value = None if chance.random() < 0.15 else near_a_bar(chance)
    ects = CREDITS.get((competence, semester), Decimal(1)) + 1 if chance.random() < 0.2 else None
    line = Outcome(nip, ago(chance), Subject.UE, semester, competence, code, value, ects)
    if chance.random() < 0.06:
        return replace(line, elsewhere=True, code=chance.choice([None, Code.ADM]))
    return line


def of_an_rcue(chance: Random, nip: str, semester: int, competence: str) -> Outcome:
    return Outcome(
        nip, ago(chance), Subject.RCUE, semester, competence, chance.choice(USUAL), near_a_bar(chance)
    )


def invented(seed: str, rules: LocalRules, size: int = CLASS) -> Invented:
    chance = Random(seed)  # noqa: S311 nothing secret
    year, shape = chance.randint(1, 3), chance.choice(HALVES)
    nips = [f"{99000001 + row}" for row in range(size)]
    width = 3 if year == 1 else 4
    here = [[nip for nip in nips if chance.random() < 0.95] if all(shape) else nips for _ in (0, 1)]
    odd = rows(chance, width, None, here[0]) if shape[0] else None
    even = rows(chance, width, odd, here[1]) if shape[1] else None
    past = tuple(line for nip in nips for line in past_of(chance, nip, year))
    present = sorted({*(odd or {}), *(even or {})})
    grants = granted(chance, present, last=2 * year if even else 2 * year - 1)
    return Invented(year, (odd, even), past, grants, rules)


def granted(chance: Random, nips: list[str], last: int) -> Grants:
    places = [ue for ue in CREDITS_IN_ORDER if ue[0] <= last]
    pairs = [place for place in places if place[0] % 2 == 0]
    return Grants(picked(chance, nips, places), picked(chance, nips, pairs))


def picked(chance: Random, nips: list[str], places: list[tuple[int, str]]) -> frozenset[Grant]:
    return frozenset((nip, *chance.choice(places)) for nip in nips if places and chance.random() < 0.15)


def situation(given: Invented, nip: str) -> Situation:
    now: dict[Ue, Fraction | None] = {}
    waiting = set()
    for half, marks in enumerate(given.halves):
        for competence, slot in zip(COMPETENCES, (marks or {}).get(nip, ()), strict=False):
            ue = (competence, 2 * given.year - 1 + half)
            now[ue] = value_of(slot)
            if slot in {"ATT", None}:
                waiting.add(ue)
    return Situation(
        academic_year=NOW,
        year=given.year,
        ues={ue: ects for ue, ects in CREDITS.items() if ue[1] < 3 or given.year > 1},
        now=now,
        waiting=frozenset(waiting),
        past=[line for line in given.past if line.nip == nip],
        granted_ues=frozenset((c, s) for who, s, c in given.grants.ues if who == nip),
        granted_rcues=frozenset((c, year_of(s)) for who, s, c in given.grants.rcues if who == nip),
        rounded=given.rules.rounding is Rounding.HALF_UP,
        best=given.rules.kept_on_repeat is KeptOnRepeat.BEST,
        weights=given.rules.rcue_weights,
    )


def value_of(slot: str | None) -> Fraction | None:
    if slot == "ABI":
        return Fraction(0)
    return None if slot in NOT_NUMBERS else Fraction(slot or 0)


def from_plain_rules(verdict: Verdict) -> dict[str, Any]:
    year = verdict.s.year
    return {
        "UE": verdict.ue_codes,
        "RCUE": verdict.rcue_codes,
        "year": verdict.year_code,
        "earlier years": verdict.superseding,
        "even semester": any(semester % 2 for _, semester in verdict.s.now),
        "next year": verdict.passes,
        "credits": {ue: ects for ue, ects in verdict.credits.items() if ects},
        "DUT": year > 1 and verdict.complete(1, 2),
        "BUT": year > 1 and verdict.complete(1, 2, 3),
        "repeats": (verdict.repeats_are_lawful, verdict.director_may_allow),
        "asked": [2 * year - 1 + half for half in (0, 1) if 2 * year - 1 + half in verdict.asked],
    }


def from_arrays(proposals: Proposals, row: int) -> dict[str, Any]:
    syllabus, year, rights = proposals.course.syllabus, proposals.course.year, proposals.rights
    places = {(syllabus.competences[p.competence], p.semester): p for p in syllabus.ues}
    return {
        "UE": {ue: NUMBERED[proposals.ue_codes[(row, *p)]] for ue, p in places.items()},
        "RCUE": {
            (ue[0], p.year + 1): NUMBERED[proposals.rcue_codes[row, p.competence, p.year]]
            for ue, p in places.items()
            if p.half == 0
        },
        "year": NUMBERED[proposals.year_codes[row]],
        "earlier years": {
            each + 1: NUMBERED[code] for each, code in enumerate(proposals.superseded_years[row]) if code
        },
        "even semester": bool(rights.even_semester[row]),
        "next year": bool(rights.next_year[row]),
        "credits": {
            ue: Decimal(int(hundredths)) / 100
            for ue, p in places.items()
            if (hundredths := proposals.ects[(row, *p)])
        },
        "DUT": bool(rights.dut[row]),
        "BUT": bool(rights.but[row]),
        "repeats": (bool(rights.repeats.allowed[row]), bool(rights.repeats.by_director[row])),
        "asked": [2 * year + 1 + half for half in (0, 1) if rights.asked[row, half]],
    }


def compared(given: Invented, *, grants: bool) -> list[tuple[Situation, dict[str, Any], dict[str, Any]]]:
    """What differs, student by student."""
    given = given if grants else replace(given, grants=Grants.none())
    proposals = propose(course(given.year, *given.halves, given.past, rules=given.rules), given.grants)
    differing = []
    for row, student in enumerate(proposals.course.students):
        who = situation(given, student.nip)
        plain, arrays = from_plain_rules(Verdict(who)), from_arrays(proposals, row)
        if plain != arrays:
            differing.append((who, *only_differing(plain, arrays)))
    return differing


def only_differing(plain: dict[str, Any], arrays: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    keys = [key for key in plain if plain[key] != arrays[key]]
    return {key: plain[key] for key in keys}, {key: arrays[key] for key in keys}


@pytest.mark.parametrize("rules", RULES, ids=["usual", "exact, latest", "latest, weighted"])
@pytest.mark.parametrize("number", range(6))
def test_codes_rights_and_credits_are_those_of_the_plain_rules(number: int, rules: LocalRules) -> None:
    given = invented(f"classe {number} {rules}", rules)
    assert compared(given, grants=False) == []
    assert compared(given, grants=True) == []


def open_to_the_jury(
    verdict: Verdict, proposals: Proposals, row: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What remains open beside each proposal and where the year leads: by the plain rules, by the arrays."""
    person = proposals.student(row)
    ues = {(each.competence, each.semester): each for each in (*person.ues, *person.earlier_ues)}
    rcues = {(each.competence, each.year): each for each in (*person.rcues, *person.earlier_rcues)}
    plain: dict[str, Any] = {
        "UE": {ue: verdict.open_to_ue(ue) for ue in ues},
        "RCUE": {rcue: verdict.open_to_rcue(rcue) for rcue in rcues},
        "year": person.year and verdict.open_to_year(),
        "next semester": person.year and verdict.next_semester,
    }
    arrays: dict[str, Any] = {
        "UE": {ue: set(each.decision.lawful) for ue, each in ues.items()},
        "RCUE": {rcue: set(each.decision.lawful) for rcue, each in rcues.items()},
        "year": person.year and set(person.year.decision.lawful),
        "next semester": person.year and person.year.next_semester,
    }
    return plain, arrays


@pytest.mark.parametrize("number", range(10))
def test_what_remains_open_to_the_jury_is_what_the_table_says(number: int) -> None:
    given = replace(invented(f"ouverte {number}", LocalRules(), size=40), grants=Grants.none())
    proposals = propose(course(given.year, *given.halves, given.past))
    for row, student in enumerate(proposals.course.students):
        plain, arrays = open_to_the_jury(Verdict(situation(given, student.nip)), proposals, row)
        assert arrays == plain
