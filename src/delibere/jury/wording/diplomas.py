# SPDX-License-Identifier: EUPL-1.2
"""Credits, and the diplomas they lead to."""

from decimal import Decimal

import numpy as np

from delibere.foundation.language import _
from delibere.jury.student import Credits, DiplomaProposal
from delibere.jury.wording.case import Case, point


def credits_of(case: Case) -> Credits:
    """ECTS acquired, by semester, over the year, over the course."""
    by_semester = case.proposals.ects[case.row].sum(axis=0)
    first = 2 * case.year + 1
    return Credits(
        {first + half: _decimal(by_semester[case.year, half]) for half in (0, 1)},
        _decimal(by_semester[case.year].sum()),
        _decimal(by_semester.sum()),
    )


def _decimal(hundredths: np.int64) -> Decimal:
    return Decimal(int(hundredths)) / 100


def dut(case: Case) -> DiplomaProposal | None:
    """From the second year on."""
    if case.year == 0:
        return None
    return _diploma(case, "DUT", 2, "R12", obtained=bool(case.proposals.rights.dut[case.row]))


def but(case: Case) -> DiplomaProposal | None:
    """In the third year."""
    if case.year < 2:
        return None
    return _diploma(case, "BUT", 3, "R1", obtained=bool(case.proposals.rights.but[case.row]))


def _diploma(case: Case, name: str, years: int, rule: str, *, obtained: bool) -> DiplomaProposal:
    missing = [place for year in range(years) for place in case.missing(case.in_year(year))]
    told = [place for place in missing if case.is_told(place)]
    if obtained:
        sentence = _("{name} : toutes les UE de S1 à S{last} sont acquises ({reference}).")
    elif told:
        sentence = _("{name} : il manque {ues} ({reference}).")
    elif missing:
        sentence = _("{name} : décisions de {semesters} inconnues ({reference}).")
    else:
        sentence = _("{name} : l’annexe ne contient pas tous les semestres du parcours ({reference}).")
    text = sentence.format(
        name=name,
        last=2 * years,
        ues=case.labels(told),
        semesters=", ".join(dict.fromkeys(f"S{place.semester}" for place in missing)),
        reference=point(rule),
    )
    return DiplomaProposal(name, obtained, tuple(map(case.ue_label, missing)), text, point(rule))
