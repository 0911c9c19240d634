# SPDX-License-Identifier: EUPL-1.2
"""The shortest lawful way to a UE that is not acquired.

In this order: its RCUE, if the other semester is still open (point 4.4); the higher level of its competence,
if it is (point 4.3); else following it again (point 4.5). The jury may always grant it (point 4.6).
"""

from fractions import Fraction

from delibere.calculation.rounding import needed_mark, value_shown
from delibere.foundation.language import _
from delibere.foundation.numbers import french, write_fraction
from delibere.jury.rules.registry import RULES
from delibere.jury.syllabus import YEARS, Place
from delibere.jury.whole_course.laying import Laid
from delibere.jury.whole_course.values import Progress

OPEN = frozenset({Progress.IN_PROGRESS, Progress.TO_COME})


def shortest_way(laid: Laid, place: Place) -> str:
    """A sentence in French, for a UE that is not acquired and whose average is settled."""
    ways = (_by_its_rcue, _by_the_higher_level, _again)
    return next(sentence for way in ways if (sentence := way(laid, place)))


def label(laid: Laid, place: Place) -> str:
    """« UE31 »."""
    return laid.syllabus.ues[place].code


def is_open(laid: Laid, place: Place) -> bool:
    """Whether a mark of it may still change."""
    return place in laid.syllabus.ues and laid.progress(place) in OPEN


def _point(*rules: str) -> str:
    points = [RULES[rule].reference.point for rule in rules]
    return (_("point {points}") if len(points) == 1 else _("points {points}")).format(
        points=", ".join(points)
    )


def _by_its_rcue(laid: Laid, place: Place) -> str:
    other, mean = place._replace(half=1 - place.half), laid.mean(place)
    if mean is None or not is_open(laid, other):
        return ""
    needed = _makes_up(laid, place, mean)
    if needed is None:
        return ""
    return _("compensée si {ue} ≥ {needed} : {how} ({point})").format(
        ue=label(laid, other), needed=french(needed), how=_mean_of(laid, place, needed), point=_point("R5")
    )


def _makes_up(laid: Laid, place: Place, mean: Fraction) -> Fraction | None:
    """The smallest average of the other UE with which the RCUE of this one is at the bar."""
    own, others = _shares(laid, place)
    return needed_mark(own * mean, others, laid.parameters.rcue_bar, laid.rules.rounding)


def _shares(laid: Laid, place: Place) -> tuple[Fraction, Fraction]:
    """What this UE and the other one weigh in their RCUE."""
    weights = laid.rules.rcue_weights
    return weights[place.half] / sum(weights), weights[1 - place.half] / sum(weights)


def _mean_of(laid: Laid, place: Place, other: Fraction) -> str:
    """« RCUE à 9,995, arrondi à 10,00 »."""
    mean, (own, others) = laid.mean(place), _shares(laid, place)
    assert mean is not None  # noqa: S101 whoever asks has it
    exact = own * mean + others * other
    figure = french(Fraction(value_shown(exact, (laid.parameters.rcue_bar,), laid.rules.rounding), 100))
    written = write_fraction(exact)
    if Fraction(exact * 100).denominator == 1:
        return _("RCUE à {figure}").format(figure=figure)
    if "/" in written:
        return _("RCUE arrondi à {figure}").format(figure=figure)
    return _("RCUE à {exact}, arrondi à {figure}").format(exact=written, figure=figure)


def _by_the_higher_level(laid: Laid, place: Place) -> str:
    if place.year + 1 >= YEARS:
        return ""
    odd, even = (Place(place.competence, place.year + 1, half) for half in (0, 1))
    if odd not in laid.syllabus.ues or even not in laid.syllabus.ues or not is_open(laid, even):
        return ""
    if is_open(laid, odd):
        return _(
            "acquise avec le niveau supérieur, si {odd} et {even} le sont ({point}) ; ou par le jury"
        ).format(odd=label(laid, odd), even=label(laid, even), point=_point("R4"))
    needed = _completes(laid, odd)
    if needed is None:
        return ""
    return _(
        "acquise si {even} ≥ {needed} : le niveau supérieur l’est alors, donc celui-ci ({points}) ; "
        "ou par le jury"
    ).format(even=label(laid, even), needed=french(needed), points=_point("R5", "R4"))


def _completes(laid: Laid, odd: Place) -> Fraction | None:
    """The smallest average of the even UE with which both are acquired, by itself or by the RCUE."""
    alone = needed_mark(Fraction(0), Fraction(1), laid.parameters.ue_bar, laid.rules.rounding)
    mean = laid.mean(odd)
    together = None if mean is None else _makes_up(laid, odd, mean)
    if not laid.acquired[odd]:
        return together
    return min((one for one in (alone, together) if one is not None), default=None)


def _again(laid: Laid, place: Place) -> str:
    other = place._replace(half=1 - place.half)
    alone = needed_mark(Fraction(0), Fraction(1), laid.parameters.ue_bar, laid.rules.rounding)
    mean = laid.mean(other) if other in laid.syllabus.ues else None
    together = None if mean is None else _makes_up(laid, other, mean)
    needed = min((one for one in (alone, together) if one is not None), default=Fraction(20))
    sentence = _("à reprendre en S{semester} : acquise à {needed} ou plus ({points}) ; ou par le jury")
    if together is not None and alone is not None and together < alone:
        sentence = _(
            "à reprendre en S{semester} : acquise à {needed} ou plus, son RCUE étant alors à {bar} "
            "({points}) ; ou par le jury"
        )
    return sentence.format(
        semester=place.semester,
        needed=french(needed),
        bar=french(laid.parameters.rcue_bar, 0),
        points=_point("R9", "R5" if together is not None and together < (alone or 0) else "R2"),
    )
