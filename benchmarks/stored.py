# SPDX-License-Identifier: EUPL-1.2
"""Classes of any size for the benchmarks of pages, in the empty database that DATABASE_URL names."""

import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DELIBERE_SECRET_KEY", secrets.token_urlsafe(40))
os.environ["DJANGO_SETTINGS_MODULE"] = "delibere.web.settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread
if "DATABASE_URL" not in os.environ:
    sys.exit("DATABASE_URL: which empty database may be filled?")

import django

django.setup()

from django.core.management import call_command
from django.test import Client

from delibere.curriculum.model import Maquette
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
    Promotion,
    Role,
    Student,
)

ENGLISH = "TBQTR301"
ANNEX = Path(__file__).parents[1] / "examples" / "but-qlio-2023-2024.md"


def prepared(change: Callable[[Maquette], Maquette] = lambda maquette: maquette) -> Department:
    """QLIO with its annex, and nobody; `change`: what becomes of each maquette."""
    call_command("migrate", verbosity=0)
    if Department.objects.exists():
        sys.exit("This database is not empty: name another one.")
    here = Department.objects.create(slug="qlio", name="QLIO", diploma="BUT QLIO", year=2023)
    for maquette in read_annex(ANNEX).curriculum.maquettes:
        publish(command_line(), draft(command_line(), here, 2023, change(maquette), source="annexe"))
    return here


def opened(here: Department, number: int, students: int) -> tuple[Promotion, list[Enrolment]]:
    """A promotion and its people; number 0 is S3 FI OSC of the year."""
    people = [
        Student(department=here, nip=f"{number:03d}{n:05d}", surname=f"ARBRE{n:03d}", first_name="Alix")
        for n in range(students)
    ]
    for student in people:
        student.set_keys()
    Student.objects.bulk_create(people)
    slug, year = ("s3-fi-osc", 2023) if number == 0 else (f"s3-fi-osc{number}", 2000)
    promotion = Promotion.objects.create(department=here, year=year, slug=slug)
    rows = (Enrolment(promotion=promotion, student=one) for one in people)
    return promotion, Enrolment.objects.bulk_create(rows)


def filled(here: Department, number: int, students: int, modules: list[str], tests: int) -> Promotion:
    """A promotion with evaluations of these modules, every other column filled."""
    promotion, enrolments = opened(here, number, students)
    made = Evaluation.objects.bulk_create(
        Evaluation(promotion=promotion, module=module, title=f"DS {n}", held_on=f"2023-10-{n + 1:02d}")
        for module in modules
        for n in range(tests)
    )
    marks = (
        Mark(evaluation=test, enrolment=one, hundredths=25 * (20 + (row * 7 + column) % 60))
        for column, test in enumerate(made)
        for row, one in enumerate(enrolments)
        if column % 2
    )
    Mark.objects.bulk_create(marks, batch_size=5000)
    return promotion


def signed_in(here: Department) -> Client:
    """Somebody of the office."""
    account = Account.objects.filter(login="etudes").first()
    if account is None:
        account = Account.objects.create(login="etudes", email="etudes@example.org", surname="SUREAU")
        Membership.objects.create(account=account, department=here, role=Role.DIRECTOR_OF_STUDIES)
    client = Client()
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client
