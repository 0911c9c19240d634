# SPDX-License-Identifier: EUPL-1.2
"""What a jury chooses; everything else it decides is proposed, or follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.jury.codes import Code
from delibere.jury.grants import Grants
from delibere.jury.outcomes import Subject

Key: TypeAlias = tuple[Subject, int, str | None]
"""What is decided: subject, semester (the even one of a RCUE or a year), key of the competence."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One code that a jury chooses for one student.

    Attributes:
        subject, semester, competence: as in an `Outcome`.
        motive: why; asked for whenever the code is not the proposed one.
        points: « points de jury » that explain an ADJ, recorded as such: they change no mark.
        guidance, hearing: for NAR: the advice given, and the trace of the hearing that was offered.
        director: for RED beyond what R9 allows: the director's decision.
    """

    subject: Subject
    semester: int
    competence: str | None
    code: Code | None
    motive: str = ""
    points: Decimal | None = None
    guidance: str = ""
    hearing: str = ""
    director: str = ""

    @property
    def key(self) -> Key:
        """What it is about."""
        return self.subject, self.semester, self.competence


def read_points(text: str) -> Decimal | None:
    """Points as typed, « 0,5 »; None when nothing is.

    Raises:
        UnusableInputError: no number.
    """
    number = read_decimal(text.strip()) if text.strip() else None
    if text.strip() and number is None:
        raise UnusableInputError(_("« {text} » n’est pas un nombre de points.").format(text=text.strip()))
    return number


Choices: TypeAlias = Mapping[str, Sequence[Choice]]
"""By NIP."""


def grants_of(choices: Choices) -> Grants:
    """The UE and RCUE that these choices grant: everything is derived again from them."""
    granted = {
        subject: frozenset(
            (nip, choice.semester, choice.competence or "")
            for nip, chosen in choices.items()
            for choice in chosen
            if choice.code is Code.ADJ and choice.subject is subject
        )
        for subject in (Subject.UE, Subject.RCUE)
    }
    return Grants(granted[Subject.UE], granted[Subject.RCUE])
