# SPDX-License-Identifier: EUPL-1.2
"""The JSON of an answer of ScoDoc, its figures as decimals of their text."""

import json
from decimal import Decimal

from delibere.foundation.decoding import decode
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _

_MOST_DIGITS = 40
"""A figure of people fits; one that would fill the memory once written out does not."""


def parse_json(data: bytes, name: str) -> object:
    """What a file holds: figures are decimals, NaN and infinities None.

    Raises:
        UnusableInputError: not JSON.
    """
    text, _notices = decode(data, name)
    try:
        return json.loads(text, parse_float=_figure, parse_int=_figure, parse_constant=lambda _name: None)
    except json.JSONDecodeError as error:
        message = _("« {name} » n’est pas du JSON lisible : ligne {line}, colonne {column}.")
        raise UnusableInputError(message.format(name=name, line=error.lineno, column=error.colno)) from None
    except (RecursionError, ValueError, ArithmeticError):
        message = _("« {name} » n’est pas du JSON lisible : reprenez la réponse de ScoDoc telle quelle.")
        raise UnusableInputError(message.format(name=name)) from None


def _figure(text: str) -> Decimal:
    value = Decimal(text)
    if len(text) > _MOST_DIGITS or abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError(text)
    return value
