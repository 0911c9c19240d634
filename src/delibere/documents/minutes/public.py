# SPDX-License-Identifier: EUPL-1.2
"""The public list: names and results that are good news, never a mark, a code or a number."""

from dataclasses import dataclass
from datetime import date

from delibere.documents.codes import NO_VALUE
from delibere.documents.dates import day_on_paper, on_paper
from delibere.documents.minutes.values import Minutes
from delibere.documents.typesetting import Json, short_fingerprint, typeset
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.jury.codes import Code

TEMPLATE = "minutes/public.typ"
_VALIDATED = frozenset({Code.ADM, Code.ADJ, Code.ADSUP})
_PASSING = frozenset({Code.PASD, Code.PAS1NCI})


@dataclass(frozen=True, slots=True)
class PublicList:
    """What a list says beside the session.

    Attributes:
        year: of the course, 1 to 3.
        removed_on: the day it is taken down.
        left_out: NIP of those who asked not to be on it.
        dated: the day it is signed.
    """

    year: int
    removed_on: date
    dated: date
    left_out: frozenset[str] = frozenset()


def typeset_public_list(minutes: Minutes, setting: PublicList) -> bytes:
    """The list, PDF.

    Raises:
        UnusableInputError: the session is not sealed, or is not about a year.
    """
    if not (minutes.sealed and minutes.annual):
        message = _("Une liste publique se tire d’un jury annuel clos : rien d’autre n’est un résultat.")
        raise UnusableInputError(message)
    return typeset(TEMPLATE, public_values(minutes, setting))


def public_values(minutes: Minutes, setting: PublicList) -> Json:
    """The values of its template."""
    day = minutes.held_at.date() if minutes.held_at else None
    return {
        "title": _("Résultats du jury"),
        "identity": minutes.institution.of_year(minutes.academic_year),
        "subtitle": [
            f"{minutes.course}, {minutes.title}",
            _("Jury du {day}, présidé par {president}").format(
                day=day_on_paper(day) if day else NO_VALUE, president=minutes.president or NO_VALUE
            ),
        ],
        "lead": _("Par ordre alphabétique :"),
        "heads": [_("Nom et prénom"), _("Résultat")],
        "rows": _rows(minutes, setting),
        "note": _(
            "Les autres étudiants reçoivent leur décision individuellement. Chacun consulte ses notes et sa "
            "décision, motifs compris, dans son espace personnel ; aucune note n’est affichée."
        ),
        "dated": _("À {town}, le {day}").format(
            town=minutes.institution.town or NO_VALUE, day=on_paper(setting.dated)
        ),
        "office": _("La présidence du jury"),
        "president": minutes.president,
        "foot": _(
            "Liste établie d’après le procès-verbal, empreinte {digest}. À retirer de l’affichage le {day}."
        ).format(digest=short_fingerprint(minutes.fingerprint), day=on_paper(setting.removed_on)),
        "page": _("page"),
    }


def _rows(minutes: Minutes, setting: PublicList) -> list[Json]:
    """ADM by rule or by the jury is the same to the public."""
    found = []
    for student in sorted(minutes.students, key=lambda one: one.sort_key):
        result = _result(student.year_code, setting.year)
        if result and student.nip not in setting.left_out:
            found.append([student.name, result])
    return list(found)


def _result(code: Code | None, year: int) -> str | None:
    if code in _VALIDATED:
        return _("Diplôme obtenu") if year == 3 else _("Année validée")
    if code in _PASSING:
        return _("Passage en {year}e année").format(year=year + 1)
    return None
