# SPDX-License-Identifier: EUPL-1.2
"""The lines of a file of outcomes, whatever its form: texts by field, and the place of each."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from delibere.curriculum.model import Curriculum
from delibere.foundation.decoding import decode
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.outcomes.fields import FORMAT, HEADINGS, NAMES, NO, YES
from delibere.interchange.outcomes.from_scodoc import lines_of
from delibere.interchange.scodoc import jury_in, looks_like_a_jury
from delibere.interchange.spreadsheet.cells import Row
from delibere.interchange.spreadsheet.reading import read_book
from delibere.interchange.spreadsheet.tables import Table, find_table


@dataclass(frozen=True, slots=True)
class Entry:
    """One outcome as written.

    Attributes:
        texts: by field, every name of NAMES.
        number: line of the file or the sheet; in JSON, rank among the decisions, from 1; None for one typed.
        source: its table; None in JSON.
        row: its row there.
    """

    texts: dict[str, str]
    number: int | None = None
    source: Table | None = None
    row: Row | None = None

    @property
    def place(self) -> str:
        """For a message: « ligne 12 », « décision n° 12 »."""
        form = _("ligne {number}") if self.source else _("décision n° {number}")
        return form.format(number=self.number)

    def error(self, message: str, field: str) -> Finding:
        """An error in one field."""
        nip = self.texts["nip"] or None
        if self.source:
            return self.source.finding(message, self.row, self.source.columns.get(field), subject=nip)
        if self.number is None:
            return Finding(Severity.ERROR, message, cell=field, subject=nip)
        sentence = _("Décision n° {number} : {message}").format(number=self.number, message=message)
        return Finding(Severity.ERROR, sentence, cell=field, subject=nip)


def read_entries(data: bytes, name: str, curriculum: Curriculum) -> tuple[list[Entry], list[Finding]]:
    """The entries of a JSON, CSV or XLSX file; the curriculum names the UE that ScoDoc only numbers.

    Raises:
        UnusableInputError: not such a file.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _from_json(data, name, curriculum)
    book = read_book(data, name)
    table = next((t for sheet in book.sheets if (t := find_table(sheet, HEADINGS)) is not None), None)
    if table is None:
        message = _("« {name} » ne tient pas de décisions : aucune ligne d’intitulés {names}.")
        raise UnusableInputError(message.format(name=name, names=";".join(NAMES)))
    entries = [Entry({n: table.text(row, n) for n in NAMES}, row.line, table, row) for row in table.rows]
    return entries, [*book.notices, *table.doubles(), *table.strays(), *_unknown(table)]


def _unknown(table: Table) -> Iterator[Finding]:
    message = _("La colonne « {heading} » n’est pas du format : ôtez-la (colonnes : {names}).")
    for column, heading in table.others.items():
        yield table.finding(message.format(heading=heading, names=", ".join(NAMES)), column=column)


def _from_json(data: bytes, name: str, curriculum: Curriculum) -> tuple[list[Entry], list[Finding]]:
    text, notices = decode(data, name)
    try:
        document = json.loads(text, parse_float=str, parse_int=str)
    except json.JSONDecodeError as error:
        message = _("« {name} » n’est pas du JSON lisible : ligne {line}, colonne {column}.")
        raise UnusableInputError(message.format(name=name, line=error.lineno, column=error.colno)) from None
    match document:
        case {"format": str(form), "decisions": [*decisions]} if form == FORMAT:
            entries = [_entry(decision, number) for number, decision in enumerate(decisions, 1)]
            return [entry for entry, _problems in entries], [*notices, *(p for _e, ps in entries for p in ps)]
        case _ if looks_like_a_jury(document):
            lines, found = lines_of(jury_in(document, name), curriculum)
            return [Entry(texts, number) for number, texts in lines], [*notices, *found]
        case _:
            message = _('« {name} » n’a pas la forme attendue : "format": "{form}" et "decisions": […].')
            raise UnusableInputError(message.format(name=name, form=FORMAT))


def _entry(decision: object, number: int) -> tuple[Entry, list[Finding]]:
    fields: dict[str, Any] = decision if isinstance(decision, dict) else {}
    entry = Entry({name: _text(fields.get(name)) for name in NAMES}, number)
    message = _("Le champ « {field} » n’est pas du format (champs : {names}).")
    unknown = [field for field in fields if field not in NAMES]
    return entry, [entry.error(message.format(field=f, names=", ".join(NAMES)), f) for f in unknown]


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return YES if value else NO
        case _:
            return str(value).strip()
