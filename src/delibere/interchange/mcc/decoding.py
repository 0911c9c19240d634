# SPDX-License-Identifier: EUPL-1.2
"""From bytes to the text of an annex; what is no text at all is refused."""

import re

from delibere.foundation import decoding
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _

_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file and what must be said about its encoding.

    Raises:
        UnusableInputError: empty, UTF-16, or not a text.
    """
    if not data.strip():
        raise UnusableInputError(_("Le fichier est vide : donnez l’annexe MCC, en texte ou en Markdown."))
    text, findings = decoding.decode(data, _("l’annexe"))
    if _BINARY.search(text):
        message = _(
            "Ce fichier n’est pas un texte (image, PDF, classeur…) : donnez l’annexe en texte ou Markdown."
        )
        raise UnusableInputError(message)
    return text, tuple(findings)
