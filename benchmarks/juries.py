# SPDX-License-Identifier: EUPL-1.2
"""What a jury costs: a class of 400 with three years of past, from its preparation to its seal; a replay.

The class is of the third year, in a database of its own (SQLite, in a temporary folder): two semesters of
four modules with three evaluations each; a first year, a second one failed, the same repeated. 10,000 records
in the form of ScoDoc are replayed. Medians of five, but for what is done once.

    python benchmarks/juries.py [--quick]
"""

import json
import os
import random
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

FOLDER = TemporaryDirectory()
os.environ["DATABASE_URL"] = f"sqlite:///{FOLDER.name}/jury.sqlite3"
os.environ["DELIBERE_SECRET_KEY"] = secrets.token_urlsafe(40)
os.environ["DJANGO_SETTINGS_MODULE"] = "delibere.web.settings"
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import django

django.setup()

from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome
from delibere.services.files.replay_jury import replay_jury
from delibere.services.files.verify_session import verify_session
from delibere.services.records.installation import migrate
from delibere.services.records.juries.classes import room_of
from delibere.services.records.juries.closing import close_session
from delibere.services.records.juries.deciding import accept_clear_cases
from delibere.services.records.juries.minutes import file_of
from delibere.services.records.juries.sitting import ruling_with, sitting_in, sitting_of
from delibere.services.records.past import past_row
from delibere.store.models import Department, Evaluation, JurySession, Mark, PastOutcome, Promotion, Student
from gardens import US, jury, plant, sow
from invented_courses import followed, ue

QUICK = "--quick" in sys.argv
PEOPLE, RECORDS, TIMES = (60, 1_000, 3) if QUICK else (400, 10_000, 5)
MORE_TESTS = 2


def timed(what: Callable[[], object], times: int = TIMES) -> float:
    """Median, in milliseconds of the processor: machines are shared, and the database is in the process."""
    spent = []
    for _each in range(times):
        start = process_time()
        what()
        spent.append((process_time() - start) * 1000)
    return median(spent)


def records(count: int, rng: random.Random) -> bytes:
    """Records in the form of ScoDoc, four RCUE each."""
    return json.dumps([_record(number, rng) for number in range(count)]).encode()


def _record(number: int, rng: random.Random) -> dict[str, Any]:
    rcues = [_rcue(*(rng.randint(700, 1600) / 100 for _half in (0, 1))) for _place in range(4)]
    return {"code_nip": f"{number:08}", "rcues": rcues, "ues": [], "annee": {"ordre": 1, "code": "PASD"}}


def _rcue(odd: float, even: float) -> dict[str, Any]:
    mean = (odd + even) / 2
    codes = ["ADM" if mark >= 10 else "CMP" if mean >= 10 else "AJ" for mark in (odd, even)]
    halves = {f"ue_{k + 1}": {"moy": mark, "code": codes[k]} for k, mark in enumerate((odd, even))}
    return {**halves, "moy": mean, "code": min(codes, key=("AJ", "CMP", "ADM").index)}


def fill(rng: random.Random) -> JurySession:
    """A department with its class; the session, open."""
    qlio = Department.objects.create(slug="qlio", name="QLIO", diploma="BUT QLIO", year=2023)
    sow(qlio)
    nips = [f"99{number:06}" for number in range(PEOPLE)]
    for slug in ("s5-fi-fle", "s6-fi-fle"):
        _assess(plant(qlio, slug, {nip: _row(rng) for nip in nips}), rng)
    lines = past(rng)
    rows = [past_row(student, line, "essai") for student in Student.objects.all() for line in lines]
    PastOutcome.objects.bulk_create(rows, batch_size=1000)
    return jury(Promotion.objects.get(slug="s6-fi-fle"))


def _row(rng: random.Random) -> str:
    return " ".join(f"{rng.randint(600, 1800) / 100}" for _place in range(4))


def _assess(promotion: Promotion, rng: random.Random) -> None:
    first = promotion.evaluations.all()
    tests = [
        Evaluation(promotion=promotion, module=one.module, title=f"Contrôle {number}")
        for number in range(MORE_TESTS)
        for one in first
    ]
    Mark.objects.bulk_create(
        Mark(evaluation=test, enrolment=enrolment, hundredths=rng.randint(600, 1800))
        for test in Evaluation.objects.bulk_create(tests)
        for enrolment in promotion.enrolments.all()
    )


def past(rng: random.Random) -> list[Outcome]:
    """Three years of it."""
    years = (
        (1, 3, Code.ADM),
        (2, 3, Code.ADM),
        (3, 2, Code.AJ),
        (4, 2, Code.AJ),
        (3, 1, Code.ADM),
        (4, 1, Code.ADM),
    )
    lines = [
        ue(semester, place, code, f"{rng.randint(900, 1600) / 100}", ago=ago)
        for semester, ago, code in years
        for place in range(3 if semester < 3 else 4)
    ]
    return [*lines, *followed(1, 2, ago=3), *followed(3, 4, ago=2), *followed(3, 4, ago=1)]


def main() -> None:
    """Print the table of docs/measures.md."""
    rng = random.Random(2023)  # noqa: S311 invented marks
    migrate()
    session = fill(rng)
    room, first = room_of(session), sitting_of(session)
    rows = [
        (f"a class of {PEOPLE} prepared", timed(lambda: sitting_of(session))),
        ("… of which the database", timed(lambda: room_of(session))),
        ("… of which averages, rules, sentences", timed(lambda: sitting_in(room, {}))),
        ("a choice tried on one student", timed(lambda: ruling_with(first, first.people[0].nip, ()))),
    ]
    Mark.objects.update(hundredths=1200)
    rows.append((f"{PEOPLE} clear cases accepted", timed(lambda: accept_clear_cases(US, session), 1)))
    rows.append(("closed, sealed, locked, made a past", timed(lambda: close_session(US, session), 1)))
    file, data = file_of(session), records(RECORDS, rng)
    rows.append((f"its seal verified ({len(file) // 1024:,} KiB)", timed(lambda: verify_session(file))))
    rows.append((f"{RECORDS:,} records replayed", timed(lambda: replay_jury(data, "jury.json"))))
    print("| act | ms |\n|---|--:|")
    for name, spent in rows:
        print(f"| {name} | {spent:,.0f} |")


if __name__ == "__main__":
    main()
