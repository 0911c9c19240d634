# SPDX-License-Identifier: EUPL-1.2
"""What an institution puts on its papers."""

import re
from collections.abc import Mapping

from django.db import transaction

from delibere.documents.institution import Institution, Signatory
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, PaperSettings

FIELDS = ("nom", "prenom", "nip", "document")
_FIELD = re.compile(r"\{(\w*)\}")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_LOGO = 200_000


def settings_of(department: Department) -> PaperSettings:
    """Those written down, or empty ones."""
    found = PaperSettings.objects.filter(department=department).first()
    return found or PaperSettings(department=department)


def institution_of(department: Department) -> Institution:
    """As the papers need it."""
    found = settings_of(department)
    return Institution(
        university=found.university,
        institute=found.institute,
        department=found.full_name or _("Département {name}").format(name=department.name),
        town=found.town,
        diploma=found.diploma,
        parcours=found.names.get("parcours", {}),
        english=found.names.get("english", {}),
        logo=found.logo or None,
        director=Signatory(**found.director),
        head=Signatory(**found.head),
        contact=found.contact,
    )


@transaction.atomic
def change_settings(author: Author, department: Department, values: Mapping[str, object]) -> PaperSettings:
    """Write them.

    Raises:
        UnusableInputError: the pattern of file names, or the logo, cannot be used.
    """
    found = settings_of(department)
    for name, value in values.items():
        setattr(found, name, value)
    check_pattern(found.file_pattern)
    _check_logo(found.logo)
    found.save()
    remember(author, Action.PAPER_SETTINGS_CHANGED, department=department, subject=found.institute)
    return found


def check_pattern(pattern: str) -> None:
    """Raises UnusableInputError: an unknown field, or none that tells two students apart."""
    named = _FIELD.findall(pattern)
    unknown = [name for name in named if name not in FIELDS]
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    if unknown or "{" in _FIELD.sub("", pattern):
        message = _("Nom de fichier : champ inconnu. Champs connus : {known}.")
        raise UnusableInputError(message.format(known=known))
    if "nip" not in named and not {"nom", "prenom"} <= set(named):
        raise UnusableInputError(_("Nom de fichier : mettez {nom} et {prenom}, ou {nip}."))


def _check_logo(logo: str) -> None:
    """An SVG, without what could run or fetch something."""
    if not logo:
        return
    lowered = logo.lower()
    if "<svg" not in lowered or len(logo) > _LONGEST_LOGO:
        raise UnusableInputError(_("Le logo est un dessin SVG de 200 ko au plus."))
    if "<script" in lowered or "<!entity" in lowered or 'href="http' in lowered:
        raise UnusableInputError(_("Ce SVG contient un script ou un lien extérieur : retirez-le."))


def file_name(pattern: str, student: Student, document: str) -> str:
    """« ABRICOT_Alix_bulletin-S3.pdf »: what no file system refuses."""
    values = {
        "nom": student.surname,
        "prenom": student.first_name,
        "nip": student.nip,
        "document": document,
    }
    name = _FIELD.sub(lambda field: values.get(field[1], ""), pattern)
    return _FORBIDDEN.sub("-", name).strip(" .") + ".pdf"
