# SPDX-License-Identifier: EUPL-1.2
"""Server time of saving one mark with the new averages, with 1 and with 200 promotions stored.

    DATABASE_URL=sqlite:////tmp/saving.sqlite3 python benchmarks/saving.py [--quick]

120 students, 3 evaluations of the module; the others have 30 students and all modules of S3.
The whole request is timed: session, access, marks, history, journal, averages, counts.
The database must be empty.
"""

import json
import sys
from statistics import median
from time import perf_counter, process_time

from django.conf import settings
from django.db import connection
from stored import ENGLISH, filled, prepared, signed_in

from delibere.services.records.maquettes import maquette_in_force
from delibere.store.models import Promotion

STUDENTS, TESTS, TURNS = 120, 3, 60
OTHERS, THEIR_STUDENTS = 199, 30


def measured(promotion: Promotion) -> str:
    """Median and best of some turns, median of CPU; each writes one cell of the first column."""
    client = signed_in(promotion.department)
    settings.ALLOWED_HOSTS = ["testserver"]
    address = f"/qlio/promotions/{promotion.pk}/notes/{ENGLISH}/enregistrer/"
    test = promotion.evaluations.filter(module=ENGLISH)[0]
    marks = {mark.enrolment_id: mark.version for mark in test.marks.all()}
    times = []
    for one in list(promotion.enrolments.all())[:TURNS]:
        version = marks.get(one.pk, 0)
        body = json.dumps({"cells": [[test.pk, one.pk, f"1{version},5", version]]})
        wall, cpu = perf_counter(), process_time()
        answer = client.post(address, body, "application/json", secure=True)
        times.append(((perf_counter() - wall) * 1e3, (process_time() - cpu) * 1e3))
        assert answer.json()["cells"][0][2] == "saved", answer.content  # noqa: S101 else nothing was measured
    walls, cpus = zip(*times, strict=True)
    return f"{median(walls):.1f} | {min(walls):.1f} | {median(cpus):.1f}"


def main() -> None:
    """Print two lines of a table in Markdown."""
    here = prepared()
    others = 4 if "--quick" in sys.argv[1:] else OTHERS
    first = filled(here, 0, STUDENTS, [ENGLISH], TESTS)
    maquette = maquette_in_force(first)
    modules = [module.apogee for module in maquette.modules] if maquette else []
    print("| database | promotions stored | median, ms | best, ms | CPU, ms |\n|---|--:|--:|--:|--:|")
    print(f"| {connection.vendor} | 1 | {measured(first)} |", flush=True)
    for number in range(1, others + 1):
        filled(here, number, THEIR_STUDENTS, modules, TESTS)
    connection.cursor().execute("ANALYZE")
    print(f"| {connection.vendor} | {others + 1} | {measured(first)} |")


if __name__ == "__main__":
    main()
