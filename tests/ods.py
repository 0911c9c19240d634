# SPDX-License-Identifier: EUPL-1.2
"""Workbooks in ODS, as a spreadsheet writes them: repeated cells and all."""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

KIND = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_NAMES = " ".join(
    [
        *(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for name in ("office", "table", "text")
        ),
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"',
    ]
)


def ods(rows: Sequence[Sequence[str | float]], sheet: str = "Feuille1") -> bytes:
    """Texts and numbers; each row ends with the thousand empty cells that a spreadsheet repeats."""
    lines = "".join(
        "<table:table-row>"
        + "".join(map(_cell, row))
        + '<table:table-cell table:number-columns-repeated="1000"/></table:table-row>'
        for row in rows
    )
    far = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    )
    return ods_of(f'<table:table table:name="{sheet}">{lines}{far}</table:table>')


def ods_of(tables: str, prologue: str = "") -> bytes:
    """A workbook with these very tables."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = (
        f'<?xml version="1.0"?>{prologue}<office:document-content {_NAMES}>{body}</office:document-content>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        archive.writestr("content.xml", content)
    return out.getvalue()


def _cell(value: str | float) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, str) and value.startswith("#"):
        kind = 'office:value-type="string" calcext:value-type="error"'
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"
