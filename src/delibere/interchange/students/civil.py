# SPDX-License-Identifier: EUPL-1.2
"""Columns of civil data: how people are addressed, when and where they were born, where they live."""

from collections.abc import Iterator
from datetime import date

from delibere.foundation.calendar import read_day
from delibere.foundation.civil import Civil, french_civility, postal_address
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.interchange.spreadsheet.cells import Form, Row
from delibere.interchange.spreadsheet.tables import Heading, Table

CIVILITY = Heading("Civilité", ("civ",))
BIRTH_DATE = Heading(
    "Date de naissance", ("né le", "née le", "né(e) le", "date naissance", "jour de naissance", "naissance")
)
BIRTH_PLACE = Heading("Lieu de naissance", ("commune de naissance", "ville de naissance"))
STREET = Heading("Adresse", ("adresse postale", "adresse 1", "rue"))
COMPLEMENT = Heading("Complément d’adresse", ("adresse 2", "complément"))
POSTCODE = Heading("Code postal", ("CP",))
TOWN = Heading("Commune", ("ville", "localité"))
COUNTRY = Heading("Pays")
_ADDRESS = (STREET, COMPLEMENT, POSTCODE, TOWN, COUNTRY)
HEADINGS = (CIVILITY, BIRTH_DATE, BIRTH_PLACE, *_ADDRESS)
_PLACES = {
    "civility": (CIVILITY,),
    "birth_date": (BIRTH_DATE,),
    "birth_place": (BIRTH_PLACE,),
    "address": _ADDRESS,
}


def civil_of(table: Table, row: Row) -> Civil:
    """What the row says; a date that is none is left out, see `civil_faults`."""
    return Civil(
        french_civility(table.text(row, CIVILITY.name)),
        read_day(table.text(row, BIRTH_DATE.name)),
        table.text(row, BIRTH_PLACE.name),
        _address(table, row),
    )


def _address(table: Table, row: Row) -> str:
    postcode = table.text(row, POSTCODE.name)
    if table.cell(row, POSTCODE.name).form is Form.NUMBER:
        postcode = postcode.zfill(5)
    street = [table.text(row, heading.name) for heading in (STREET, COMPLEMENT)]
    return postal_address(street, postcode, table.text(row, TOWN.name), table.text(row, COUNTRY.name))


def civil_faults(table: Table, row: Row, civil: Civil, today: date | None) -> Iterator[tuple[Heading, str]]:
    """What is wrong, and in which column."""
    written = table.text(row, BIRTH_DATE.name)
    if written and civil.birth_date is None:
        message = _("« {text} » n’est pas une date de naissance : tapez 15/03/2004.")
        yield BIRTH_DATE, message.format(text=written)
    for name, sentence in civil.faults(today):
        yield next(heading for heading in _PLACES[name] if heading.name in table.columns), sentence


def civil_cells(student: Student) -> list[str]:
    """The same columns, the whole address in the first of its own."""
    civil = student.civil
    born = f"{civil.birth_date:%d/%m/%Y}" if civil.birth_date else ""
    return [civil.civility, born, civil.birth_place, civil.address, "", "", "", ""]
