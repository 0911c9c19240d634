# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a registry file to what they say."""

import codecs
from dataclasses import replace

from delibere.interchange.apogee.bytes import (
    Encoding,
    content,
    encoding_of,
    lines_of,
    refuse_foreign,
    text_of,
)
from delibere.interchange.apogee.columns import Column, read_column
from delibere.interchange.apogee.doubts import doubts
from delibere.interchange.apogee.faults import faults
from delibere.interchange.apogee.file import ApogeeFile
from delibere.interchange.apogee.remarks import remarks
from delibere.interchange.apogee.sections import (
    COLUMNS,
    RESULTS,
    TITLES,
    VALUES,
    Section,
    result_codes_of,
    sections_of,
    titles_of,
)
from delibere.interchange.apogee.students import read_head, read_rows


def looks_like_apogee(data: bytes) -> bool:
    """Whether the first line that is not empty opens a section."""
    return data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"XX-APO_")


def read_apogee(data: bytes, name: str, declared: Encoding | None = None) -> ApogeeFile:
    """What a file says, with its faults, its doubts and what is worth knowing; nothing is repaired.

    Args:
        data: the whole file.
        name: of the file, for the messages.
        declared: the encoding of the institution's registry, for what the bytes leave open.

    Raises:
        UnusableInputError: no text that the registry would read: empty, a workbook, UTF-16.
    """
    refuse_foreign(data, name)
    encoding, lines = encoding_of(data, declared), lines_of(data)
    texts = [text_of(content(line), encoding) for line in lines]
    found = sections_of(texts)
    file = _file(name, lines, encoding, {section.name: section for section in reversed(found)})
    return replace(
        file, errors=faults(file, found), warnings=doubts(file, found, declared), notices=remarks(file, found)
    )


def _file(
    name: str, lines: tuple[bytes, ...], encoding: Encoding, sections: dict[str, Section]
) -> ApogeeFile:
    titles, codes, values = (sections.get(each) for each in (TITLES, RESULTS, VALUES))
    head = read_head(values) if values else None
    return ApogeeFile(
        name,
        lines,
        encoding,
        titles_of(titles) if titles else {},
        result_codes_of(codes) if codes else None,
        _columns(sections.get(COLUMNS)),
        head.places if head else {},
        tuple(read_rows(values, head)) if values and head else (),
    )


def _columns(section: Section | None) -> tuple[Column, ...]:
    read = (read_column(text, index + 1) for index, text in (section.lines if section else ()))
    return tuple(column for column in read if column is not None)
