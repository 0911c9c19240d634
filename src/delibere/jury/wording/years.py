# SPDX-License-Identifier: EUPL-1.2
"""What is said of a year."""

from delibere.foundation.language import _
from delibere.jury.codes import NUMBERED, Code
from delibere.jury.outcomes import Subject
from delibere.jury.rules.sovereignty import Standing
from delibere.jury.student import YearProposal
from delibere.jury.wording.case import Case, point
from delibere.jury.wording.openness import Proposed, decision
from delibere.jury.wording.passage import conditions, obstacles
from delibere.jury.wording.ues import labels_of_missing

VALIDATED = (Code.ADM, Code.ADJ, Code.ADSUP)


def year_proposal(case: Case) -> YearProposal | None:
    """The year that is judged; None when its even semester is still to be followed."""
    code = NUMBERED[case.proposals.year_codes[case.row]]
    if code is None and not case.followed_both():
        return None
    repeats = case.proposals.rights.repeats
    allowed, by_director = bool(repeats.allowed[case.row]), bool(repeats.by_director[case.row])
    opened = decision(
        Subject.YEAR,
        _standing(case, code),
        _proposed(case, code),
        may_repeat=allowed or by_director,
        by_director=by_director and not allowed,
    )
    return YearProposal(case.year + 1, opened, next_semester(case, code))


def earlier_years(case: Case) -> list[YearProposal]:
    """New decisions on earlier years."""
    return [
        YearProposal(year + 1, decision(Subject.YEAR, Standing.FIXED, _superseding(year, code)), None)
        for year, number in enumerate(case.proposals.superseded_years[case.row])
        if (code := NUMBERED[number]) is not None
    ]


def _superseding(year: int, code: Code) -> Proposed:
    if code is Code.ADJ:
        sentence = _(
            "Année {year} : sa dernière UE est accordée par le jury ; nouvelle décision ({reference})."
        )
        rule = "R11"
    else:
        sentence = _(
            "Année {year} : sa dernière UE est acquise par le niveau supérieur ; nouvelle décision "
            "({reference})."
        )
        rule = "R4"
    return Proposed(code, sentence.format(year=year + 1, reference=point(rule)), point(rule))


def next_semester(case: Case, code: Code | None) -> int | None:
    """The semester that a year's code leads to; RED leads to the even one when it alone is missing."""
    first = 2 * case.year + 1
    if code is Code.RED:
        return first if case.proposals.rights.asked[case.row, 0] else first + 1
    if code in {*VALIDATED, Code.PASD, Code.PAS1NCI} and case.year < 2:
        return first + 2
    return None


def _standing(case: Case, code: Code | None) -> Standing:
    if case.proposals.blockers.any[case.row]:
        return Standing.UNDECIDED
    if code in VALIDATED:
        return Standing.FIXED
    if code is Code.PASD:
        return Standing.OF_RIGHT
    if case.year == 2:
        return Standing.UNFINISHED
    return Standing.EXHAUSTED if code is None else Standing.NOT_OF_RIGHT


def _proposed(case: Case, code: Code | None) -> Proposed:
    sentence, rule = _sentence(case, code)
    return Proposed(code, sentence.format(reference=point(rule)), point(rule))


def _sentence(case: Case, code: Code | None) -> tuple[str, str]:
    """The sentence, with a place for the reference, and the rule whose point it cites."""
    if case.proposals.blockers.any[case.row]:
        return _("Rien n’est proposé pour l’année tant qu’il manque de quoi la juger ({reference})."), "R7"
    if code is Code.ADJ:
        return _("Année validée : toutes ses UE sont acquises, par décision du jury ({reference})."), "R11"
    if code in VALIDATED:
        return _("Année validée : tous ses RCUE sont acquis ({reference})."), "R5"
    if code is Code.PASD:
        return _("Passage de droit : {conditions} ({{reference}}).").format(conditions=conditions(case)), "R7"
    return _not_validated(case, code)


def _not_validated(case: Case, code: Code | None) -> tuple[str, str]:
    if case.year == 2:
        missing = case.labels(case.missing(case.in_year(2)))
        why = _("Année non validée, il manque {ues}").format(ues=missing)
    else:
        why = _("Pas de passage de droit : {obstacles}").format(obstacles=" ; ".join(obstacles(case)))
    if code is Code.RED:
        sentence = _("{why} ; redoublement de {semesters} ({{reference}}).")
    elif case.proposals.rights.repeats.by_director[case.row]:
        sentence = _(
            "{why} ; redoublements épuisés pour {semesters}, sauf décision du directeur ({{reference}})."
        )
    else:
        sentence = _("{why} ; redoublements épuisés pour {semesters} ({{reference}}).")
    return sentence.format(why=why, semesters=_asked(case)), "R9"


def _asked(case: Case) -> str:
    asked = case.proposals.rights.asked[case.row]
    return _(" et ").join(f"S{2 * case.year + half + 1}" for half in (0, 1) if asked[half])


def blocking(case: Case) -> list[str]:
    """What is missing: marks; after an even semester, decisions too."""
    blockers, sentences, whole_year = case.proposals.blockers, [], case.followed_both()
    for place in case.in_year(case.year):
        at = (case.row, place.competence, place.half)
        if blockers.marks[at]:
            missing = " ; ".join(labels_of_missing(case, place))
            sentences.append(f"{case.ue_label(place)} : {missing}")
        elif whole_year and blockers.semesters[at]:
            sentences.append(
                _("{ue} : pas suivie cette année, et pas acquise avant").format(ue=case.ue_label(place))
            )
    if whole_year and blockers.first_year[case.row]:
        sentences.append(
            _(
                "décisions de S1 et S2 inconnues ou en attente : les fournir, "
                "l’entrée en S5 en dépend ({reference})"
            ).format(reference=point("R8"))
        )
    return sentences
