# SPDX-License-Identifier: EUPL-1.2
"""What is past its date leaves the journal by one act, which the journal says."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from delibere.foundation.civil import Civil
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.forget_civil_data import forget_civil_data, forgettable
from delibere.services.records.journal import command_line, remember
from delibere.services.records.purge_journal import purge, purgeable
from delibere.services.records.students import create
from delibere.store.models import Action, Department, Enrolment, JournalEntry, Promotion


def entry(department: Department, keep_until: date) -> JournalEntry:
    return JournalEntry.objects.create(
        department=department, action=Action.STUDENT_CREATED, actor_name="", origin="", keep_until=keep_until
    )


def test_what_is_past_its_date_goes_and_the_journal_says_so(qlio: Department) -> None:
    today = timezone.localdate()
    entry(qlio, today - timedelta(days=2))
    kept = [entry(qlio, today - timedelta(days=1)), entry(qlio, today)]
    before = today - timedelta(days=1)
    assert purgeable(before) == 1
    assert purge(command_line(), before) == 1
    *left, told = JournalEntry.objects.order_by("pk")
    assert left == kept
    assert (told.action, told.details) == (
        "journal.purged",
        {"entries": 1, "before": before.isoformat()},
    )


def test_civil_data_of_those_who_left_goes_and_nothing_else_does(qlio: Department) -> None:
    civil = {"birth_date": date(2004, 3, 15), "civility": "Mme", "address": "99120 BELLERIVE"}
    gone, back, new = (
        create(command_line(), qlio, {"nip": f"9900000{n}", "surname": name, **civil})
        for n, name in enumerate(["COING", "IRIS", "LITCHI"])
    )
    for student, years in [(gone, [2022]), (back, [2022, 2024])]:
        for year in years:
            promotion, _made = Promotion.objects.get_or_create(department=qlio, year=year, slug="s1-fi")
            Enrolment.objects.create(promotion=promotion, student=student)
    before = date(2024, 9, 1)
    assert list(forgettable(before)) == [gone]
    assert forget_civil_data(command_line(), before) == 1
    for student, left in [(gone, Civil()), (back, back.civil), (new, new.civil)]:
        student.refresh_from_db()
        assert (student.civil, student.nip_key != "") == (left, True)
    told = JournalEntry.objects.first()
    assert told is not None
    assert (told.department, told.action, told.details) == (
        qlio,
        "civil_data.forgotten",
        {"students": 1, "before": "2024-09-01"},
    )
    assert forget_civil_data(command_line(), before) == 0
    with pytest.raises(UnusableInputError, match="ne s’efface pas d’avance"):
        forgettable(timezone.localdate() + timedelta(days=1))


def test_once_purged_the_journal_refuses_as_before(qlio: Department) -> None:
    entry(qlio, date(2020, 1, 1))
    purge(command_line(), timezone.localdate())
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        JournalEntry.objects.all().delete()


def test_nothing_to_purge_writes_nothing(qlio: Department) -> None:
    remember(command_line(), Action.STUDENT_CREATED, department=qlio)
    assert purge(command_line(), timezone.localdate()) == 0
    assert JournalEntry.objects.count() == 1


def test_a_day_to_come_is_refused(qlio: Department) -> None:
    with pytest.raises(UnusableInputError, match="ne se purge pas d’avance"):
        purge(command_line(), timezone.localdate() + timedelta(days=1))
