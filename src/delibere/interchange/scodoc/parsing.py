# SPDX-License-Identifier: EUPL-1.2
"""The JSON of an answer of ScoDoc, its figures as decimals of their text; fields may miss or be null."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from delibere.foundation.decoding import decode
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.interchange.elements import DoubledKeyError, without_doubles

Json = Mapping[str, Any]

_ESCAPED = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
"""Half a character, or none: only an escape can write them."""
_MOST_DIGITS = 40
"""A figure of people fits; one that would fill the memory once written out does not."""


def parse_json(data: bytes, name: str) -> object:
    """What a file holds: figures are decimals, NaN and infinities None.

    Raises:
        UnusableInputError: not JSON, an object with one key twice, or text that no database could hold.
    """
    text, _notices = decode(data, name)
    document = _loaded(text, name)
    if _ESCAPED.search(text) and not all(map(_is_text, _texts(document))):
        message = _("« {name} » contient la moitié d’un caractère, ou un caractère nul. Ôtez-le.")
        raise UnusableInputError(message.format(name=name))
    return document


def _loaded(text: str, name: str) -> object:
    try:
        return json.loads(
            text,
            parse_float=_figure,
            parse_int=_figure,
            parse_constant=lambda _name: None,
            object_pairs_hook=without_doubles,
        )
    except json.JSONDecodeError as error:
        message = _("« {name} » n’est pas du JSON lisible : ligne {line}, colonne {column}.")
        raise UnusableInputError(message.format(name=name, line=error.lineno, column=error.colno)) from None
    except DoubledKeyError as error:
        message = _("« {name} » : la clé « {key} » est deux fois dans le même objet. Gardez la bonne.")
        raise UnusableInputError(message.format(name=name, key=error.key)) from None
    except (RecursionError, ValueError, ArithmeticError):
        message = _("« {name} » n’est pas du JSON lisible : reprenez la réponse de ScoDoc telle quelle.")
        raise UnusableInputError(message.format(name=name)) from None


def _texts(document: object) -> Iterator[str]:
    """Every text in it, keys too."""
    stack = [document]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, Mapping):
            stack.extend((*each.keys(), *each.values()))
        elif isinstance(each, list):
            stack.extend(each)


def _is_text(text: str) -> bool:
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _figure(text: str) -> Decimal:
    value = Decimal(text)
    if len(text) > _MOST_DIGITS or abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return value


def text_in(holder: Json, *names: str) -> str:
    """The first of these fields that says something, as text."""
    values = (holder.get(name) for name in names)
    return next((str(value).strip() for value in values if value not in (None, "")), "")


def number_of(value: object) -> Decimal | None:
    """A figure, or a text that is one (« 12,50 »)."""
    if isinstance(value, Decimal):
        return value if value.is_finite() else None
    return read_decimal(value) if isinstance(value, str) else None


def whole_of(value: object) -> int | None:
    """The same when it is a whole number."""
    number = number_of(value)
    return int(number) if number is not None and number == int(number) else None
