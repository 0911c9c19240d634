# SPDX-License-Identifier: EUPL-1.2
"""The registry's file, read and filled to the byte: only chosen cells change."""

from delibere.interchange.apogee.addresses import columns_at
from delibere.interchange.apogee.bytes import Encoding
from delibere.interchange.apogee.columns import Column, Kind
from delibere.interchange.apogee.comparing import Change, Comparison, compare
from delibere.interchange.apogee.entries import read_entries
from delibere.interchange.apogee.file import ApogeeFile, Row
from delibere.interchange.apogee.judging import Entry, Judged, Verdict, judge
from delibere.interchange.apogee.reading import looks_like_apogee, read_apogee
from delibere.interchange.apogee.values import DecimalSign
from delibere.interchange.apogee.writing import write

__all__ = [
    "ApogeeFile",
    "Change",
    "Column",
    "Comparison",
    "DecimalSign",
    "Encoding",
    "Entry",
    "Judged",
    "Kind",
    "Row",
    "Verdict",
    "columns_at",
    "compare",
    "judge",
    "looks_like_apogee",
    "read_apogee",
    "read_entries",
    "write",
]
