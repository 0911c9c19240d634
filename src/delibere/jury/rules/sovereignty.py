# SPDX-License-Identifier: EUPL-1.2
"""R11. The jury, chaired by the director of the IUT or a delegate, is sovereign.

It may grant beyond the rules. It takes nothing away of what they give: what is acquired, made up or carried
is fixed; and where passage is of right, neither a repeat nor a refusal is offered (practice).
"""

from enum import Enum, auto

from delibere.foundation.law import annexe_1
from delibere.jury.codes import Code
from delibere.jury.rules.registry import rule


class Standing(Enum):
    """Where a UE, a RCUE or a year stands when the jury looks at it."""

    FIXED = auto()
    """What the rules give: acquired, made up, carried; for a year, every RCUE of it."""
    GRANTED = auto()
    """The jury's own grant."""
    CONSEQUENCE = auto()
    """Acquired because its RCUE was granted."""
    FAILED = auto()
    """A UE or RCUE that is not acquired."""
    AWAITED = auto()
    """A mark is still awaited."""
    NO_AVERAGE = auto()
    """No mark counted: nothing is proposed."""
    OF_RIGHT = auto()
    """Year 1 or 2: passage is of right."""
    NOT_OF_RIGHT = auto()
    """Year 1 or 2: passage is not of right, the year may be repeated."""
    EXHAUSTED = auto()
    """Year 1 or 2: neither passage nor a repeat is of right."""
    UNFINISHED = auto()
    """Year 3: a UE is missing."""
    UNDECIDED = auto()
    """A year about which nothing can be proposed yet."""


_LAWFUL: dict[Standing, tuple[Code, ...]] = {
    Standing.FIXED: (),
    Standing.GRANTED: (Code.AJ, Code.ATJ),
    Standing.CONSEQUENCE: (),
    Standing.FAILED: (Code.AJ, Code.ADJ, Code.ATJ),
    Standing.AWAITED: (Code.ATJ, Code.DEF, Code.AJ, Code.ADJ),
    Standing.NO_AVERAGE: (Code.ATJ, Code.DEF, Code.AJ, Code.ADJ),
    Standing.OF_RIGHT: (Code.PASD, Code.ADJ),
    Standing.NOT_OF_RIGHT: (Code.RED, Code.NAR, Code.PAS1NCI, Code.ADJ, Code.ATJ),
    Standing.EXHAUSTED: (Code.RED, Code.NAR, Code.PAS1NCI, Code.ADJ),
    Standing.UNFINISHED: (Code.RED, Code.NAR, Code.ADJ, Code.ATJ),
    Standing.UNDECIDED: (Code.ATJ, Code.DEF, Code.ADJ),
}


@rule("R11", annexe_1("4.6"))
def lawful_codes(standing: Standing, proposed: Code | None, *, may_repeat: bool = True) -> tuple[Code, ...]:
    """The codes a jury may choose instead of the proposed one.

    `may_repeat`: of right, or with the director's decision; without it RED is not lawful.
    """
    return tuple(
        code for code in _LAWFUL[standing] if code is not proposed and (may_repeat or code is not Code.RED)
    )
