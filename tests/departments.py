# SPDX-License-Identifier: EUPL-1.2
"""A department to test in, its people and its maquettes."""

from collections.abc import Callable
from itertools import count

from django.utils import timezone

from delibere.curriculum.model import Curriculum
from delibere.services.records.maquettes import document_of
from delibere.store.models import (
    Account,
    Department,
    MaquetteVersion,
    Membership,
    Role,
    Student,
    VersionState,
)

Someone = Callable[..., Account]


def new_department() -> Department:
    """QLIO, which has nothing yet."""
    return Department.objects.create(slug="qlio", name="QLIO", diploma="BUT QLIO", year=2023)


def accounts_of(home: Department) -> Someone:
    """Makes accounts: `someone(Role.SECRETARY)`, `someone(Role.TEACHER, department=other)`."""
    numbers = count(1)

    def make(*roles: Role, department: Department = home, student: Student | None = None) -> Account:
        login = f"{roles[0] if roles else 'nobody'}{next(numbers)}"
        account = Account.objects.create(login=login, email=f"{login}@example.org", surname="SORBIER")
        for role in roles:
            record = student if role is Role.STUDENT else None
            Membership.objects.create(account=account, department=department, role=role, student=record)
        return account

    return make


def publish_all(department: Department, curriculum: Curriculum) -> Curriculum:
    """Put every maquette in force: the rows alone, for the acts that write them have their own tests."""
    common = {"department": department, "year": 2023, "number": 1, "source": "annexe"}
    MaquetteVersion.objects.bulk_create(
        MaquetteVersion(
            slug=maquette.id,
            document=document_of(maquette),
            state=VersionState.PUBLISHED,
            published_at=timezone.now(),
            **common,
        )
        for maquette in curriculum.maquettes
    )
    return curriculum
