# SPDX-License-Identifier: EUPL-1.2
"""JSON as the same tree: a key that holds objects names children, any other an attribute."""

import json
from collections.abc import Iterator, Mapping

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.elements.values import DEEPEST, Element


def read_json(text: str) -> object:
    """JSON whose figures are the texts that were written, never floats.

    Raises:
        UnusableInputError: not JSON, or an object with one key twice.
    """
    try:
        return json.loads(
            text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=without_doubles
        )
    except json.JSONDecodeError as error:
        message = _(
            "Ce n’est pas du JSON valide : ligne {line}, colonne {column}. Reprenez le fichier tel qu’il "
            "a été exporté."
        )
        raise UnusableInputError(message.format(line=error.lineno, column=error.colno)) from None
    except DoubledKeyError as error:
        message = _("La clé « {key} » est deux fois dans le même objet : gardez la bonne.")
        raise UnusableInputError(message.format(key=error.key)) from None
    except RecursionError:
        raise _too_deep() from None


class DoubledKeyError(ValueError):
    """An object with one key twice."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key[:40]


def without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON, which keeps the last of a key that stands twice, in silence: of two marks, one goes.

    Raises:
        DoubledKeyError: one stands twice.
    """
    values: dict[str, object] = {}
    for key, value in pairs:
        if key in values:
            raise DoubledKeyError(key)
        values[key] = value
    return values


def element_of(document: Mapping[str, object], name: str, path: str = "", depth: int = 0) -> Element:
    """This object, its lists of objects as children; lists of texts are children with a text.

    Raises:
        UnusableInputError: far too deep.
    """
    if depth > DEEPEST:
        raise _too_deep()
    element = Element(name, _attributes(document), path=path)
    for key, value in document.items():
        inside = f"{path}.{key}" if path else key
        for place, each in _objects(value, inside):
            element.children.append(
                element_of(each, key, place, depth + 1)
                if isinstance(each, Mapping)
                else Element(key, text=_text(each), path=place)
            )
    return element


def _too_deep() -> UnusableInputError:
    return UnusableInputError(_("Trop d’objets JSON les uns dans les autres : ce n’est pas un tel fichier."))


def _attributes(document: Mapping[str, object]) -> dict[str, str]:
    return {key: _text(value) for key, value in document.items() if not isinstance(value, Mapping | list)}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value if isinstance(value, str) else ""


def _objects(value: object, path: str) -> Iterator[tuple[str, object]]:
    """An object alone, or each item of a list, with its place; a list inside a list is not understood."""
    if isinstance(value, Mapping):
        yield path, value
    elif isinstance(value, list):
        yield from (
            (f"{path}[{rank}]", each) for rank, each in enumerate(value) if not isinstance(each, list)
        )
