# SPDX-License-Identifier: EUPL-1.2
"""Server time of the results table, 120 students × 25 modules × 3 evaluations: 1 and 200 promotions stored.

DATABASE_URL=sqlite:////tmp/results.sqlite3 python benchmarks/results.py [--quick]

The database is emptied first: name one that holds nothing.
"""

import os
import random
import secrets
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

os.environ.setdefault("DELIBERE_SECRET_KEY", secrets.token_urlsafe(40))
os.environ["DJANGO_SETTINGS_MODULE"] = "delibere.web.settings"
if "DATABASE_URL" not in os.environ:
    sys.exit("DATABASE_URL: which empty database may be filled?")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delibere.curriculum.model import Maquette, Module
from delibere.services.files.read_annex import read_annex
from delibere.services.records.journal import command_line
from delibere.services.records.maquettes import draft, publish
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    Evaluation,
    Mark,
    Membership,
    PastOutcome,
    Promotion,
    Role,
    Student,
)
from delibere.web.wsgi import settle

STUDENTS, MODULES, EVALUATIONS = 120, 25, 3
OTHERS = 199
TURNS = 15
ANNEX = Path(__file__).parents[1] / "examples" / "but-qlio-2023-2024.md"


def prepared() -> Department:
    """QLIO with its annex, S3 OSC grown to 25 modules."""
    call_command("migrate", verbosity=0)
    if Department.objects.exists():
        sys.exit("This database is not empty: name another one.")
    here = Department.objects.create(slug="qlio", name="QLIO", diploma="BUT QLIO", year=2023)
    for maquette in read_annex(ANNEX).curriculum.maquettes:
        grown = _grown(maquette) if maquette.id == "s3-fi-osc" else maquette
        publish(command_line(), draft(command_line(), here, 2023, grown, source="annexe"))
    return here


def _grown(maquette: Maquette) -> Maquette:
    model = maquette.modules[0]
    more = MODULES - len(maquette.modules)
    added = (replace(model, apogee=f"TBQPLUS{n}", pn=f"R3.P{n}") for n in range(more))
    return replace(maquette, modules=(*map(_weighing, maquette.modules), *added))


def _weighing(module: Module) -> Module:
    """The portfolio too: every module is marked."""
    if module.coefficient:
        return module
    return replace(module, coefficients={ue: Decimal("0.1") for ue in module.coefficients})


def filled(here: Department, year: int, number: int, modules: list[str]) -> Promotion:
    """A promotion whose every mark is there: nine out of ten a number, some absences."""
    rng = random.Random(number)  # noqa: S311 marks, not secrets
    students = [
        Student(department=here, nip=f"{number:03d}{n:05d}", surname=f"ARBRE{n:03d}", first_name="Alix")
        for n in range(STUDENTS)
    ]
    for student in students:
        student.set_keys()
    Student.objects.bulk_create(students)
    promotion = Promotion.objects.create(department=here, year=year, slug=f"s3-fi-osc{number or ''}")
    enrolments = Enrolment.objects.bulk_create(Enrolment(promotion=promotion, student=s) for s in students)
    tests = Evaluation.objects.bulk_create(
        Evaluation(promotion=promotion, module=module, title=f"DS {n}", coefficient=str(n + 1))
        for module in modules
        for n in range(EVALUATIONS)
    )
    Mark.objects.bulk_create((_mark(rng, t, e) for t in tests for e in enrolments), batch_size=5000)
    PastOutcome.objects.bulk_create(_past(student) for student in students)
    return promotion


def _mark(rng: random.Random, test: Evaluation, enrolment: Enrolment) -> Mark:
    if rng.random() < 0.1:
        return Mark(evaluation=test, enrolment=enrolment, reason=rng.choice(["ABI", "ABJ", "EXC"]))
    return Mark(evaluation=test, enrolment=enrolment, hundredths=25 * rng.randint(20, 80))


def _past(student: Student) -> PastOutcome:
    return PastOutcome(student=student, year=2022, subject="year", semester=2, code="ADM", reason="PV")


def measured(here: Department, promotion: Promotion) -> str:
    """Median and best of some turns, CPU of the best one, number of queries, size."""
    account, _made = Account.objects.get_or_create(
        login="etudes", email="etudes@example.org", surname="SUREAU"
    )
    Membership.objects.get_or_create(account=account, department=here, role=Role.DIRECTOR_OF_STUDIES)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
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
    here = prepared()
    settle()
    others = 4 if "--quick" in sys.argv[1:] else OTHERS
    maquette = _grown(read_annex(ANNEX).curriculum.maquette("s3-fi-osc"))
    modules = [module.apogee for module in maquette.modules]
    promotion = filled(here, 2023, 0, modules)
    connection.cursor().execute("ANALYZE")
    print("| database | promotions stored | median, ms | best, ms | CPU, ms | queries | page, kB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    print(f"| {connection.vendor} | 1 | {measured(here, promotion)} |", flush=True)
    for number in range(1, others + 1):
        filled(here, 2000, number, modules)
    connection.cursor().execute("ANALYZE")
    print(f"| {connection.vendor} | {others + 1} | {measured(here, promotion)} |")


if __name__ == "__main__":
    main()
