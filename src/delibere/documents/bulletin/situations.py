# SPDX-License-Identifier: EUPL-1.2
"""What a code means for its student, in a line: a code never comes alone."""

from fractions import Fraction

from delibere.calculation.rounding import needed_mark
from delibere.documents.bulletin.figures import ClassFigures
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.jury.codes import Code
from delibere.jury.student import UeProposal


def situation(figures: ClassFigures, at: int, column: int) -> str:
    """One short sentence about one UE of one student."""
    proposal = figures.ue_proposal(at, column)
    if figures.provisional[at, column]:
        return _awaited(figures, at, column)
    if proposal is None or proposal.decision.code is None:
        return _("Aucune note comptée : pas de moyenne.")
    if proposal.decision.code is Code.AJ:
        return _not_acquired(figures, at, column, proposal)
    if proposal.mean is not None and proposal.mean != figures.ues[at][column]:
        return _("Acquise ; moyenne retenue : {mean}.").format(
            mean=french(Fraction(proposal.shown or 0, 100))
        )
    return _sentences()[proposal.decision.code]


def _sentences() -> dict[Code, str]:
    return {
        Code.ADM: _("Acquise et capitalisée."),
        Code.CMP: _("Acquise par compensation dans le RCUE."),
        Code.ADJ: _("Acquise par décision du jury."),
        Code.ADJR: _("Acquise avec son RCUE, par décision du jury."),
        Code.ADSUP: _("Acquise par le niveau supérieur."),
        Code.ATJ: _("En attente."),
        Code.DEF: _("Défaillant."),
    }


def _awaited(figures: ClassFigures, at: int, column: int) -> str:
    ue = figures.averages.maquette.ues[column].code
    waits = dict.fromkeys(one.pn for one in figures.averages.missing(figures.rows[at]) if ue in one.ues)
    modules = list(waits)
    if len(modules) > 2:
        return _("Provisoire : {count} modules attendent une note.").format(count=len(modules))
    return _("Provisoire : note attendue en {modules}.").format(modules=_(" et ").join(modules))


def _not_acquired(figures: ClassFigures, at: int, column: int, proposal: UeProposal) -> str:
    """With the smallest mark of the other UE that still compensates, before the even semester."""
    needed = _needed(figures, at, column)
    if needed is None:
        return _("Non acquise.")
    other = _partner(figures, proposal.competence)
    return _("Non acquise ; compensée si {ue} ≥ {mark}.").format(ue=other, mark=french(needed))


def _needed(figures: ClassFigures, at: int, column: int) -> Fraction | None:
    course, mean = figures.proposals.course, figures.ues[at][column]
    if len(course.followed) > 1 or course.semester % 2 == 0 or mean is None:
        return None
    if _partner(figures, figures.averages.maquette.ues[column].competence) is None:
        return None
    odd, even = (weight / sum(course.rules.rcue_weights) for weight in course.rules.rcue_weights)
    return needed_mark(odd * mean, even, figures.proposals.parameters.rcue_bar, course.rules.rounding)


def _partner(figures: ClassFigures, competence: str) -> str | None:
    """The code of the UE of the next semester for the same competence."""
    semester = figures.averages.maquette.semester + 1
    known = figures.proposals.course.syllabus.ues
    return next(
        (
            ue.code
            for place, ue in known.items()
            if place.semester == semester and ue.competence == competence
        ),
        None,
    )
