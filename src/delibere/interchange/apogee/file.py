# SPDX-License-Identifier: EUPL-1.2
"""A registry file that has been read: its very lines, and what they say."""

import ntpath
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from delibere.foundation.calendar import read_day
from delibere.foundation.civil import Civil
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.interchange.apogee.bytes import Encoding, content, newline_of, text_of
from delibere.interchange.apogee.columns import Column


@dataclass(frozen=True, slots=True)
class Row:
    """One student of the file.

    Attributes:
        index: of the line, from 0.
        nip: text, leading zeros kept.
        surname, first_name, birth: as written; the last is « 15/03/2004 ».
        fields: every cell, as text.
        spaced: its tabulations have become spaces: nobody can tell its cells apart.
    """

    index: int
    nip: str
    surname: str
    first_name: str
    fields: tuple[str, ...]
    spaced: bool = False
    birth: str = ""

    @property
    def name(self) -> str:
        """« FRAMBOISE Félix »."""
        return f"{self.surname} {self.first_name}".strip()

    @property
    def born(self) -> date | None:
        """The day of birth; None when it is not written, or is no day."""
        day = None if self.spaced else read_day(self.birth)
        return None if any(Civil(birth_date=day).faults()) else day

    @property
    def line(self) -> int:
        """Of the file, from 1."""
        return self.index + 1


@dataclass(frozen=True, slots=True)
class ApogeeFile:
    """What a file says; put end to end, `lines` are its bytes.

    Attributes:
        name: of the file, for the messages.
        lines: as bytes, each with its own ending.
        encoding: see `encoding_of`.
        titles: section TITRES, by key (« apoC_annee »: « 2023/2024 »).
        result_codes: those that TYP_RES lists; None when there is no such section.
        columns: in the order of COLONNES.
        places: by id of column, the field of a row, from 0, as the head of VALEURS says.
        rows: the students, in order.
        errors: why the file cannot be used.
        warnings: what makes it doubtful.
        notices: what is worth knowing.
    """

    name: str
    lines: tuple[bytes, ...]
    encoding: Encoding
    titles: Mapping[str, str]
    result_codes: tuple[str, ...] | None
    columns: tuple[Column, ...]
    places: Mapping[str, int]
    rows: tuple[Row, ...]
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    notices: tuple[Finding, ...] = ()

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return b"".join(self.lines)

    @property
    def newline(self) -> str:
        """« CRLF », « LF », « CR » or « mixed »."""
        return newline_of(self.lines)

    @property
    def year(self) -> str:
        """« 2023 » for 2023/2024; empty when the file does not say."""
        return self.titles.get("apoC_annee", "").partition("/")[0].strip()

    @property
    def original_name(self) -> str:
        """The base name of the registry's own path."""
        return ntpath.basename(self.titles.get("apoC_Fichier_Exp", ""))

    def text(self, index: int) -> str:
        """A line without its ending, to be read."""
        return text_of(content(self.lines[index]), self.encoding)

    def cell(self, row: Row, column: Column) -> str:
        """What stands in a cell; empty where the row stops before it, or has no such column."""
        place = self.places.get(column.id)
        return row.fields[place].strip() if place is not None and place < len(row.fields) else ""

    def refuse_unusable(self) -> None:
        """Nothing is written in a file that is not understood.

        Raises:
            UnusableInputError: with every reason.
        """
        if self.errors:
            message = _("« {name} » ne peut pas servir : {first}")
            first = self.errors[0].message
            raise UnusableInputError(message.format(name=self.name, first=first), self.errors)
