# SPDX-License-Identifier: EUPL-1.2
"""1,000 bulletins: one tagged PDF/A, and 1,000 files, beside the same page by ReportLab without tags.

`python benchmarks/documents.py [bulletins] [rounds]` alternates every way in each round; it prints medians of
pages a second, and the most memory that all processes held together.
"""

import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from datetime import datetime
from decimal import Decimal
from importlib.resources import files
from io import BytesIO
from math import ceil
from multiprocessing import active_children, get_context
from pathlib import Path
from random import Random
from statistics import median
from threading import Event, Thread
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from delibere.calculation.averages import semester_averages
from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.documents.bulletin import Absences, Bulletins, BulletinSetting
from delibere.documents.institution import Institution
from delibere.documents.typesetting import Json, compiled_batches, join, typeset_apart
from delibere.documents.typesetting.batches import BATCH
from delibere.foundation.people import Student
from delibere.jury.course import build_course
from delibere.jury.proposals import propose
from delibere.services.files.read_annex import read_annex_bytes

GROUP = 84
"""Students of a promotion: marks of one are those of a class of this size."""
TEMPLATE = "bulletin/bulletin.typ"
_ANNEX = files("delibere.services.files.demo") / "but-qlio-2023-2024.md"
_FONTS = files("delibere.documents.typesetting") / "fonts"


def bulletins(group: int) -> Bulletins:
    """The bulletins of S3 of one invented promotion."""
    curriculum = read_annex_bytes(_ANNEX.read_bytes()).curriculum
    maquette, chance = curriculum.maquette("s3-fi-osc"), Random(group)  # noqa: S311 an invented class
    people = [Student(f"{99000000 + group * GROUP + k}", f"ABRICOT{group}-{k}", "Alix") for k in range(GROUP)]
    tests = [Evaluation(module.apogee, module.apogee, "DS") for module in maquette.modules]
    marks = [[Decimal(chance.randint(600, 1800)) / 100 for _test in tests] for _one in people]
    averages = semester_averages(maquette, MarkTable.of(people, tests, marks))
    setting = BulletinSetting(
        Institution("Université de Bellerive", "IUT de Bellerive"),
        "BUT QLIO",
        datetime(2024, 1, 23, 14, 5),  # noqa: DTZ001 as people read it
        absences={student.nip: Absences(k % 9, k % 3) for k, student in enumerate(people)},
    )
    return Bulletins(propose(build_course(curriculum, [averages])), 3, setting)


def batches(count: int, size: int) -> list[Json]:
    """The values of this many bulletins, by batches of one promotion each."""
    made: list[Any] = []
    for group in range(ceil(count / GROUP)):
        made += bulletins(group).batches(size)
    found: list[Json] = []
    left = count
    for batch in made:
        students = batch["students"][:left]
        left -= len(students)
        if students:
            found.append({**batch, "students": students})
    return found


def one_file(values: list[Json]) -> int:
    """Two processes, then one tagged PDF/A."""
    return len(join(compiled_batches(TEMPLATE, values)))


def many_files(values: list[Json]) -> int:
    """A file a student, by two processes."""
    alone = [{**batch, "students": [one]} for batch in values for one in batch["students"]]  # type: ignore[call-overload, index, union-attr, dict-item]
    return sum(map(len, typeset_apart(TEMPLATE, alone)))


def batch_files(values: list[Json]) -> int:
    """A file a batch: what is typeset, before joining."""
    return sum(map(len, typeset_apart(TEMPLATE, values)))


def reportlab(values: list[Json]) -> int:
    """The same page in one process: tables, our font, no tags, no PDF/A."""
    registerFont(TTFont("Plex", str(_FONTS / "IBMPlexSans-Regular.ttf")))
    registerFont(TTFont("PlexSemiBold", str(_FONTS / "IBMPlexSans-SemiBold.ttf")))
    registerFontFamily("Plex", "Plex", "PlexSemiBold", "Plex", "PlexSemiBold")
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for batch in values:
        for student in batch["students"]:  # type: ignore[call-overload, index, union-attr]
            _page(canvas, batch["class"], student)  # type: ignore[call-overload, index]
    canvas.save()
    return len(out.getvalue())


def two_reportlabs(values: list[Json]) -> int:
    """Half of them in each of two processes."""
    half = len(values) // 2
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        return sum(pool.map(reportlab, [values[:half], values[half:]]))


def _page(canvas: Canvas, shared: Any, own: Any) -> None:  # noqa: ANN401 plain values of a template
    canvas.setFont("Plex", 20)
    canvas.drawString(57, 760, shared["words"]["title"])
    canvas.setFont("Plex", 9)
    canvas.drawString(57, 740, shared["course"])
    for place, fact in enumerate(own["facts"]):
        canvas.drawString(57 + 95 * place, 715, str(fact["value"]))
    _table(canvas, 560, _ue_rows(shared, own), [32, 170, 80, 50, 45, 45, 30, 35])
    for place, ue in enumerate(own["ues"]):
        _plot(canvas, 262, 652 - 25 * place, ue["dot"])
    _table(canvas, 120, _module_rows(shared, own), [56, 230, 40, 45, 40, 40, 40, 40])
    canvas.setFont("Plex", 7)
    for place, note in enumerate(own["notes"]):
        paragraph = _text(escape(note))
        paragraph.wrapOn(canvas, 480, 40)
        paragraph.drawOn(canvas, 57, 85 - 25 * place)
    canvas.drawString(57, 40, shared["words"]["foot"])
    canvas.drawString(420, 40, own["feet"][0])
    canvas.showPage()


def _ue_rows(shared: Any, own: Any) -> list[list[Any]]:  # noqa: ANN401
    return [
        shared["words"]["ue_heads"],
        *(
            [
                *(one["code"], _text(f"<b>{escape(one['title'])}</b><br/>{escape(ue['sentence'])}"), ""),
                *(ue["mean"], ue["rank"]),
                *(one["median"], ue["ects"], ue["code"]["text"]),
            ]
            for one, ue in zip(shared["ues"], own["ues"], strict=True)
        ),
    ]


def _module_rows(shared: Any, own: Any) -> list[list[Any]]:  # noqa: ANN401
    return [
        shared["words"]["module_heads"],
        *(
            [one["pn"], _text(escape(one["title"])), mark, one["median"], *one["coefficients"]]
            for one, mark in zip(shared["modules"], own["marks"], strict=True)
        ),
        ["", shared["words"]["sums"], "", "", *own["sums"]],
        ["", shared["words"]["means"], "", "", *(ue["mean"] for ue in own["ues"])],
    ]


def _text(markup: str) -> Paragraph:
    """Text that wraps in its cell."""
    return Paragraph(markup, ParagraphStyle("cell", fontName="Plex", fontSize=8, leading=9))


def _table(canvas: Canvas, bottom: float, rows: list[list[Any]], widths: list[float]) -> None:
    style = [
        ("FONT", (0, 0), (-1, -1), "Plex", 8),
        ("LINEABOVE", (0, 0), (-1, 0), 0.6, "black"),
        ("LINEBELOW", (0, -1), (-1, -1), 0.6, "black"),
        ("ALIGN", (3, 0), (-1, -1), "RIGHT"),
        ("FONT", (2, 1), (3, -1), "PlexSemiBold", 8),
        ("TEXTCOLOR", (3, 1), (3, -1), "gray"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    table = Table(rows, widths, style=style)
    table.wrapOn(canvas, 500, 600)
    table.drawOn(canvas, 57, bottom)


def _plot(canvas: Canvas, x: float, y: float, dot: float | None) -> None:
    canvas.line(x, y, x + 100, y)
    for tick in range(GROUP):
        canvas.line(x + 20 + tick * 0.8, y - 3, x + 20 + tick * 0.8, y + 3)
    canvas.circle(x + 100 * (dot or 0), y, 3, fill=1)


@contextmanager
def memory() -> Iterator[list[int]]:
    """The most that this process and its children hold together, in MB, once the block is over."""
    peak, over = [0], Event()

    def watch() -> None:
        while not over.wait(0.05):
            peak[0] = max(peak[0], _held())

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _held() -> int:
    pids = [os.getpid(), *(child.pid for child in active_children() if child.pid)]
    held = 0
    for pid in pids:
        with suppress(OSError):
            held += int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    return held // 1_000_000


def _spent() -> float:
    """Seconds of processor of this process and of its children: a busy machine changes it less."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


WAYS: dict[str, Callable[[list[Json]], int]] = {
    "ReportLab, 1 process": reportlab,
    "ReportLab, 2 processes": two_reportlabs,
    "Délibéré, batches": batch_files,
    "Délibéré, one PDF/A": one_file,
    "Délibéré, a file each": many_files,
}


def main(count: int = 1000, rounds: int = 5) -> None:
    """Measure, and print."""
    values = batches(count, BATCH)
    paces: dict[str, list[float]] = {name: [] for name in WAYS}
    costs: dict[str, list[float]] = {name: [] for name in WAYS}
    peaks: dict[str, int] = dict.fromkeys(WAYS, 0)
    sizes: dict[str, int] = {}
    for _round in range(rounds):
        for name, way in WAYS.items():
            with memory() as peak:
                start, spent = time.perf_counter(), _spent()
                sizes[name] = way(values)
                paces[name].append(count / (time.perf_counter() - start))
                costs[name].append(1000 * (_spent() - spent) / count)
            peaks[name] = max(peaks[name], peak[0])
    print(f"{count} bulletins, {rounds} rounds, load {os.getloadavg()[0]:.1f}")
    for name in WAYS:
        pace = median(paces[name])
        cost, size = median(costs[name]), sizes[name] / count / 1000
        print(f"{name:24} {pace:6.1f} pages/s {cost:6.1f} ms {peaks[name]:6} MB {size:6.1f} KB/page")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
