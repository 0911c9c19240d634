# SPDX-License-Identifier: EUPL-1.2
"""The form of a deliberation: what may be chosen on each line, and what was chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice, Key, Line, Ruling, read_points
from delibere.jury.outcomes import Subject
from delibere.jury.student import StudentProposal
from delibere.jury.wording.codes import short_words

_THOUGHT_OF = frozenset({Code.ADM, Code.PASD, Code.RED, Code.NAR})
CODE, POINTS = "code:", "points:"
"""What the names of fields begin with; « subject:semester:competence » follows."""


@dataclass(frozen=True, slots=True)
class Option:
    """One code that may be chosen.

    Attributes:
        value: what is sent; empty for what the rules give.
        condition: what this code asks for, in French.
    """

    value: str
    code: Code
    words: str
    condition: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One line on which the jury has something to choose.

    Attributes:
        name: of the field; `points`: of the field of points, empty where they explain nothing.
        refused: codes that are not lawful here, together by reason.
    """

    line: Line
    name: str
    points: str
    options: tuple[Option, ...]
    refused: tuple["Refused", ...]

    @property
    def is_year(self) -> bool:
        """It is about a year."""
        return self.line.subject is Subject.YEAR


@dataclass(frozen=True, slots=True)
class Refused:
    """Codes that are not lawful here, for one reason. `matters`: a jury would think of one of them."""

    codes: tuple[Code, ...]
    reason: str
    matters: bool


def questions(ruling: Ruling, alone: StudentProposal) -> tuple[Question, ...]:
    """What the jury may choose: the year first, then RCUE, then UE.

    Args:
        ruling: with the choices shown in the form.
        alone: what the rules give without any of them.
    """
    given = dict(_given(alone))
    order = (Subject.YEAR, Subject.RCUE, Subject.UE)
    lines = sorted(ruling.lines, key=lambda line: order.index(line.subject))
    found = (_question(line, given.get(line.key)) for line in lines)
    return tuple(one for one in found if one.is_year or len(one.options) > 1 or one.line.code is None)


def _given(alone: StudentProposal) -> Iterator[tuple[Key, Code | None]]:
    for ue in (*alone.earlier_ues, *alone.ues):
        yield (Subject.UE, ue.semester, ue.competence), ue.decision.code
    for rcue in (*alone.earlier_rcues, *alone.rcues):
        yield (Subject.RCUE, 2 * rcue.year, rcue.competence), rcue.decision.code


def _question(line: Line, given: Code | None) -> Question:
    granted = line.choice is not None and line.choice.code is Code.ADJ and line.subject is not Subject.YEAR
    base = given if granted else line.proposal.code
    name = ":".join([line.subject, str(line.semester), line.competence or ""])
    with_points = line.subject is not Subject.YEAR
    return Question(
        line, CODE + name, POINTS + name if with_points else "", tuple(_options(line, base)), _refused(line)
    )


def _options(line: Line, base: Code | None) -> Iterator[Option]:
    chosen = line.choice.code if line.choice else None
    if base is not None:
        words = short_words(base, line.subject)
        yield Option("", base, words, _("ce que donnent les règles"), chosen in {None, base})
    others = dict.fromkeys([*([chosen] if chosen else []), *line.proposal.lawful])
    for code in sorted((one for one in others if one is not base), key=lambda one: one is not Code.ADJ):
        condition = line.proposal.conditions.get(code) or _("motif demandé")
        yield Option(code, code, short_words(code, line.subject), condition, code is chosen)


def _refused(line: Line) -> tuple[Refused, ...]:
    reasons: dict[str, list[Code]] = {}
    for code, reason in line.proposal.refused.items():
        reasons.setdefault(reason, []).append(code)
    return tuple(
        Refused(tuple(codes), reason, not _THOUGHT_OF.isdisjoint(codes)) for reason, codes in reasons.items()
    )


def choices_of(sent: Mapping[str, str]) -> tuple[Choice, ...]:
    """What was chosen in the form; what follows the rules is not among it.

    Raises:
        UnusableInputError: a code or points that are none.
    """
    named = [(name, code) for name, code in sent.items() if name.startswith(CODE) and code]
    return tuple(_choice(name.removeprefix(CODE), code, sent) for name, code in named)


def _choice(name: str, text: str, sent: Mapping[str, str]) -> Choice:
    subject, semester, competence = (*name.split(":", 2), "", "")[:3]
    if text not in set(Code) or subject not in set(Subject) or not semester.isdecimal():
        raise UnusableInputError(_("Ce formulaire n’est pas de cette page : rechargez-la."))
    code, number = Code(text), read_points(sent.get(POINTS + name, ""))
    refusal, repeat = code is Code.NAR, code is Code.RED
    return Choice(
        subject=Subject(subject),
        semester=int(semester),
        competence=competence or None,
        code=code,
        motive=sent.get("motive", "").strip(),
        points=number if code is Code.ADJ else None,
        guidance=sent.get("guidance", "").strip() if refusal else "",
        hearing=sent.get("hearing", "").strip() if refusal else "",
        director=sent.get("director", "").strip() if repeat else "",
    )
