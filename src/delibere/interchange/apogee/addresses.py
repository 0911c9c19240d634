# SPDX-License-Identifier: EUPL-1.2
"""How people name a column: « apoL_c0001 », « TBQTR301:N », « TBQTR301:N:1 »."""

from delibere.interchange.apogee.columns import Column
from delibere.interchange.apogee.file import ApogeeFile


def columns_at(file: ApogeeFile, address: str) -> tuple[Column, ...] | None:
    """The columns that an address may mean: one when it is clear, none when there is no such column.

    Returns:
        None when the address has none of the forms.
    """
    parts = [part.strip() for part in address.split(":")]
    if not all(parts) or len(parts) > 3:
        return None
    if len(parts) == 1:
        found = tuple(column for column in file.columns if column.id == parts[0])
        return found if found or parts[0].startswith("apoL_c") else None
    code, kind, *session = parts
    return tuple(
        column
        for column in file.columns
        if column.code == code
        and column.kind == kind.upper()
        and column.session in (session or [column.session])
    )
