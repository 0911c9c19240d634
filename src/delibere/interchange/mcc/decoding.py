# SPDX-License-Identifier: EUPL-1.2
"""From bytes to the text of an annex; what is no text at all is refused."""

import codecs
import re
from fractions import Fraction

from delibere.foundation import decoding
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.foundation.numbers import french

LARGEST = 1_000_000
"""Bytes: twenty times an annex of twenty maquettes."""

_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """The text of a file and what must be said about its encoding.

    Raises:
        UnusableInputError: empty, far too large, UTF-16, or not a text.
    """
    if not data.strip():
        raise UnusableInputError(_("Le fichier est vide : donnez l’annexe MCC, en texte ou en Markdown."))
    if len(data) > LARGEST:
        message = _("Ce fichier fait {size} Mo, bien plus qu’une annexe MCC : vérifiez que c’est le bon.")
        raise UnusableInputError(message.format(size=french(Fraction(len(data), 1_000_000), 1)))
    if _BINARY.search(data) and not data.startswith(_UTF_16):
        message = _("Ce fichier n’est pas un texte (image, PDF…) : donnez l’annexe en texte ou Markdown.")
        raise UnusableInputError(message)
    text, findings = decoding.decode(data, _("l’annexe"))
    return text, tuple(findings)
