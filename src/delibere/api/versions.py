# SPDX-License-Identifier: EUPL-1.2
"""What may collide bears a version, its ETag; whoever writes says by If-Match which one was read."""

import json
from hashlib import sha256
from typing import Annotated

from django.http import HttpResponse
from ninja import Header
from ninja.errors import HttpError

from delibere.foundation.language import _

IfMatch = Annotated[
    str | None, Header(None, alias="If-Match", description=_("l’ETag lu, entre guillemets ; obligatoire"))
]


def stamp_of(*parts: object) -> str:
    """A version for what has no number: changes whenever one of these does."""
    return sha256(json.dumps(parts, default=str).encode()).hexdigest()[:16]


def tag(response: HttpResponse, version: object) -> None:
    """Give the version of what is answered."""
    response["ETag"] = f'"{version}"'


def version_read(if_match: str | None) -> str:
    """The version that was read.

    Raises:
        HttpError: none was given (428).
    """
    version = (if_match or "").removeprefix("W/").strip('"')
    if not version:
        raise HttpError(428, _('Donnez la version lue : « If-Match: "3" ».'))
    return version


def number_read(if_match: str | None) -> int:
    """The same where versions are numbers.

    Raises:
        HttpError: none was given (428).
    """
    version = version_read(if_match)
    if not (version.isascii() and version.isdecimal() and len(version) < 10):
        raise HttpError(428, _('Donnez la version lue : « If-Match: "3" ».'))
    return int(version)


def refuse_another(if_match: str | None, version: str) -> None:
    """Stop when what is there is not what was read.

    Raises:
        HttpError: another version (412), or none was given (428).
    """
    if version_read(if_match) != version:
        raise HttpError(412, _("Quelqu’un l’a changé entre-temps : relisez avant d’écrire."))
