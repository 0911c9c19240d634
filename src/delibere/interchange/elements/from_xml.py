# SPDX-License-Identifier: EUPL-1.2
"""XML read by expat. A document that declares a type, and so could declare entities, is refused at once.

The standard parser with two handlers is what the libraries that make XML safe do; it also tells lines, which
they do not.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.elements.values import DEEPEST, LARGEST, Element

_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|[A-Za-z_])")
_UTF_16 = (b"\xff\xfe<\x00", b"\xfe\xff\x00<")


def is_xml(data: bytes) -> bool:
    """Whether these bytes open as XML does."""
    return _XML.match(data) is not None or data.startswith(_UTF_16)


def read_xml(data: bytes) -> Element:
    """The root element.

    Raises:
        UnusableInputError: not well formed (with line and column), far too large or deep, or it declares a
            document type or entities.
    """
    if len(data) > LARGEST:
        raise UnusableInputError(_("Ce fichier XML est bien trop gros : vérifiez que c’est le bon."))
    tree = _Tree(expat.ParserCreate())
    try:
        tree.parser.Parse(data, True)  # noqa: FBT003 expat names it « isfinal » in its documentation only
    except expat.ExpatError as error:
        message = _(
            "Ce n’est pas du XML bien formé : ligne {line}, colonne {column}. Reprenez le fichier tel qu’il "
            "a été exporté."
        )
        raise UnusableInputError(message.format(line=error.lineno, column=error.offset + 1)) from None
    except (LookupError, ValueError):
        message = _("Ce fichier XML annonce un encodage inconnu : enregistrez-le en UTF-8.")
        raise UnusableInputError(message) from None
    return tree.root.children[0]


@dataclass(slots=True)
class _Tree:
    """The tree as it grows; the last element of `open` is the one being read."""

    parser: expat.XMLParserType
    root: Element = field(default_factory=lambda: Element(""))
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open.append(self.root)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) > DEEPEST:
            message = _(
                "Trop d’éléments les uns dans les autres, ligne {line} : ce n’est pas un tel fichier."
            )
            raise UnusableInputError(message.format(line=self.parser.CurrentLineNumber))
        element = Element(name, attributes, line=self.parser.CurrentLineNumber)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _characters(self, text: str) -> None:
        self.open[-1].text += text

    def _refuse(self, *_declared: object) -> None:
        message = _(
            "Ce fichier XML déclare un type de document ou des entités (ligne {line}) : il est refusé sans "
            "être lu. Ni ScoDoc ni ORéBUT n’en écrivent."
        )
        raise UnusableInputError(message.format(line=self.parser.CurrentLineNumber))
