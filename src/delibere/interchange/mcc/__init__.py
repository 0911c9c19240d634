# SPDX-License-Identifier: EUPL-1.2
"""The annexe MCC, in the formats it comes in and goes out."""

from delibere.curriculum.checks import check
from delibere.curriculum.model import Curriculum
from delibere.interchange.mcc.annex import read_annex
from delibere.interchange.mcc.curriculum_csv import is_csv, read_csv, write_csv
from delibere.interchange.mcc.curriculum_json import json_schema, read_json, write_json
from delibere.interchange.mcc.curriculum_markdown import write_markdown
from delibere.interchange.mcc.decoding import decode
from delibere.interchange.mcc.formation import NOTHING_TOLD, Told, lay_out
from delibere.interchange.mcc.formats import Format, write
from delibere.interchange.mcc.page_text import is_pdf, read_pdf
from delibere.interchange.mcc.reading import AnnexReading, to_json
from delibere.interchange.mcc.workbook import read_xlsx, write_xlsx
from delibere.interchange.scodoc.formations import formation_of
from delibere.interchange.spreadsheet.workbooks import is_workbook

__all__ = [
    "NOTHING_TOLD",
    "Format",
    "Told",
    "json_schema",
    "read",
    "to_json",
    "write",
    "write_csv",
    "write_json",
    "write_markdown",
    "write_xlsx",
]


def read(data: bytes, told: Told = NOTHING_TOLD) -> AnnexReading:
    """The annex in these bytes, told by the content.

    Args:
        data: Markdown, PDF, our workbook, our JSON or our CSV, or a programme that ScoDoc exports.
        told: what a programme of ScoDoc does not say; of no use to the others.

    Raises:
        UnusableInputError: it holds no complete maquette.
    """
    if formation := formation_of(data):
        return lay_out(formation, told)
    if is_workbook(data):
        return _checked(read_xlsx(data))
    if is_pdf(data):
        return read_pdf(data)
    text, about_encoding = decode(data)
    if text.lstrip().startswith("{"):
        reading = _checked(read_json(text))
    elif is_csv(text):
        reading = _checked(read_csv(text))
    else:
        reading = read_annex(text)
    return AnnexReading(reading.curriculum, reading.repairs, (*about_encoding, *reading.findings))


def _checked(curriculum: Curriculum) -> AnnexReading:
    return AnnexReading(curriculum, (), tuple(check(curriculum)))
