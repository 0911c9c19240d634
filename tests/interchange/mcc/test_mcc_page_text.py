# SPDX-License-Identifier: EUPL-1.2
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table

import delibere.documents.typesetting
from delibere.curriculum.model import Curriculum
from delibere.documents.annex import typeset_annex
from delibere.foundation.errors import UnusableInputError
from delibere.interchange.mcc import read
from delibere.interchange.mcc.document import RawSection, cut
from delibere.interchange.mcc.page_text.reading import annex_lines
from delibere.interchange.mcc.reading import AnnexReading, RepairKind

ROOT = Path(__file__).parents[3]
FONT = Path(delibere.documents.typesetting.__file__).parent / "fonts" / "IBMPlexSans-Regular.ttf"
ANNEX = (ROOT / "examples" / "but-qlio-2023-2024.md").read_bytes()
STYLE = ParagraphStyle("row", fontName="Plex", fontSize=5.5, leading=7)


@pytest.fixture(scope="module")
def typeset(annex: Curriculum) -> bytes:
    """The annex as we print it."""
    return typeset_annex(annex)


@pytest.fixture(scope="module")
def lines(typeset: bytes) -> list[str]:
    """Its lines, as read from its pages."""
    return [line.text for line in annex_lines(typeset)]


def read_lines(lines: list[str]) -> AnnexReading:
    """What the reader of annexes makes of them."""
    return read(("\n".join(lines) + "\n").encode())


def test_the_twenty_maquettes_are_read_back_from_their_pages_without_a_repair(
    annex: Curriculum, lines: list[str]
) -> None:
    reading = read_lines(lines)
    assert reading.curriculum == annex
    assert reading.repairs == ()


def test_what_is_noticed_is_what_the_markdown_file_lets_notice(lines: list[str]) -> None:
    known = {finding.message for finding in read(ANNEX).findings}
    assert {finding.message for finding in read_lines(lines).findings} <= known


def test_a_pdf_is_known_by_its_first_bytes(typeset: bytes, annex: Curriculum) -> None:
    one = replace(annex, maquettes=annex.maquettes[:1])
    assert read(typeset_annex(one)).curriculum == one
    assert typeset.startswith(b"%PDF-")


def test_a_figure_lost_on_the_page_is_found_again_by_the_sums(annex: Curriculum, lines: list[str]) -> None:
    (place,) = [i for i, line in enumerate(lines) if "TBQTC313" in line and "OSC.13" in line][:1]
    damaged = [*lines[:place], re.sub(r"1,40 \|$", "  |", lines[place]), *lines[place + 1 :]]
    reading = read_lines(damaged)
    assert reading.curriculum == annex
    assert [repair.kind for repair in reading.repairs] == [RepairKind.COEFFICIENT_RESTORED]


def test_titles_that_wrap_and_tables_that_go_over_a_page_come_back_whole(annex: Curriculum) -> None:
    maquette = annex.maquettes[0]
    endless = "Connaissance socio-économique des entreprises - et de l’éco-conception " * 3
    modules = tuple(replace(module, title=f"{endless}{module.pn} 2,5 x") for module in maquette.modules)
    ues = tuple(replace(ue, title=f"{ue.title} et {ue.code} " * 2 + "fin") for ue in maquette.ues)
    long = replace(annex, maquettes=(replace(maquette, modules=modules, ues=ues),))
    found = read(typeset_annex(long)).curriculum.maquettes[0]
    assert [module.title for module in found.modules] == [module.title for module in modules]
    assert [ue.title for ue in found.ues] == [ue.title for ue in ues]
    assert [module.coefficients for module in found.modules] == [m.coefficients for m in maquette.modules]


def ruled(markdown: bytes) -> bytes:
    """The lines of an annex as an office suite prints them: every cell in a box, damages included."""
    registerFont(TTFont("Plex", str(FONT)))
    raw = cut(markdown.decode())
    count = f"Nombre de parcours BUT du département : {raw.announced[0].text}"
    story: list[Flowable] = [Paragraph(count, STYLE)]
    for section in raw.sections:
        story += [*_section(section), PageBreak()]
    out = BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4), topMargin=30, bottomMargin=30).build(story)
    return out.getvalue()


def _section(section: RawSection) -> Iterator[Flowable]:
    assert section.heading is not None
    for text in (section.heading.text.strip("*"), *(year.text for year in section.years)):
        yield Paragraph(text, STYLE)
    for ue in section.ues:
        yield Paragraph(f"{ue.code} - {ue.title}", STYLE)
    rows = [row.cells for row in section.rows if not set("".join(row.cells)) <= set("-:")]
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    cells = [[Paragraph(_escaped(cell), STYLE) for cell in row] for row in filled]
    yield Table(cells, [90, 70, 70, 200, *[62] * (width - 4)], style=[("GRID", (0, 0), (-1, -1), 0.5, black)])


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def test_boxed_tables_with_the_damages_of_the_real_annex_give_the_same_curriculum(annex: Curriculum) -> None:
    pages = ruled(ANNEX)
    reading, expected = read(pages), read(ANNEX)
    assert reading.curriculum == annex
    assert len(reading.repairs) == len(expected.repairs)
    assert {repair.maquette for repair in reading.repairs} == {repair.maquette for repair in expected.repairs}
    with pdfplumber.open(BytesIO(pages)) as document:
        texts = [page.extract_text() for page in document.pages]
    codes = {module.apogee for maquette in annex.maquettes for module in maquette.modules}
    for repair in reading.repairs:
        [code] = codes & {cell.strip() for cell in repair.after.split("|")} or {""}
        assert (repair.where, code in texts[(repair.page or 0) - 1]) == (f"page {repair.page}", True)


def test_a_page_without_text_is_refused_with_its_reason() -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    with pytest.raises(UnusableInputError, match="image numérisée"):
        read(out.getvalue())


def test_a_broken_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnusableInputError, match="enregistrez-le de nouveau"):
        read(b"%PDF-1.7\n" + b"0" * 400)


def test_a_letter_is_no_annex() -> None:
    out = BytesIO()
    canvas = Canvas(out)
    canvas.drawString(100, 700, "Monsieur,")
    canvas.save()
    with pytest.raises(UnusableInputError):
        read(out.getvalue())


def test_a_title_of_coefficients_with_four_figures_is_kept(annex: Curriculum) -> None:
    maquette = annex.maquettes[0]
    first, *others = maquette.modules
    code, *codes = first.coefficients
    precise = replace(first, coefficients={code: Decimal("0.5125"), **{other: Decimal(0) for other in codes}})
    one = replace(annex, maquettes=(replace(maquette, modules=(precise, *others)),))
    assert read(typeset_annex(one)).curriculum.maquettes[0].modules[0] == precise
