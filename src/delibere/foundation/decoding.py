# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a text file to its characters."""

import codecs

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _


def decode(data: bytes, name: str) -> tuple[str, list[Finding]]:
    """The text of a file, and a notice when it had to be read as Windows-1252.

    Args:
        data: UTF-8, with or without a byte order mark, or Windows-1252.
        name: of the file, for the messages.

    Raises:
        UnusableInputError: the bytes are those of no text in either encoding.
    """
    if b"\0" in data or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = _("« {name} » n’est pas un texte, ou est en UTF-16. Enregistrez-le en UTF-8.")
        raise UnusableInputError(message.format(name=name))
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return _decode_windows(data, name)


def _decode_windows(data: bytes, name: str) -> tuple[str, list[Finding]]:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        message = _("« {name} » n’est ni en UTF-8 ni en Windows-1252. Enregistrez-le en UTF-8.")
        raise UnusableInputError(message.format(name=name)) from None
    notice = _(
        "« {name} » est lu en Windows-1252 : vérifiez les accents, ou enregistrez-le en UTF-8."
    ).format(name=name)
    return text, [Finding(Severity.NOTICE, notice)]
