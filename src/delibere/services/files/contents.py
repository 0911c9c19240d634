# SPDX-License-Identifier: EUPL-1.2
"""What a file holds."""

from pathlib import Path

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _


def contents(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UnusableInputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("Impossible de lire « {path} » : {why}.")
        raise UnusableInputError(message.format(path=path, why=error.strerror)) from error
