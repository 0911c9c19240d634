# SPDX-License-Identifier: EUPL-1.2
"""The formats a curriculum goes out in; each is read back to the same curriculum."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from delibere.curriculum.model import Curriculum
from delibere.interchange.mcc.curriculum_csv import write_csv
from delibere.interchange.mcc.curriculum_json import write_json
from delibere.interchange.mcc.curriculum_markdown import write_markdown
from delibere.interchange.mcc.workbook import write_xlsx


class Format(StrEnum):
    """By the extension of its files."""

    XLSX = "xlsx"
    MARKDOWN = "md"
    CSV = "csv"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """What a browser is told."""
        return {
            Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format.MARKDOWN: "text/markdown; charset=utf-8",
            Format.CSV: "text/csv; charset=utf-8",
            Format.JSON: "application/json",
        }[self]


_WRITERS: Mapping[Format, Callable[[Curriculum], bytes]] = {
    Format.XLSX: write_xlsx,
    Format.MARKDOWN: write_markdown,
    Format.CSV: write_csv,
    Format.JSON: lambda curriculum: write_json(curriculum).encode(),
}


def write(curriculum: Curriculum, written_as: Format) -> bytes:
    """A curriculum in one of them.

    Raises:
        UnusableInputError: this format has no room for something in it.
    """
    return _WRITERS[written_as](curriculum)
