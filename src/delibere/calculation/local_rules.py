# SPDX-License-Identifier: EUPL-1.2
"""What each institution decides for itself: declared, dated, never a constant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Rounding(StrEnum):
    """HALF_UP: round half up to 2 decimals once, when comparing with a bar or showing.

    TRUNCATE_AT_BAR: compare exactly; where rounding would show the other side of a bar, truncate.
    """

    HALF_UP = "half-up"
    TRUNCATE_AT_BAR = "truncate-at-bar"


class UnjustifiedAbsence(StrEnum):
    """What ABI does: counts 0, or leaves the UE without an average (« défaillant »)."""

    ZERO = "zero"
    NO_AVERAGE = "no-average"


class SecondSessionAbsence(StrEnum):
    """What ABI at a second session does: replaces the average by 0, or counts as not sat."""

    ZERO = "zero"
    NOT_SAT = "not-sat"


class KeptOnRepeat(StrEnum):
    """Which mark of a UE that was not acquired pairs with the other one, after a repeat (R14)."""

    BEST = "best"
    LATEST = "latest"


class Ranks(StrEnum):
    """Who is shown the rank of each student: nobody, the staff, or each student too, on the bulletin."""

    HIDDEN = "hidden"
    STAFF = "staff"
    STUDENTS = "students"


class BonusSource(StrEnum):
    """How the bonus marks of a student make one figure.

    WEIGHTED is Σ weight × mark: a sum and not a mean, to which a missing mark adds nothing.
    """

    BEST = "best"
    SUM = "sum"
    MEAN = "mean"
    WEIGHTED = "weighted"


class BonusMode(StrEnum):
    """ADDITIVE: points added to the UE. MULTIPLICATIVE: the UE grows by this share of itself."""

    ADDITIVE = "additive"
    MULTIPLICATIVE = "multiplicative"


@dataclass(frozen=True, slots=True)
class Bonus:
    """Every local bonus met in the wild: max(0, source − threshold) × rate, or a step table, capped.

    Attributes:
        source: how several marks make one.
        weights: by name of the mark (« sport »), for WEIGHTED; a name that is absent weighs 0.
        threshold: points under it give nothing.
        rate: what one point over the threshold gives; unused when there are steps.
        steps: (from this figure on, gives that), rising; empty when there is a rate.
        cap: the most it gives, None without a limit.
        mode: see BonusMode.
        targets: UE codes it acts on; empty for all.
    """

    source: BonusSource = BonusSource.BEST
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    threshold: Fraction = Fraction(10)
    rate: Fraction = Fraction(0)
    steps: tuple[tuple[Fraction, Fraction], ...] = ()
    cap: Fraction | None = None
    mode: BonusMode = BonusMode.ADDITIVE
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GradingTable:
    """How passing marks are spread in a reference group, as the ECTS guide of 2015 has it; decides nothing.

    Attributes:
        group: whose marks (« UE du BUT QLIO, promotions 2021 à 2023 »); count: how many.
        bands: (from this mark on, this share in percent), the highest first; each ends where the one above
            begins, the first at 20.
    """

    group: str
    count: int
    bands: tuple[tuple[Fraction, Fraction], ...]


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The local parameters in force on a day.

    Attributes:
        rcue_weights: what the odd and the even semester weigh in their RCUE.
        shown_from: rank and distribution are hidden in a class smaller than this.
        ranks: who is shown the rank, by the indicative mean.
        grading_table: printed on transcripts; None when the institution gives none.
    """

    rounding: Rounding = Rounding.HALF_UP
    unjustified_absence: UnjustifiedAbsence = UnjustifiedAbsence.ZERO
    second_session_absence: SecondSessionAbsence = SecondSessionAbsence.ZERO
    rcue_weights: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))
    kept_on_repeat: KeptOnRepeat = KeptOnRepeat.BEST
    bonus: Bonus | None = None
    shown_from: int = 5
    ranks: Ranks = Ranks.HIDDEN
    grading_table: GradingTable | None = None
