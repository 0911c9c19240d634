# SPDX-License-Identifier: EUPL-1.2
"""One element, and how deep and how large a file may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from delibere.foundation.language import _

LARGEST = 8_000_000
"""Bytes: ten times the programme of a whole diploma, indented."""

DEEPEST = 30
"""Elements inside one another; a programme has five."""


@dataclass(slots=True)
class Element:
    """One element; nothing in it is understood yet.

    Attributes:
        name: of the tag, or of the key that holds it.
        attributes: by name, as written; a figure keeps its digits.
        children: in order.
        text: between its tags.
        line: where it opens, in XML; None in JSON.
        path: where it stands, in JSON: « ue[2].matiere[0] »; empty in XML.
    """

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    line: int | None = None
    path: str = ""

    def get(self, *names: str) -> str:
        """The first of these attributes that says something, spaces put right; empty without one."""
        written = (" ".join(self.attributes.get(name, "").split()) for name in names)
        return next(filter(None, written), "")

    def all(self, *names: str) -> Iterator["Element"]:
        """The children that bear one of these names."""
        return (child for child in self.children if child.name in names)

    def within(self, *names: str) -> Iterator["Element"]:
        """Children of children: « niveaux », « niveau »."""
        found = [self]
        for name in names:
            found = [child for element in found for child in element.all(name)]
        return iter(found)

    @property
    def place(self) -> str:
        """For a message, where no line can be given beside it."""
        return _("({path})").format(path=self.path) if self.path else ""
