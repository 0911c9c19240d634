# SPDX-License-Identifier: EUPL-1.2
"""A process killed in the middle of a deliberation loses no decision it had confirmed, on both databases."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from installations import Installation, on_postgresql, on_sqlite

pytestmark = pytest.mark.once

HERE = f"import sys\nsys.path.insert(0, {str(Path(__file__).parents[2])!r})\n"
PREPARED = """
from delibere.services.records.installation import migrate
migrate()
from delibere.store.models import Department
from gardens import jury, plant, sow
qlio = Department.objects.create(slug="qlio", name="QLIO", diploma="BUT QLIO", year=2023)
sow(qlio)
rows = {f"99{number:06}": "9 9 12" for number in range(60)}
plant(qlio, "s1-fi", rows)
jury(plant(qlio, "s2-fi", rows))
"""
DELIBERATED = """
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice
from delibere.jury.outcomes import Subject
from delibere.services.records.juries.deciding import decide
from delibere.store.models import JurySession, Student
from gardens import US
session = JurySession.objects.get()
grant = Choice(Subject.RCUE, 2, "semer", Code.ADJ, motive="progression constante")
for student in Student.objects.order_by("nip"):
    decide(US, session, student.nip, [grant], 0)
    print(student.nip, flush=True)
"""
FOUND = """
from collections import Counter
from delibere.store.models import JournalEntry, JuryDecision
lines = Counter(JuryDecision.objects.values_list("student__nip", flat=True))
told = set(JournalEntry.objects.filter(action="jury.decided").values_list("student_nip", flat=True))
print(*sorted(lines), sep=",")
print(*sorted(set(lines.values())), sep=",")
print(told == set(lines))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if request.param == "sqlite":
        yield on_sqlite(tmp_path / "jury.sqlite3")
        return
    with on_postgresql() as made:
        yield made


def killed_after(process: subprocess.Popen[str], confirmed: int) -> list[str]:
    """Kill it without warning while it works on the next one; what it had confirmed."""
    assert process.stdout is not None
    told = [process.stdout.readline().strip() for _each in range(confirmed)]
    process.kill()
    rest, _errors = process.communicate()
    return [*told, *rest.split()]


def test_no_confirmed_decision_is_lost_and_none_is_half_written(installation: Installation) -> None:
    installation.do(HERE + PREPARED)
    process = installation.start(HERE + DELIBERATED)
    confirmed = killed_after(process, 5)
    decided, sizes, remembered = installation.do(FOUND).splitlines()
    assert set(confirmed) <= set(decided.split(","))
    assert len(decided.split(",")) - len(confirmed) in {0, 1}
    assert (sizes, remembered) == ("10", "True")
    assert len(confirmed) < 60
