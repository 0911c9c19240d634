# SPDX-License-Identifier: EUPL-1.2
"""The columns that say who a row is about."""

import re

from delibere.foundation.language import _
from delibere.interchange.spreadsheet.tables import Heading

NIP = Heading(
    "NIP",
    ("n° NIP", "code NIP", "n° étudiant", "num étudiant", "numéro étudiant", "code étudiant"),
    required=True,
)
SURNAME = Heading("Nom", ("nom de famille", "nom usuel", "nom d’usage", "nom patronymique"))
FIRST_NAME = Heading("Prénom", ("prénoms", "prénom usuel"))
INE = Heading("INE", ("n° INE", "code INE", "numéro INE"))
GROUP = Heading("Groupe", ("groupe TD", "groupe de TD", "TD"))
EMAIL = Heading("Courriel", ("e-mail", "mail", "adresse électronique", "adresse mail", "adresse e-mail"))

_NIP = re.compile(r"\d{1,8}")


def is_nip(text: str) -> bool:
    """Up to 8 digits."""
    return _NIP.fullmatch(text) is not None


def nip_refusal(text: str) -> str:
    """Why this is no NIP, for people."""
    if not text:
        return _("Cette ligne n’a pas de NIP : ajoutez-le, ou videz la ligne.")
    return _("« {nip} » n’est pas un NIP : 8 chiffres au plus, rien d’autre.").format(nip=text)
