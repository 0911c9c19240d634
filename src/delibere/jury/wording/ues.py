# SPDX-License-Identifier: EUPL-1.2
"""What is said of a UE."""

from decimal import Decimal
from fractions import Fraction

from delibere.calculation.rounding import needed_mark
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.jury.rules.sovereignty import Standing
from delibere.jury.student import Decision, UeProposal
from delibere.jury.syllabus import Place
from delibere.jury.wording.case import Case, bar, point, sibling
from delibere.jury.wording.openness import Proposed, decision


def ue_proposal(case: Case, place: Place) -> UeProposal:
    """One UE of one student."""
    ue = case.proposals.course.syllabus.ues[place]
    mean = case.ue_mean(place)
    return UeProposal(
        semester=place.semester,
        code_ue=ue.code,
        title=ue.title,
        competence=ue.competence,
        mean=mean,
        shown=case.shown(mean),
        provisional=case.has(case.proposals.course.awaited, place),
        ects=Decimal(int(case.proposals.ects[(case.row, *place)])) / 100,
        decision=_decision(case, place),
    )


def _decision(case: Case, place: Place) -> Decision:
    sentence, rule = _sentence(case, place)
    reference = point(rule)
    text = _("{ue} : {sentence} ({reference}).").format(
        ue=case.ue_label(place), sentence=sentence, reference=reference
    )
    return decision(Subject.UE, _standing(case, place), Proposed(case.ue_code(place), text, reference))


def _standing(case: Case, place: Place) -> Standing:
    how, course = case.proposals.how, case.proposals.course
    if case.has(how.granted, place):
        return Standing.GRANTED
    if case.has(how.by_granted_rcue, place):
        return Standing.CONSEQUENCE
    if case.acquired(place):
        return Standing.FIXED
    if case.has(course.awaited, place):
        return Standing.AWAITED
    return Standing.NO_AVERAGE if case.ue_code(place) is None else Standing.FAILED


def _sentence(case: Case, place: Place) -> tuple[str, str]:
    """The sentence, and the rule whose point it cites."""
    if case.acquired(place):
        return _acquired(case, place)
    if case.has(case.proposals.course.awaited, place):
        return _awaited(case, place), "R2"
    return _not_acquired(case, place), "R5"


def _acquired(case: Case, place: Place) -> tuple[str, str]:
    """In the order in which the ways of acquiring a UE come."""
    how = case.proposals.how
    if case.has(how.before, place):
        return _acquired_before(case, place)
    compared = _compared(case, place)
    ways = (
        (how.by_average, _("{compared} ; acquise"), "R2"),
        (how.compensated, _("{compared} ; acquise par compensation, RCUE à {rcue} ≥ {bar}"), "R5"),
        (how.granted, _("{compared} ; accordée par le jury"), "R11"),
        (how.by_granted_rcue, _("{compared} ; acquise avec son RCUE, que le jury accorde"), "R11"),
        (how.carried, _("acquise par le niveau supérieur de la même compétence ({higher})"), "R4"),
    )
    sentence, rule = next((sentence, rule) for cube, sentence, rule in ways if case.has(cube, place))
    rcue, least = case.rcue_mean(place), case.proposals.parameters.rcue_bar
    return sentence.format(
        compared=compared,
        rcue="" if rcue is None else case.figure(rcue),
        bar=bar(least),
        higher=case.labels(_higher_level(case, place)),
    ), rule


def _acquired_before(case: Case, place: Place) -> tuple[str, str]:
    course, mean = case.proposals.course, case.ue_mean(place)
    if mean is None and case.has(course.past.elsewhere, place):
        return _("acquise ailleurs (mobilité, VAE ou transfert), sans note"), "R13"
    code = case.ue_code(place)
    if course.attended[(case.row, *place)] and code is Code.ADM and mean is not None:
        return _("{compared} ; déjà acquise, la meilleure moyenne est gardée").format(
            compared=_compared(case, place)
        ), "R14"
    figure = "" if mean is None else _(" à {mean}").format(mean=case.figure(mean))
    return _("acquise{figure} par une décision antérieure ; elle le reste").format(figure=figure), "R2"


def _compared(case: Case, place: Place) -> str:
    """« 9,46 < 10 »."""
    mean, least = case.ue_mean(place), case.proposals.parameters.ue_bar
    if mean is None:
        return _("sans moyenne")
    sign = "≥" if case.has(case.proposals.means.ue_at_bar, place) else "<"
    return f"{case.figure(mean)} {sign} {bar(least)}"


def _higher_level(case: Case, place: Place) -> list[Place]:
    """The UE of the next year that complete a level of the competence."""
    return [p for p in case.in_year(place.year + 1) if p.competence == place.competence]


def _awaited(case: Case, place: Place) -> str:
    mean = case.ue_mean(place)
    missing = _(" ; ").join(labels_of_missing(case, place))
    if mean is None:
        return _("pas encore de moyenne ; il manque {missing}").format(missing=missing)
    return _("moyenne provisoire {mean} ; il manque {missing}").format(
        mean=case.figure(mean), missing=missing
    )


def labels_of_missing(case: Case, place: Place) -> list[str]:
    """« R3.04, « DS 1 » : pas de note », for each mark this UE waits for."""
    course, ue = case.proposals.course, case.ue_label(place)
    if not case.has(course.attended, place):
        return [_("ce qu’attendait une décision antérieure (ATJ)")]
    return [
        missing.label
        for averages, rows in zip(course.followed, course.rows, strict=True)
        if averages.maquette.semester == place.semester and rows[case.row] >= 0
        for missing in averages.missing(int(rows[case.row]))
        if ue in missing.ues
    ]


def _not_acquired(case: Case, place: Place) -> str:
    code = case.ue_code(place)
    if code is None:
        return _("aucune note comptée, donc pas de moyenne ; le jury choisit")
    if not case.has(case.proposals.course.attended, place):
        return _("non acquise par une décision antérieure ({code})").format(code=code)
    return _("{compared} ; non acquise, {outlook}").format(
        compared=_compared(case, place), outlook=_outlook(case, place)
    )


def _outlook(case: Case, place: Place) -> str:
    """What compensation gives or could still give."""
    rcue, other = case.rcue_mean(place), sibling(place)
    if case.has(case.proposals.course.awaited, other):
        return _("une note est attendue dans {ue}").format(ue=case.ue_label(other))
    if rcue is not None:
        return _("RCUE à {rcue} < {bar}").format(
            rcue=case.figure(rcue), bar=bar(case.proposals.parameters.rcue_bar)
        )
    if place.half == 1 or case.followed_both() or other not in case.proposals.course.syllabus.ues:
        return _("RCUE incomplet, qui ne compense rien")
    needed = _needed(case, place)
    if needed is None:
        return _("hors de portée d’une compensation")
    return _("acquise par compensation si {ue} ≥ {needed}").format(
        ue=case.ue_label(other), needed=french(needed)
    )


def _needed(case: Case, place: Place) -> Fraction | None:
    """The smallest average of the other UE with which the RCUE compensates."""
    rules, mean = case.proposals.course.rules, case.ue_mean(place)
    if mean is None:
        return None
    shares = [weight / sum(rules.rcue_weights) for weight in rules.rcue_weights]
    base = shares[place.half] * mean
    return needed_mark(base, shares[1 - place.half], case.proposals.parameters.rcue_bar, rules.rounding)
