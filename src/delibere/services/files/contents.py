# SPDX-License-Identifier: EUPL-1.2
"""What files hold, and whether it can be worked on."""

from collections.abc import Iterable
from pathlib import Path

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, errors
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


def settled(findings: Iterable[Finding], refusal: str) -> None:
    """Pass only when nothing waits for a person.

    Raises:
        UnusableInputError: with the refusal and every error, in one pass.
    """
    waiting = errors(list(findings))
    if waiting:
        raise UnusableInputError(refusal, waiting)
