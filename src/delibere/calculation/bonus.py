# SPDX-License-Identifier: EUPL-1.2
"""The local bonus (sport, culture, engagement…): one declarative rule made into nodes."""

from fractions import Fraction
from functools import reduce

from delibere.calculation.local_rules import Bonus, BonusMode, BonusSource
from delibere.calculation.means import (
    Better,
    Clamp,
    Columns,
    Increase,
    Linear,
    Means,
    Steps,
    Sum,
    WeightedMean,
    WeightedSum,
)
from delibere.foundation.language import _
from delibere.foundation.numbers import french

ZERO, ONE = Fraction(0), Fraction(1)


def bonus_note() -> str:
    """What the explanation says of a bonus mark."""
    return _("note de bonus")


def with_local_bonus(ues: Means, bonus: Bonus, marks: Means) -> Means:
    """The UE means after the bonus.

    Args:
        ues: students × UE.
        bonus: the rule in force.
        marks: students × sources (labels « sport », « culture »…); unknown where there is no mark.
    """
    if not marks.labels:
        return ues
    gain = local_gain(bonus, marks)
    index = [0 if not bonus.targets or ue in bonus.targets else -1 for ue in ues.labels]
    gains = Columns(gain, index, ("bonus",) * len(index))
    return Sum(ues, gains) if bonus.mode is BonusMode.ADDITIVE else Increase(ues, gains)


def local_gain(bonus: Bonus, marks: Means) -> Means:
    """(students, 1): the points, or the share, that each student gains."""
    source = _source(bonus, marks)
    if bonus.steps:
        return Clamp(Steps(source, bonus.steps), ZERO, bonus.cap)
    note = _("au-dessus de {threshold}, chaque point donne {rate}").format(
        threshold=french(bonus.threshold), rate=french(bonus.rate, 4)
    )
    return Clamp(Linear(source, bonus.rate, -bonus.threshold * bonus.rate, note), ZERO, bonus.cap)


def _source(bonus: Bonus, marks: Means) -> Means:
    """(students, 1): the one figure that the marks of a student make."""
    if bonus.source is BonusSource.BEST:
        first, *others = list[Means](Columns(marks, [k]) for k in range(len(marks.labels)))
        return reduce(Better, others, first)
    if bonus.source is BonusSource.WEIGHTED:
        return WeightedSum(marks, [[bonus.weights.get(name, ZERO)] for name in marks.labels], ["bonus"])
    node = WeightedSum if bonus.source is BonusSource.SUM else WeightedMean
    return node(marks, [[ONE]] * len(marks.labels), ["bonus"])
