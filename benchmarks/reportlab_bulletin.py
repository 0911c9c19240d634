# SPDX-License-Identifier: EUPL-1.2
"""The page of `bulletin.typ` as ReportLab draws it: same text, same letters, same rules and plots, no tags.

What a careful program would spare is spared: row heights are given, ticks of a group are one form a class,
styles are made once, and only texts that wrap are paragraphs.
"""

import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from io import BytesIO
from multiprocessing import get_context
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from delibere.documents.typesetting.values import Json, in_french, written

Plain = Any  # values of a template
_FONTS = files("delibere.documents.typesetting") / "fonts"
_FACES = {
    "Regular": "-Regular",
    "SemiBold": "-SemiBold",
    "Bold": "-Bold",
    "Condensed": "Condensed-Regular",
    "Condensed-SemiBold": "Condensed-SemiBold",
}
_GREY, _PALE = Color(1 / 3, 1 / 3, 1 / 3), Color(0.47, 0.47, 0.47)
_LEFT, _RIGHT, _TOP = 20 * mm, A4[0] - 20 * mm, A4[1] - 13 * mm
_WIDTH = _RIGHT - _LEFT
_UE_WIDTHS = [width * mm for width in (11, 55, 38, 17, 13, 13, 10, 13)]
_TICK = re.compile(r"M([\d.]+) 3\.4v5\.2")


def together(values: list[Json]) -> int:
    """Every bulletin in one file, by one process; its size."""
    out, canvas = _begun()
    for number, data in enumerate(_read(values)):
        page = _Page(canvas, data["class"], number)
        for student in data["students"]:
            page.draw(student)
    canvas.save()
    return len(out.getvalue())


def apart(values: list[Json]) -> int:
    """One file each, by one process; their size."""
    size = 0
    for data in _read(values):
        for student in data["students"]:
            out, canvas = _begun()
            _Page(canvas, data["class"], 0).draw(student)
            canvas.save()
            size += len(out.getvalue())
    return size


def by_two(way: Callable[[list[Json]], int], values: list[Json]) -> int:
    """Half of them in each of two processes."""
    half = len(values) // 2
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(way, [values[:half], values[half:]]))


def _begun() -> tuple[BytesIO, Canvas]:
    out = BytesIO()
    return out, Canvas(out, pagesize=A4)


def _read(values: list[Json]) -> Iterator[Plain]:
    """The values as they are printed; letters are read once."""
    for face, name in _FACES.items():
        registerFont(TTFont(face, str(_FONTS / f"IBMPlexSans{name}.ttf")))
    yield from (json.loads(in_french(written(batch))) for batch in values)


def _style(size: float, face: str = "Regular", leading: float = 1.25, color: Color = black) -> ParagraphStyle:
    name = f"{face} {size}"
    return ParagraphStyle(name, fontName=face, fontSize=size, leading=size * leading, textColor=color)


_TITLE, _SENTENCE, _MODULE = _style(8.5, "SemiBold"), _style(7.2, color=_GREY), _style(8.3)
_NOTE, _FOOT = _style(7.2, color=_GREY), _style(6.7, color=_GREY)


class _Page:
    """What the pages of a class share."""

    def __init__(self, canvas: Canvas, shared: Plain, number: int) -> None:
        self._canvas, self._shared, self._words = canvas, shared, shared["words"]
        self._ticks = [self._form(f"{number}-{at}", ue) for at, ue in enumerate(shared["ues"])]
        (self._chunk,) = shared["chunks"]

    def _form(self, name: str, ue: Plain) -> str | None:
        """The group of a UE, drawn once."""
        if ue["ticks"] is None:
            return None
        canvas, unit = self._canvas, 36 * mm / 100
        canvas.beginForm(name, 0, 0, 36 * mm, 12.22 * unit)
        canvas.setLineWidth(0.5 * unit)
        canvas.setStrokeColor(_PALE)
        canvas.line(0, 6.22 * unit, 36 * mm, 6.22 * unit)
        canvas.setStrokeColor(black)
        canvas.line(18 * mm, 1.22 * unit, 18 * mm, 11.22 * unit)
        canvas.setLineWidth(0.45 * unit)
        places = [float(place) * unit for place in _TICK.findall(ue["ticks"])]
        canvas.lines([(place, 3.6 * unit, place, 8.8 * unit) for place in places])
        canvas.endForm()
        return name

    def draw(self, own: Plain) -> None:
        """The page of one student."""
        self._identity()
        self._title(own)
        self._facts(own["facts"])
        y = self._ues(own, _TOP - 106)
        self._closing(own, self._modules(own, y - 26))
        self._canvas.showPage()

    def _identity(self) -> None:
        canvas, line = self._canvas, self._shared["identity"]
        self._rule(_TOP, 1.6)
        text = canvas.beginText(_LEFT, _TOP - 11.5)
        for face, part in (
            ("Condensed", line["before"]),
            ("Condensed-SemiBold", line["institute"]),
            ("Condensed", line["after"]),
        ):
            text.setFont(face, 8.2)
            text.textOut(part)
        canvas.drawText(text)
        canvas.setFont("Condensed", 8.2)
        canvas.drawRightString(_RIGHT, _TOP - 11.5, line["right"])

    def _title(self, own: Plain) -> None:
        canvas = self._canvas
        self._text(_LEFT, _TOP - 38, self._words["title"], "Bold", 20)
        self._text(_LEFT, _TOP - 54, self._shared["course"], "Regular", 9.2)
        if own["provisional"] is not None:
            self._text(_LEFT, _TOP - 64, own["provisional"], "SemiBold", 8.5)
            canvas.rect(_RIGHT - 92, _TOP - 42, 92, 24)
            self._text(_RIGHT - 84, _TOP - 34, self._words["provisional"], "Bold", 12)

    def _facts(self, facts: Plain) -> None:
        canvas, y = self._canvas, _TOP - 68
        self._rule(y, 0.6)
        places = [0, _WIDTH - 100 * mm, _WIDTH - 76 * mm, _WIDTH - 60 * mm, _WIDTH - 35 * mm]
        for place, fact in zip(places, facts, strict=True):
            canvas.setFillColor(_GREY)
            self._text(_LEFT + place, y - 8.5, fact["label"], "Regular", 6.7)
            canvas.setFillColor(black)
            large = "size" in fact
            self._text(
                *(_LEFT + place, y - 20, fact["value"]),
                *(("SemiBold", fact["size"]) if large else ("Regular", 9)),
            )
        self._rule(y - 24.5, 0.35, _PALE)

    def _ues(self, own: Plain, top: float) -> float:
        """The table of UE; where it ends."""
        canvas, shared, words = self._canvas, self._shared, self._words
        self._text(_LEFT, top - 3, words["ues"], "Bold", 10.5)
        means = [ue["mean"] for ue in own["ues"]]
        rows: list[list[Plain]] = [words["ue_heads"]]
        for ue, mine, mean in zip(shared["ues"], own["ues"], means, strict=True):
            said = [Paragraph(escape(ue["title"]), _TITLE), Paragraph(escape(mine["sentence"]), _SENTENCE)]
            code = mine["code"]["text"]
            rows.append([ue["code"], said, "", mean, mine["rank"], ue["median"], mine["ects"], code])
        last = own["semester"]
        semester = Paragraph(escape(words["semester"]), _SENTENCE)
        median = shared["semester_median"]
        rows.append(["", semester, "", last["mean"], last["rank"], median, last["ects"], ""])
        heights = [26, *(ue["height"] for ue in shared["ues"]), 25]
        y = self._table(rows, _UE_WIDTHS, heights, top - 8, [*_UE_STYLE, *_code_style(own["ues"])])
        if shared["scale"]:
            self._scale(top - 8)
        self._plots(own, heights, top - 8)
        if own["decision"] is not None:
            canvas.setFont("Regular", 8.5)
            canvas.drawString(_LEFT, y - 10, f"{words['decision']} {own['decision']}")
        return y

    def _scale(self, top: float) -> None:
        self._canvas.setFillColor(_GREY)
        for place, figure in enumerate(("0", "10", "20")):
            self._text(_LEFT + 66 * mm + place * 17 * mm, top - 16, figure, "Regular", 6.7)
        self._canvas.setFillColor(black)

    def _plots(self, own: Plain, heights: list[float], top: float) -> None:
        canvas, y = self._canvas, top - 26
        for form, mine, height in zip(self._ticks, own["ues"], heights[1:], strict=False):
            if form is not None and mine["dot"] is not None:
                canvas.saveState()
                canvas.translate(_LEFT + 66 * mm, y - 16)
                canvas.doForm(form)
                canvas.setFillColor(white if mine["hollow"] else black)
                canvas.circle(mine["dot"] * 36 * mm, 6.4, 1.25 * mm, fill=1)
                canvas.restoreState()
            y -= height

    def _modules(self, own: Plain, top: float) -> float:
        """The table of modules; where it ends."""
        shared, words = self._shared, self._words
        self._text(_LEFT, top - 3, words["modules"], "Bold", 10.5)
        rows: list[list[Plain]] = [words["module_heads"]]
        style = [*_MODULE_STYLE]
        for group in self._chunk["groups"]:
            style += _group_style(len(rows))
            rows.append([group["title"], "", "", "", *group["shares"]])
            for at in group["modules"]:
                one = shared["modules"][at]
                title = Paragraph(escape(one["title"]), _MODULE)
                rows.append([one["pn"], title, own["marks"][at], one["median"], *one["coefficients"]])
        rows.append(["", words["sums"], "", "", *own["sums"]])
        rows.append(["", words["means"], "", "", *(ue["mean"] for ue in own["ues"])])
        widths = [19.5 * mm, 0, 11 * mm, 14 * mm, *[shared["coefficient_width"] * mm] * len(shared["ues"])]
        widths[1] = _WIDTH - sum(widths)
        return self._table(rows, widths, self._chunk["heights"], top - 8, style)

    def _closing(self, own: Plain, y: float) -> None:
        for note in own["notes"]:
            paragraph = Paragraph(escape(note), _NOTE)
            _width, height = paragraph.wrapOn(self._canvas, _WIDTH, 60)
            y -= height + 3
            paragraph.drawOn(self._canvas, _LEFT, y)
        self._rule(46, 0.35, _PALE)
        foot = Paragraph(escape(self._words["foot"]), _FOOT)
        _width, height = foot.wrapOn(self._canvas, _WIDTH - 150, 30)
        foot.drawOn(self._canvas, _LEFT, 43 - height)
        self._canvas.setFont("Regular", 6.7)
        self._canvas.setFillColor(_GREY)
        self._canvas.drawRightString(_RIGHT, 43 - height, own["feet"][0])

    def _table(
        self, rows: list[list[Plain]], widths: list[float], heights: list[float], top: float, style: Plain
    ) -> float:
        table = Table(rows, widths, heights, style=style)
        _width, height = table.wrapOn(self._canvas, _WIDTH, 700)
        table.drawOn(self._canvas, _LEFT, top - height)
        return float(top - height)

    def _text(self, x: float, y: float, text: str, face: str, size: float) -> None:
        self._canvas.setFont(face, size)
        self._canvas.drawString(x, y, text)

    def _rule(self, y: float, width: float, color: Color = black) -> None:
        self._canvas.setLineWidth(width)
        self._canvas.setStrokeColor(color)
        self._canvas.line(_LEFT, y, _RIGHT, y)
        self._canvas.setStrokeColor(black)


_ALL = (0, 0), (-1, -1)
_PLAIN_STYLE = [
    ("FONT", *_ALL, "Regular", 8.5),
    ("FONT", (0, 0), (-1, 0), "SemiBold", 7.1),
    ("LEFTPADDING", *_ALL, 0),
    ("RIGHTPADDING", *_ALL, 0),
    ("TOPPADDING", *_ALL, 2),
    ("BOTTOMPADDING", *_ALL, 2),
    ("VALIGN", *_ALL, "TOP"),
    ("LINEABOVE", (0, 0), (-1, 0), 0.6, black),
    ("LINEBELOW", (0, 0), (-1, 0), 0.35, _PALE),
    ("LINEBELOW", (0, -1), (-1, -1), 0.6, black),
]
_UE_STYLE = [
    *_PLAIN_STYLE[:-1],
    ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
    ("VALIGN", (2, 0), (2, 0), "TOP"),
    ("ALIGN", (2, 0), (2, 0), "CENTER"),
    ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
    ("FONT", (0, 1), (0, -2), "SemiBold", 8.5),
    ("FONT", (3, 1), (3, -2), "SemiBold", 12),
    ("FONT", (3, -1), (3, -1), "SemiBold", 9.5),
    ("FONT", (6, -1), (6, -1), "SemiBold", 8.5),
    ("LINEABOVE", (0, -1), (-1, -1), 0.6, black),
    ("SPAN", (1, -1), (2, -1)),
]
_MODULE_STYLE = [
    *_PLAIN_STYLE,
    ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
    ("FONT", (2, 1), (2, -1), "SemiBold", 8.5),
    ("TEXTCOLOR", (3, 1), (3, -3), _GREY),
    ("LINEABOVE", (0, -2), (-1, -2), 0.35, _PALE),
    ("FONT", (1, -1), (-1, -1), "SemiBold", 8.5),
]


def _group_style(row: int) -> list[Plain]:
    return [
        ("SPAN", (0, row), (3, row)),
        ("FONT", (0, row), (0, row), "SemiBold", 7.2),
        ("FONT", (4, row), (-1, row), "Regular", 6.7),
        ("TEXTCOLOR", (4, row), (-1, row), _GREY),
        ("VALIGN", (0, row), (-1, row), "BOTTOM"),
    ]


def _code_style(ues: Plain) -> list[Plain]:
    """Bold, and in a box where it stops the student."""
    style: list[Plain] = []
    for row, ue in enumerate(ues, 1):
        if ue["code"].get("bold") or ue["code"].get("boxed"):
            style.append(("FONT", (7, row), (7, row), "Bold", 8.5))
        if ue["code"].get("boxed"):
            style.append(("BOX", (7, row), (7, row), 0.7, black))
    return style
