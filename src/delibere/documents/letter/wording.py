# SPDX-License-Identifier: EUPL-1.2
"""The local template of a letter: sections of text where fields in braces are filled by the software.

The default is a draft to be checked by the legal service of the university: it is data, not code.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

FIELDS: Mapping[str, str] = {
    "student": _("« FRAMBOISE Félix »"),
    "session": _("jour du jury, « 25 juin 2026 »"),
    "course": _("« la deuxième année du BUT… »"),
    "decision": _("la décision en quelques mots, « passage de droit »"),
    "code": _("son code, « PASD »"),
    "law": _("ce que le code veut dire, avec le point de l’arrêté"),
    "motive": _("les motifs écrits par le jury, s’il y en a"),
    "hearing": _("la trace de l’échange, pour un refus de redoublement"),
    "guidance": _("les conseils d’orientation du jury, pour un refus de redoublement"),
    "acquired": _("les ECTS acquis"),
}
"""What each field of a wording is filled with; a section whose text is then empty is left out."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The text of a letter.

    Attributes:
        title, opening: « Décision du jury… », « Le jury… a décidé de {decision} (code {code}). »
        sections: headings and paragraphs, in order; one whose fields are all empty is left out.
        appeal: heading, lead, the ways one by one, the end.
    """

    title: str
    opening: str
    sections: tuple[tuple[str, str], ...]
    appeal_title: str
    appeal_lead: str
    appeal_ways: tuple[str, ...]
    appeal_end: str


def default_wording() -> Wording:
    """A draft, with the points of law that the rules cite."""
    return Wording(
        _("Décision du jury : {decision}"),
        _("Le jury de {course}, réuni le {session}, a décidé : {decision} (code {code})."),
        (
            (_("Motifs en droit"), "{law}"),
            (_("Motifs en fait"), "{motive}"),
            (_("Échange avec le jury"), "{hearing}"),
            (_("Ce qui vous reste acquis"), "{acquired}"),
            (_("Conseils d’orientation"), "{guidance}"),
        ),
        _("Voies et délais de recours"),
        _("Vous pouvez contester cette décision dans les deux mois qui suivent sa réception :"),
        (
            _("par un recours gracieux, adressé à la présidence du jury, à l’adresse de l’IUT ;"),
            _("par un recours devant le tribunal administratif, par courrier ou sur telerecours.fr."),
        ),
        _("Vous pouvez aussi demander votre dossier et le détail du calcul de vos résultats."),
    )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled.

    Raises:
        UnusableInputError: it names a field that does not exist; the message lists those that do.
    """
    try:
        named = [name for _text, name, _form, _way in Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise UnusableInputError(
            _("Accolade seule dans le modèle : « {text} ».").format(text=text)
        ) from error
    unknown = sorted(set(named) - set(FIELDS))
    if unknown:
        message = _("Le modèle nomme {unknown}, qui n’existe pas. Champs connus : {known}.")
        raise UnusableInputError(message.format(unknown=", ".join(unknown), known=", ".join(sorted(FIELDS))))
    return "".join(
        literal + (values.get(name, "") if name is not None else "")
        for literal, name, _form, _way in Formatter().parse(text)
    )
