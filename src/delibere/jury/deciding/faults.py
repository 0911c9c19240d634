# SPDX-License-Identifier: EUPL-1.2
"""What a jury's choices lack before they can be written: unlawful codes, motives, hearings."""

from collections.abc import Iterable, Iterator

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.deciding.choices import Choice
from delibere.jury.deciding.rulings import Line, Ruling
from delibere.jury.outcomes import Subject

HIGHEST_POINTS = 20


def faults(ruling: Ruling, choices: Iterable[Choice]) -> list[Finding]:
    """Why this cannot be decided, all at once; empty when it can. `subject` of each is a line's label."""
    known = {line.key for line in ruling.lines}
    strangers = [choice for choice in choices if choice.key not in known]
    found = [_error(_("ce jury n’a pas à en décider"), _name(choice)) for choice in strangers]
    return found + [fault for line in ruling.lines for fault in _of_line(line)]


def _of_line(line: Line) -> Iterator[Finding]:
    if line.choice is None:
        if line.code is None and not line.earlier:
            yield _error(_("aucun code n’est proposé : choisissez-en un"), line.label)
        return
    if (refusal := _refusal(line, line.choice)) is not None:
        yield _error(refusal, line.label)
        return
    for lack in _lacks(line, line.choice):
        yield _error(lack, line.label)


def _refusal(line: Line, choice: Choice) -> str | None:
    """Why this code is not lawful here."""
    code, proposal = choice.code, line.proposal
    if code is None:
        return _("choisissez un code")
    if code is proposal.code or code in proposal.lawful:
        return None
    reason = proposal.refused.get(code) or _("ce code ne se donne pas ici")
    return _("{code} n’est pas possible : {reason}").format(code=code, reason=reason)


def _lacks(line: Line, choice: Choice) -> Iterator[str]:
    if not choice.motive.strip():
        yield _("un motif est demandé : {code} n’est pas ce que les règles donnent").format(code=choice.code)
    if choice.code is Code.NAR:
        if not choice.guidance.strip():
            yield _("NAR : dites les conseils d’orientation donnés (annexe 1, point 4.5)")
        if not choice.hearing.strip():
            yield _("NAR : dites comment l’étudiant a été entendu, ou qu’il ne l’a pas demandé")
    if choice.code is Code.RED and Code.RED in line.proposal.conditions and not choice.director.strip():
        yield _("RED : redoublements épuisés, citez la décision du directeur (annexe 1, point 4.5)")
    if choice.points is not None:
        yield from _about_points(line, choice)


def _about_points(line: Line, choice: Choice) -> Iterator[str]:
    if line.subject is Subject.YEAR or choice.code is not Code.ADJ:
        yield _("des points de jury expliquent un ADJ sur une UE ou un RCUE, rien d’autre")
    elif not 0 < (choice.points or 0) <= HIGHEST_POINTS or ((choice.points or 0) * 1000) % 1:
        yield _("des points de jury sont un nombre entre 0 et 20, à trois décimales au plus")


def _name(choice: Choice) -> str:
    return f"{choice.subject.upper()} S{choice.semester} {choice.competence or ''}".strip()


def _error(message: str, subject: str) -> Finding:
    return Finding(Severity.ERROR, message, subject=subject)
