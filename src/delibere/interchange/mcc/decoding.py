# SPDX-License-Identifier: EUPL-1.2
"""From bytes to text: UTF-8, or Windows-1252 with a notice; what is no text at all is refused."""

import re

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file and what must be said about its encoding.

    Raises:
        UnusableInputError: empty, UTF-16, or not a text.
    """
    if not data.strip():
        raise UnusableInputError(_("Le fichier est vide : donnez l’annexe MCC, en texte ou en Markdown."))
    if data.startswith(_UTF_16):
        message = _("Le fichier est en UTF-16 : enregistrez-le en UTF-8, puis relancez la commande.")
        raise UnusableInputError(message)
    if _BINARY.search(data):
        message = _(
            "Ce fichier n’est pas un texte (image, PDF, classeur…) : donnez l’annexe en texte ou Markdown."
        )
        raise UnusableInputError(message)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _windows_1252(data)


def _windows_1252(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        message = _("Ce fichier n’est ni en UTF-8 ni en Windows-1252 : enregistrez-le en UTF-8.")
        raise UnusableInputError(message) from None
    message = _("Fichier lu en Windows-1252 : vérifiez les accents, ou enregistrez-le en UTF-8.")
    return text, (Finding(Severity.NOTICE, message),)
