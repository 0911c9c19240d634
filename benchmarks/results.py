# SPDX-License-Identifier: EUPL-1.2
"""Server time of the results table, 120 students × 25 modules × 3 evaluations: 1 and 200 promotions stored.

DATABASE_URL=sqlite:////tmp/results.sqlite3 python benchmarks/results.py [--quick]

The database is emptied first: name one that holds nothing.
"""

import random
import sys
from dataclasses import replace
from decimal import Decimal
from statistics import median
from time import perf_counter, process_time

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from stored import ANNEX, opened, prepared, signed_in

from delibere.curriculum.model import Maquette, Module
from delibere.services.files.read_annex import read_annex
from delibere.store.models import Department, Enrolment, Evaluation, Mark, PastOutcome, Promotion, Student
from delibere.web.wsgi import settle

STUDENTS, MODULES, EVALUATIONS = 120, 25, 3
OTHERS = 199
TURNS = 15


def grown(maquette: Maquette) -> Maquette:
    """S3 OSC with 25 modules; the others as they are."""
    if maquette.id != "s3-fi-osc":
        return maquette
    model = maquette.modules[0]
    more = MODULES - len(maquette.modules)
    added = (replace(model, apogee=f"TBQPLUS{n}", pn=f"R3.P{n}") for n in range(more))
    return replace(maquette, modules=(*map(_weighing, maquette.modules), *added))


def _weighing(module: Module) -> Module:
    """The portfolio too: every module is marked."""
    if module.coefficient:
        return module
    return replace(module, coefficients={ue: Decimal("0.1") for ue in module.coefficients})


def filled(here: Department, number: int, modules: list[str]) -> Promotion:
    """A promotion whose every mark is there: nine out of ten a number, some absences."""
    rng = random.Random(number)  # noqa: S311 marks, not secrets
    promotion, enrolments = opened(here, number, STUDENTS)
    tests = Evaluation.objects.bulk_create(
        Evaluation(promotion=promotion, module=module, title=f"DS {n}", coefficient=str(n + 1))
        for module in modules
        for n in range(EVALUATIONS)
    )
    Mark.objects.bulk_create((_mark(rng, t, e) for t in tests for e in enrolments), batch_size=5000)
    PastOutcome.objects.bulk_create(_past(one.student) for one in enrolments)
    return promotion


def _mark(rng: random.Random, test: Evaluation, enrolment: Enrolment) -> Mark:
    if rng.random() < 0.1:
        return Mark(evaluation=test, enrolment=enrolment, reason=rng.choice(["ABI", "ABJ", "EXC"]))
    return Mark(evaluation=test, enrolment=enrolment, hundredths=25 * rng.randint(20, 80))


def _past(student: Student) -> PastOutcome:
    return PastOutcome(student=student, year=2022, subject="year", semester=2, code="ADM", reason="PV")


def measured(here: Department, promotion: Promotion) -> str:
    """Median and best of some turns, CPU of the best one, number of queries, size."""
    client = signed_in(here)
    address = f"/qlio/promotions/{promotion.pk}/resultats/"
    settings.ALLOWED_HOSTS = ["testserver"]
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address, secure=True)
    queries = len(captured)
    assert answer.status_code == 200, answer.status_code  # noqa: S101 a benchmark of a refusal means nothing
    times = [_timed(client, address) for _turn in range(TURNS)]
    walls, cpus = [wall for wall, _cpu in times], [cpu for _wall, cpu in times]
    size = len(answer.content) // 1000
    return f"{median(walls):.0f} | {min(walls):.0f} | {min(cpus):.0f} | {queries} | {size}"


def _timed(client: Client, address: str) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    client.get(address, secure=True)
    return (perf_counter() - wall) * 1e3, (process_time() - cpu) * 1e3


def main() -> None:
    """Print two lines of a table in Markdown."""
    here = prepared(grown)
    settle()
    others = 4 if "--quick" in sys.argv[1:] else OTHERS
    maquette = grown(read_annex(ANNEX).curriculum.maquette("s3-fi-osc"))
    modules = [module.apogee for module in maquette.modules]
    promotion = filled(here, 0, modules)
    connection.cursor().execute("ANALYZE")
    print("| database | promotions stored | median, ms | best, ms | CPU, ms | queries | page, kB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    print(f"| {connection.vendor} | 1 | {measured(here, promotion)} |", flush=True)
    for number in range(1, others + 1):
        filled(here, number, modules)
    connection.cursor().execute("ANALYZE")
    print(f"| {connection.vendor} | {others + 1} | {measured(here, promotion)} |")


if __name__ == "__main__":
    main()
