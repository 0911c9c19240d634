# SPDX-License-Identifier: EUPL-1.2
"""Ways to a thousand bulletins, alternated; see `documents.py`, which runs them."""

import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from decimal import Decimal
from functools import partial
from importlib.resources import files
from math import ceil
from multiprocessing import active_children
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from threading import Event, Thread
from typing import Any, cast

from reportlab_bulletin import apart, by_two, together

from delibere.calculation.averages import semester_averages
from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.documents.bulletin import Absences, Bulletins, BulletinSetting
from delibere.documents.institution import Institution
from delibere.documents.typesetting import Json, compiled_batches, join_into, typeset_apart
from delibere.documents.typesetting.batches import BATCH
from delibere.foundation.people import Student
from delibere.jury.course import build_course
from delibere.jury.proposals import propose
from delibere.services.files.read_annex import read_annex_bytes

GROUP = 84
"""Students of a promotion: marks of one are those of a class of this size."""
TEMPLATE = "bulletin/bulletin.typ"
_ANNEX = files("delibere.services.files.demo") / "but-qlio-2023-2024.md"


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
    """Two processes, then one tagged PDF/A, on disk."""
    with TemporaryFile() as out:
        join_into(out, compiled_batches(TEMPLATE, values))
        return out.tell()


def many_files(values: list[Json]) -> int:
    """A file a student, on disk, by two processes."""
    alone: Any = ({**batch, "students": [one]} for batch in cast("Any", values) for one in batch["students"])
    with TemporaryDirectory() as room:
        for number, file in enumerate(typeset_apart(TEMPLATE, alone)):
            (Path(room) / f"{number}.pdf").write_bytes(file)
        return sum(file.stat().st_size for file in Path(room).iterdir())


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
    "ReportLab, 1 process": together,
    "ReportLab, 2 processes": partial(by_two, together),
    "Délibéré, one PDF/A": one_file,
    "ReportLab, a file each, 1 process": apart,
    "ReportLab, a file each, 2 processes": partial(by_two, apart),
    "Délibéré, a file each": many_files,
}


def main(count: int = 1000, rounds: int = 5) -> None:
    """Measure, and print; every round takes the ways in turn, so that a machine that slows down slows all."""
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
    one, two = (median(paces[name]) for name in ("ReportLab, 1 process", "ReportLab, 2 processes"))
    print(f"{count} bulletins, medians of {rounds}, load {os.getloadavg()[0]:.1f}\n")
    print("| | pages a second | × one ReportLab | × two | processor, ms a page | memory, MB | KB a page |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name in WAYS:
        pace, cost, size = median(paces[name]), median(costs[name]), sizes[name] / count / 1000
        ratios = f"{pace / one:.2f} | {pace / two:.2f}"
        print(f"| {name} | {pace:.1f} | {ratios} | {cost:.1f} | {peaks[name]:,} | {size:.1f} |")
