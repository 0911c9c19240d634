# SPDX-License-Identifier: EUPL-1.2
"""Typst: the compiler, our fonts and no other, PDF/A-2a and PDF/UA-1 at once."""

from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Literal

import pypdfium2
import typst

from delibere.documents.typesetting.joining import join
from delibere.documents.typesetting.values import Json, in_french, written

_STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
_ROOM = "delibere.documents"


class Typesetter:
    """A compiler kept for one template: what it laid out before is laid out at once.

    Not to be shared between threads.
    """

    def __init__(self, template: str) -> None:
        """`template`: its path in this room (« bulletin/bulletin.typ »)."""
        root = room()
        self._template = (root / template).read_text("utf-8")
        self._compiler = typst.Compiler(
            root=str(root), font_paths=[str(root / "typesetting" / "fonts")], ignore_system_fonts=True
        )

    def pdf(self, data: Json, *, as_written: bool = False) -> bytes:
        """These values, typeset; the same bytes for the same values.

        `as_written`: spaces and apostrophes stay as they are, for a document that is read back.
        """
        return join([self.compiled(data, as_written=as_written)])

    def compiled(self, data: Json, *, as_written: bool = False) -> bytes:
        """The same as the compiler wrote it, four times as large and without heads of rows: to be joined.

        The values stand before the template, in its text: `sys_inputs` would be another library for the
        compiler, which forgets everything with it.
        """
        text = written(data)
        values = _quoted(text if as_written else in_french(text))
        made = self._compiler.compile(
            f"#let data = json(bytes({values}))\n{self._template}".encode(),
            format="pdf",
            pdf_standards=[*_STANDARDS],
            timestamp=0,
        )
        assert isinstance(made, bytes), "one PDF, not pages of pictures"  # noqa: S101 for the type checker
        return made


def _quoted(text: str) -> str:
    """A string of the language of templates, in which nothing is markup or code."""
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def typeset(template: str, data: Json, *, as_written: bool = False) -> bytes:
    """One document, once; see `Typesetter.pdf`."""
    return Typesetter(template).pdf(data, as_written=as_written)


def picture(pdf: bytes, page: int = 0, *, width: int = 868) -> bytes:
    """A PNG of one page, for people to look at."""
    document = pypdfium2.PdfDocument(pdf)
    sheet = document[page]
    image = sheet.render(scale=width / sheet.get_width()).to_pil().convert("L")
    out = BytesIO()
    image.quantize(16).save(out, "PNG", optimize=True)
    return out.getvalue()


def room() -> Path:
    """Where the templates are."""
    with as_file(files(_ROOM)) as root:
        return root
