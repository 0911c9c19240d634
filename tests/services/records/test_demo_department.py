# SPDX-License-Identifier: EUPL-1.2
import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.services.records.absences.justifying import Followed, follow_proofs_of
from delibere.services.records.demo import load_demo
from delibere.services.records.journal import command_line
from delibere.store.models import (
    AbsenceProof,
    Department,
    Enrolment,
    MaquetteVersion,
    PastOutcome,
    Promotion,
    Role,
    Student,
)


@pytest.mark.django_db
def test_the_demo_holds_every_maquette_its_people_and_an_account_for_each_role() -> None:
    accounts = load_demo(command_line())
    assert {role for account in accounts for role in account.roles} == set(Role)
    assert MaquetteVersion.objects.filter(state="published").count() == 20
    assert Promotion.objects.count() == 20
    assert {p.enrolments.count() >= 24 for p in Promotion.objects.all()} == {True}
    repeaters = Enrolment.objects.filter(repeating=True).values("student")
    assert PastOutcome.objects.filter(student__in=repeaters).values("student").distinct().count() == (
        Student.objects.filter(pk__in=repeaters).count()
    )


@pytest.mark.django_db
def test_the_demo_never_touches_an_installation_that_holds_something(qlio: Department) -> None:
    with pytest.raises(UnusableInputError, match="n’est pas vide"):
        load_demo(command_line())
    assert Department.objects.get() == qlio


@pytest.mark.django_db
def test_absences_of_the_demo_agree_with_its_proofs() -> None:
    load_demo(command_line())
    assert follow_proofs_of(command_line(), Student.objects.all()) == Followed()
    assert AbsenceProof.objects.count() > 10
