# SPDX-License-Identifier: EUPL-1.2
"""The section VALEURS: a head of column ids, then a row a student."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from delibere.interchange.apogee.file import Row
from delibere.interchange.apogee.sections import Section, is_blank

NIP, SURNAME, FIRST_NAME = "apoL_a01_code", "apoL_a02_nom", "apoL_a03_prenom"
BIRTH = "apoL_a04_naissance"


@dataclass(frozen=True, slots=True)
class Head:
    """The line of column ids: where each column's cell is in a row.

    Attributes:
        index: of the line, from 0.
        ids: in order, empty ones included, the last empty ones left out.
    """

    index: int
    ids: tuple[str, ...]

    @property
    def places(self) -> Mapping[str, int]:
        """By id; the first of two."""
        return {name: place for place, name in reversed(list(enumerate(self.ids))) if name}


def read_head(section: Section) -> Head | None:
    """The first line of the section, if it is the head."""
    if not section.lines:
        return None
    index, text = section.lines[0]
    fields = text.split("\t") if "\t" in text else text.split()
    ids = [field.strip() for field in fields]
    while ids and not ids[-1]:
        ids.pop()
    return Head(index, tuple(ids)) if NIP in ids else None


def read_rows(section: Section, head: Head) -> Iterator[Row]:
    """Every line below the head that begins with a number of student."""
    for index, text in section.lines:
        if index > head.index:
            row = _row(index, text, head.places)
            if row.nip:
                yield row


def nameless(section: Section, head: Head) -> list[int]:
    """Lines, from 1, that hold something and no number of student."""
    places = head.places
    return [
        index + 1
        for index, text in section.lines
        if index > head.index and not is_blank(text) and not _row(index, text, places).nip
    ]


def _row(index: int, text: str, places: Mapping[str, int]) -> Row:
    spaced = "\t" not in text and " " in text.strip() and len(places) > 1
    fields = tuple(text.split() if spaced else text.split("\t"))

    def at(name: str) -> str:
        place = places.get(name)
        return fields[place].strip() if place is not None and place < len(fields) else ""

    return Row(index, at(NIP), at(SURNAME), at(FIRST_NAME), fields, spaced, at(BIRTH))
