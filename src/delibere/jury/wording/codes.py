# SPDX-License-Identifier: EUPL-1.2
"""Plain words behind each code, with their point of law."""

from collections.abc import Container, Mapping

from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject


def short_words(code: Code, subject: Subject) -> str:
    """What stands beside a code where it is chosen or counted: « passage de droit »."""
    if subject is Subject.YEAR:
        return _of_a_year()[code]
    return _of_a_ue().get(code) or _of_a_year()[code]


def legend(present: Container[Code | None]) -> list[tuple[Code, str]]:
    """The codes of a table of UE, RCUE and years, in their usual order, and nothing about the others."""
    return [(code, short_words(code, Subject.UE)) for code in Code if code in present]


def plain_words(code: Code, subject: Subject) -> str:
    """A sentence for the student, with the point of law."""
    if subject is Subject.YEAR:
        return _year_for_students()[code]
    return _for_students().get(code) or _year_for_students()[code]


def _of_a_ue() -> Mapping[Code, str]:
    return {
        Code.ADM: _("acquis"),
        Code.CMP: _("acquis par compensation dans le RCUE"),
        Code.ADSUP: _("acquis par le niveau supérieur"),
        Code.ADJ: _("accordé par le jury"),
        Code.ADJR: _("acquis avec son RCUE, que le jury accorde"),
        Code.AJ: _("non acquis"),
        Code.ATJ: _("en attente"),
    }


def _of_a_year() -> Mapping[Code, str]:
    return {
        Code.ADM: _("année validée"),
        Code.CMP: _("année validée"),
        Code.ADJ: _("année validée par le jury"),
        Code.ADJR: _("année validée par le jury"),
        Code.ADSUP: _("année validée par le niveau supérieur"),
        Code.AJ: _("année non validée"),
        Code.ATJ: _("en attente"),
        Code.PASD: _("passage de droit"),
        Code.RED: _("redoublement"),
        Code.NAR: _("refus du redoublement"),
        Code.PAS1NCI: _("passage avec un niveau insuffisant"),
        Code.DEF: _("défaillance"),
        Code.DEM: _("démission"),
        Code.ABAN: _("abandon"),
        Code.ABL: _("année blanche"),
        Code.EXCLU: _("exclusion"),
    }


def _for_students() -> Mapping[Code, str]:
    return {
        Code.ADM: _("Acquis : la moyenne atteint 10 (annexe 1, point 4.3)."),
        Code.CMP: _("Acquis par compensation : la moyenne du RCUE atteint 10 (annexe 1, point 4.4)."),
        Code.ADSUP: _("Acquis, parce que le niveau supérieur de la compétence l’est (annexe 1, point 4.3)."),
        Code.ADJ: _("Acquis par décision du jury, au-delà des règles (annexe 1, point 4.6)."),
        Code.ADJR: _("Acquis avec son RCUE, que le jury a accordé (annexe 1, point 4.6)."),
        Code.AJ: _("Pas acquis : moyenne sous 10, et rien ne compense (annexe 1, point 4.4)."),
        Code.ATJ: _("Le jury attend une note ou une décision : il se prononcera plus tard."),
    }


def _year_for_students() -> Mapping[Code, str]:
    validated = _("Année validée : tous ses RCUE sont acquis (annexe 1, point 4.4).")
    by_jury = _("Année validée par décision du jury (annexe 1, point 4.6).")
    return {
        Code.ADM: validated,
        Code.CMP: validated,
        Code.ADJ: by_jury,
        Code.ADJR: by_jury,
        Code.ADSUP: _("Année validée par un niveau supérieur acquis depuis (annexe 1, point 4.3)."),
        Code.AJ: _("Année non validée."),
        Code.ATJ: _("Le jury attend une note ou une décision : il se prononcera plus tard."),
        Code.PASD: _("Vous passez dans l’année suivante ; il reste des UE à acquérir (annexe 1, point 4.5)."),
        Code.RED: _(
            "Vous redoublez : seules les UE non acquises sont à reprendre, les autres restent acquises "
            "(annexe 1, point 4.5)."
        ),
        Code.NAR: _(
            "Le redoublement est refusé ; la décision dit pourquoi et vous avez été conseillé sur la suite "
            "(annexe 1, point 4.5). Vos UE acquises le restent."
        ),
        Code.PAS1NCI: _(
            "Vous passez dans l’année suivante malgré un niveau insuffisant, par décision du jury "
            "(annexe 1, point 4.6)."
        ),
        Code.DEF: _("Défaillance constatée : le jury n’a pas pu se prononcer."),
        Code.DEM: _("Démission enregistrée."),
        Code.ABAN: _("Abandon constaté."),
        Code.ABL: _("Année blanche."),
        Code.EXCLU: _("Exclusion enregistrée."),
    }
