# SPDX-License-Identifier: EUPL-1.2
"""Files whose headings are those of a program: which column holds what is known, nobody need choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.interchange.spreadsheet.cells import Row, Sheet
from delibere.interchange.spreadsheet.identity import EMAIL, FIRST_NAME, GROUP, INE, NIP, SURNAME
from delibere.interchange.students.civil import (
    BIRTH_DATE,
    BIRTH_PLACE,
    CIVILITY,
    COMPLEMENT,
    COUNTRY,
    POSTCODE,
    STREET,
    TOWN,
)

_NNE, _NNE_KEY = "COD_NNE_IND", "COD_CLE_NNE_IND"


@dataclass(frozen=True, slots=True)
class Export:
    """How a program writes its list of students.

    Attributes:
        program: whose it is.
        signature: headings that nobody else writes.
        columns: our heading → how the program writes it; the first that the file has.
    """

    program: str
    signature: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]

    def found_in(self, headings: Iterable[str]) -> dict[str, str]:
        """Our heading → that of the file, for those that it has."""
        theirs = {plain_letters(heading): heading for heading in headings}
        firsts = {
            ours: next((theirs[key] for one in writings if (key := plain_letters(one)) in theirs), "")
            for ours, writings in self.columns.items()
        }
        return {ours: heading for ours, heading in firsts.items() if heading}


EXPORTS = (
    Export(
        "Apogée",
        frozenset({"COD_ETU", "LIB_NOM_PAT_IND"}),
        {
            NIP.name: ("COD_ETU",),
            INE.name: (_NNE,),
            SURNAME.name: ("LIB_NOM_PAT_IND",),
            FIRST_NAME.name: ("LIB_PR1_IND",),
            GROUP.name: ("COD_GPE", "LIB_GPE"),
            EMAIL.name: ("ADR_MAIL_ETU", "ADR_MAIL"),
            CIVILITY.name: ("LIC_CIV",),
            BIRTH_DATE.name: ("DATE_NAI_IND",),
            BIRTH_PLACE.name: ("LIB_VIL_NAI_ETU",),
            STREET.name: ("LIB_AD1",),
            COMPLEMENT.name: ("LIB_AD2",),
            POSTCODE.name: ("COD_BDI",),
            TOWN.name: ("LIB_COM", "LIB_ADE"),
        },
    ),
    Export(
        "ScoDoc",
        frozenset({"etudid", "code_nip", "nom"}),
        {
            NIP.name: ("code_nip",),
            INE.name: ("code_ine",),
            SURNAME.name: ("nom",),
            FIRST_NAME.name: ("prenom",),
            GROUP.name: ("TD", "groupe", "groupes"),
            EMAIL.name: ("email", "mail"),
            CIVILITY.name: ("civilite_str", "civilite", "sexe"),
            BIRTH_DATE.name: ("date_naissance",),
            BIRTH_PLACE.name: ("lieu_naissance",),
            STREET.name: ("domicile",),
            POSTCODE.name: ("codepostaldomicile",),
            TOWN.name: ("villedomicile",),
            COUNTRY.name: ("paysdomicile",),
        },
    ),
)


def export_of(headings: Iterable[str]) -> Export | None:
    """The program that writes such headings; None for a file of somebody's own."""
    plain = {plain_letters(heading) for heading in headings}
    return next((one for one in EXPORTS if {plain_letters(name) for name in one.signature} <= plain), None)


def with_whole_ine(sheet: Sheet) -> Sheet:
    """Apogée keeps the last sign of the INE in a column of its own: it is put back."""
    places = next((found for row in sheet.rows if (found := _ine_places(row))), None)
    if places is None:
        return sheet
    return replace(sheet, rows=tuple(_joined(row, *places) for row in sheet.rows))


def _ine_places(row: Row) -> tuple[int, int] | None:
    plain = [plain_letters(cell.text) for cell in row.cells]
    number, key = plain_letters(_NNE), plain_letters(_NNE_KEY)
    return (plain.index(number), plain.index(key)) if number in plain and key in plain else None


def _joined(row: Row, number: int, key: int) -> Row:
    whole = row.cell(number).text + row.cell(key).text
    if len(row.cell(number).text) != 10 or len(whole) != 11:
        return row
    cells = list(row.cells)
    cells[number] = replace(cells[number], text=whole.upper())
    return replace(row, cells=tuple(cells))


def recognised(export: Export) -> Finding:
    """What is said of a file that was recognised."""
    message = _("Les intitulés sont ceux d’un fichier {program} : les colonnes sont choisies d’après eux.")
    return Finding(Severity.NOTICE, message.format(program=export.program))
