# SPDX-License-Identifier: EUPL-1.2
"""What is said of the right to go on, and of what it counts."""

from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.jury.codes import Code
from delibere.jury.student import Counters
from delibere.jury.syllabus import Place
from delibere.jury.wording.case import Case, bar, pair, point


def counters(case: Case) -> Counters:
    """What passage to the next year counts: RCUE of the year acquired, and the lowest of the others."""
    rcues = case.rcues(case.year)
    others = [place for place in rcues if not _acquired(case, place)]
    awaited = [place for place in others if case.rcue_code(place) is Code.ATJ]
    means = [case.rcue_mean(place) for place in others if place not in awaited]
    lowest = min((mean for mean in means if mean is not None), default=None)
    share, acquired, total = case.proposals.parameters.rcue_share, len(rcues) - len(others), len(rcues)
    text = _("{acquired} sur {total}").format(acquired=acquired, total=total)
    if lowest is not None:
        text = _("{count}, minimum {lowest}").format(count=text, lowest=case.figure(lowest))
    if None in means:
        text = _("{count}, {without} sans moyenne").format(count=text, without=means.count(None))
    if awaited:
        text = _("{count}, {awaited} en attente").format(count=text, awaited=len(awaited))
    return Counters(acquired, total, int(total * share) + 1, lowest, text)


def passage(case: Case) -> str:
    """The right to go on after the last semester followed."""
    after = case.proposals.course.semester + 1
    if not case.followed_both():
        follows = case.proposals.rights.even_semester[case.row]
        return of_right(after, "R6") if follows else ""
    if case.year == 2:
        return ""
    if case.proposals.rights.next_year[case.row]:
        return of_right(after, "R7")
    if case.proposals.blockers.any[case.row]:
        return _("Passage en S{semester} : à établir quand rien ne manquera plus.").format(semester=after)
    return _("Passage en S{semester} : pas de droit ; {why}.").format(
        semester=after, why=" ; ".join(obstacles(case))
    )


def of_right(semester: int, rule: str) -> str:
    """« Passage en S4 : de droit (annexe 1, point 4.5). »."""
    return _("Passage en S{semester} : de droit ({reference}).").format(
        semester=semester, reference=point(rule)
    )


def conditions(case: Case) -> str:
    """« 3 RCUE sur 4 à 10 ou plus, aucun sous 8 »."""
    count, parameters = counters(case), case.proposals.parameters
    return _("{acquired} RCUE sur {total} à {bar} ou plus, aucun sous {floor}").format(
        acquired=count.acquired,
        total=count.total,
        bar=bar(parameters.rcue_bar),
        floor=bar(parameters.rcue_floor),
    )


def obstacles(case: Case) -> list[str]:
    """Which conditions of passage are not met."""
    count, parameters = counters(case), case.proposals.parameters
    found = []
    if count.acquired < count.needed:
        found.append(
            _("{acquired} RCUE sur {total} à {bar} ou plus, il en faut {needed}").format(
                acquired=count.acquired, total=count.total, bar=bar(parameters.rcue_bar), needed=count.needed
            )
        )
    found += [_under_floor(case, place) for place in case.rcues(case.year) if _not_at_floor(case, place)]
    missing = [p for p in case.missing(case.in_year(0)) if case.is_told(p)] if case.year == 1 else []
    if missing:
        found.append(_("UE de première année non acquises : {ues}").format(ues=case.labels(missing)))
    return found


def _under_floor(case: Case, place: Place) -> str:
    mean, ues = case.rcue_mean(place), " + ".join(case.ue_label(half) for half in pair(place))
    if mean is None:
        return _("RCUE {ues} sans moyenne").format(ues=ues)
    return _("RCUE {ues} à {mean} < {floor}").format(
        ues=ues, mean=case.figure(mean), floor=french(case.proposals.parameters.rcue_floor, 0)
    )


def _acquired(case: Case, place: Place) -> bool:
    return all(case.acquired(half) for half in pair(place))


def _not_at_floor(case: Case, place: Place) -> bool:
    at_floor = case.proposals.means.rcue_at_floor[case.row, place.competence, place.year]
    return not (at_floor or _acquired(case, place))
