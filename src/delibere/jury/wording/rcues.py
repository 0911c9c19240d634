# SPDX-License-Identifier: EUPL-1.2
"""What is said of a RCUE."""

from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.jury.rules.sovereignty import Standing
from delibere.jury.student import Decision, RcueProposal
from delibere.jury.syllabus import Place
from delibere.jury.wording.case import Case, bar, pair, point
from delibere.jury.wording.openness import Proposed, decision


def rcue_proposal(case: Case, place: Place) -> RcueProposal:
    """The RCUE of a UE."""
    odd, even = pair(place)
    ue, mean = case.proposals.course.syllabus.ues[odd], case.rcue_mean(place)
    awaited = case.proposals.course.awaited[case.row, place.competence, place.year]
    return RcueProposal(
        year=place.year + 1,
        ues=(case.ue_label(odd), case.ue_label(even)),
        title=ue.title,
        competence=ue.competence,
        mean=mean,
        shown=case.shown(mean),
        provisional=bool(awaited.any()),
        decision=_decision(case, place),
    )


def _decision(case: Case, place: Place) -> Decision:
    sentence, rule = _sentence(case, place)
    reference = point(rule)
    text = _("RCUE {ues} : {sentence} ({reference}).").format(
        ues=" + ".join(case.ue_label(half) for half in pair(place)), sentence=sentence, reference=reference
    )
    return decision(Subject.RCUE, _standing(case, place), Proposed(case.rcue_code(place), text, reference))


def _granted(case: Case, place: Place) -> bool:
    """The RCUE itself was granted, and it changed something."""
    return any(case.has(case.proposals.how.by_granted_rcue, half) for half in pair(place))


def _standing(case: Case, place: Place) -> Standing:
    if _granted(case, place):
        return Standing.GRANTED
    if any(case.has(case.proposals.how.granted, half) for half in pair(place)) and _acquired(case, place):
        return Standing.CONSEQUENCE
    if _acquired(case, place):
        return Standing.FIXED
    code = case.rcue_code(place)
    if code is Code.ATJ:
        return Standing.AWAITED
    return Standing.NO_AVERAGE if code is None else Standing.FAILED


def _acquired(case: Case, place: Place) -> bool:
    return all(case.acquired(half) for half in pair(place))


def _sentence(case: Case, place: Place) -> tuple[str, str]:
    """The sentence, and the rule whose point it cites."""
    if _granted(case, place):
        return _("{compared} ; accordé par le jury").format(compared=_compared(case, place)), "R11"
    if _acquired(case, place):
        return _acquired_sentence(case, place)
    if case.rcue_code(place) is Code.ATJ:
        awaited = [half for half in pair(place) if case.has(case.proposals.course.awaited, half)]
        return _("une note est attendue dans {ues}").format(ues=case.labels(awaited)), "R5"
    if case.rcue_mean(place) is None:
        without = [half for half in pair(place) if case.ue_mean(half) is None]
        return _("incomplet, {ues} sans moyenne ; il ne compense rien").format(ues=case.labels(without)), "R5"
    sentence = _("{compared} ; il ne compense pas {ues}")
    return sentence.format(compared=_compared(case, place), ues=case.labels(case.missing(pair(place)))), "R5"


def _acquired_sentence(case: Case, place: Place) -> tuple[str, str]:
    how = case.proposals.how
    made_up = [half for half in pair(place) if case.has(how.compensated, half)]
    if made_up:
        return _("{compared} ; il compense {ues}").format(
            compared=_compared(case, place), ues=case.labels(made_up)
        ), "R5"
    if any(case.has(how.granted, half) for half in pair(place)):
        return _("ses deux UE sont acquises, par décision du jury"), "R11"
    if any(case.has(how.carried, half) for half in pair(place)):
        return _("acquis par le niveau supérieur de la même compétence"), "R4"
    return _("ses deux UE sont acquises"), "R2"


def _compared(case: Case, place: Place) -> str:
    """« 9,73 < 10 »."""
    mean, least = case.rcue_mean(place), case.proposals.parameters.rcue_bar
    if mean is None:
        return _("sans moyenne")
    at_bar = case.proposals.means.rcue_at_bar[case.row, place.competence, place.year]
    return f"{case.figure(mean)} {'≥' if at_bar else '<'} {bar(least)}"
