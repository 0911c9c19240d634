# SPDX-License-Identifier: EUPL-1.2
"""How large a workbook may be: a class fits a hundred times over, a bomb does not."""

import zipfile

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

LARGEST_PART = 200_000_000
LARGEST_SHEET = 5_000_000


def refuse_large(archive: zipfile.ZipFile, name: str) -> None:
    """What the parts hold once unpacked, as the archive declares it and as each turns out to be.

    Raises:
        UnusableInputError: more bytes than any class.
        BadZipFile: a part is not what the archive says of it.
    """
    if sum(part.file_size for part in archive.infolist()) > LARGEST_PART:
        raise too_large(name)
    if archive.testzip() is not None:
        raise zipfile.BadZipFile


def refuse_wide(height: int, width: int, name: str) -> None:
    """The rectangle from A1 to the last filled cell.

    Raises:
        UnusableInputError: more cells than any class.
    """
    if height * width > LARGEST_SHEET:
        raise too_large(name)


def too_large(name: str) -> UnusableInputError:
    """The refusal."""
    message = _("« {name} » est trop grand pour une classe : une cellule isolée, très loin du tableau ?")
    return UnusableInputError(message.format(name=name))
