# SPDX-License-Identifier: EUPL-1.2
"""What remains open to the jury beside a proposal: on which condition, and why the rest is not."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from delibere.foundation.language import _
from delibere.foundation.law import Reference
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.jury.rules.sovereignty import Standing, lawful_codes
from delibere.jury.student import Decision

CANDIDATES: Mapping[Subject, tuple[Code, ...]] = {
    Subject.UE: (Code.ADM, Code.CMP, Code.ADSUP, Code.ADJ, Code.ADJR, Code.AJ, Code.ATJ, Code.DEF),
    Subject.RCUE: (Code.ADM, Code.CMP, Code.ADSUP, Code.ADJ, Code.AJ, Code.ATJ, Code.DEF),
    Subject.YEAR: (
        *(Code.ADM, Code.ADJ, Code.ADSUP, Code.PASD, Code.RED),
        *(Code.NAR, Code.PAS1NCI, Code.ATJ, Code.DEF),
    ),
}
"""The codes one could think of."""


class Proposed(NamedTuple):
    """A code, why, and the point of law."""

    code: Code | None
    sentence: str
    reference: Reference


def decision(
    subject: Subject,
    standing: Standing,
    proposed: Proposed,
    *,
    may_repeat: bool = True,
    by_director: bool = False,
) -> Decision:
    """A proposal with what remains open.

    `may_repeat`: RED is lawful; `by_director`: by the director's decision only.
    """
    lawful = lawful_codes(standing, proposed.code, may_repeat=may_repeat)
    closed = [code for code in CANDIDATES[subject] if code is not proposed.code and code not in lawful]
    refused = _refusals(subject, standing, closed) if closed else {}
    return Decision(*proposed, lawful, _conditions(lawful, by_director=by_director), refused)


def _conditions(lawful: Sequence[Code], *, by_director: bool) -> dict[Code, str]:
    conditions = {
        Code.NAR: _("refus d’un redoublement : entendre l’étudiant qui le demande, motiver, conseiller"),
        Code.PAS1NCI: _("passage avec un niveau insuffisant au moins : contesté, à motiver ({point})").format(
            point=_("annexe 1, point 4.6")
        ),
    }
    if by_director:
        conditions[Code.RED] = _("sur décision du directeur, pour force majeure (annexe 1, point 4.5)")
    return {code: conditions[code] for code in lawful if code in conditions}


def _refusals(subject: Subject, standing: Standing, closed: Sequence[Code]) -> dict[Code, str]:
    reasons, by_code = _by_standing().get(standing, {}), _by_code(subject)
    return {code: reasons.get(code) or reasons.get(None) or by_code[code] for code in closed}


def _by_standing() -> Mapping[Standing, Mapping[Code | None, str]]:
    """Reasons for one code, or (None) for all the others."""
    nowhere = _("aucune année ne suit la troisième")
    exhausted = _("redoublements épuisés (annexe 1, point 4.5)")
    return {
        Standing.FIXED: {None: _("ce que les règles donnent ne se retire pas (annexe 1, point 4.6)")},
        Standing.CONSEQUENCE: {None: _("suit ce que le jury a accordé : revenir sur cet accord")},
        Standing.UNDECIDED: {None: _("il manque de quoi établir les conditions")},
        Standing.OF_RIGHT: {
            code: _("le passage est de droit (annexe 1, point 4.5)")
            for code in (Code.RED, Code.NAR, Code.PAS1NCI)
        },
        Standing.EXHAUSTED: {Code.RED: exhausted},
        Standing.UNFINISHED: {Code.RED: exhausted, Code.PASD: nowhere, Code.PAS1NCI: nowhere},
    }


def _by_code(subject: Subject) -> Mapping[Code, str]:
    if subject is Subject.YEAR:
        return {
            Code.ADM: _("tous les RCUE de l’année ne sont pas acquis"),
            Code.ADSUP: _("ne vaut que pour une année antérieure, achevée par un niveau supérieur"),
            Code.PASD: _("les conditions du passage de droit ne sont pas remplies"),
            Code.ATJ: _("rien n’est en attente"),
            Code.DEF: _("se constate sur une UE sans moyenne"),
        }
    return {
        Code.ADM: _("la moyenne n’atteint pas 10"),
        Code.CMP: _("la moyenne du RCUE n’atteint pas 10"),
        Code.ADSUP: _("le niveau supérieur de la compétence n’est pas acquis"),
        Code.ADJR: _("ne se donne que par l’ADJ de son RCUE"),
        Code.DEF: _("une moyenne existe"),
    }
