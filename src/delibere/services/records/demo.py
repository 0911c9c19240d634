# SPDX-License-Identifier: EUPL-1.2
"""A whole department to try: the real annex, invented people, one account per role."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from itertools import cycle

from django.contrib.auth.hashers import make_password
from django.db import transaction

from delibere.calculation.evaluations import MarkTable
from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.services.files.demo import FictitiousYear, fictitious_years
from delibere.services.files.play_demo import ANNEX
from delibere.services.files.read_annex import read_annex_bytes
from delibere.services.records.demo_marks import load_local_rules, load_marks
from delibere.services.records.journal import Author
from delibere.services.records.maquettes import draft, publish
from delibere.services.records.past import past_row
from delibere.store.models import (
    Account,
    Department,
    Enrolment,
    EnrolmentStatus,
    Exemption,
    Group,
    GroupMembership,
    Membership,
    Milestone,
    Partition,
    PastOutcome,
    Promotion,
    Role,
    Student,
    Teaching,
)

_SEED = 2023
_STAFF = (
    ("administration", "TILLEUL", "Tatiana", (Role.ADMINISTRATOR,)),
    ("chef", "CHARME", "Cyprien", (Role.HEAD,)),
    ("etudes", "SUREAU", "Solène", (Role.DIRECTOR_OF_STUDIES, Role.TEACHER)),
    ("secretariat", "SORBIER", "Salomé", (Role.SECRETARY,)),
    ("enseignant", "TANAISIE", "Tancrède", (Role.TEACHER,)),
    ("jury", "PEUPLIER", "Paule", (Role.JURY_PRESIDENT,)),
    ("observation", "ORME", "Odilon", (Role.OBSERVER,)),
)
_TEACHERS = (
    *(("BOULEAU", "Basile"), ("CORNOUILLER", "Clara"), ("FRÊNE", "Firmin"), ("GENÉVRIER", "Gisèle")),
    *(("HOUX", "Hector"), ("IF", "Irène"), ("MÉLÈZE", "Mathurin"), ("NOISETIER", "Ninon")),
)
_MILESTONES = (
    (date(2024, 1, 23), "Date limite de saisie, semestres impairs"),
    (date(2024, 1, 31), "Jury S1 · FI et FA"),
    (date(2024, 2, 1), "Jury S3"),
    (date(2024, 2, 2), "Jury S5"),
    (date(2024, 6, 28), "Jurys annuels"),
)


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody to sign in as; the password exists in this demo only."""

    login: str
    password: str
    name: str
    roles: tuple[Role, ...]


@transaction.atomic
def load_demo(author: Author) -> tuple[DemoAccount, ...]:
    """Fill an empty installation: QLIO with its 20 promotions, GEA with two people; one account per role.

    Raises:
        UnusableInputError: there is a department already.
    """
    if Department.objects.exists():
        raise UnusableInputError(_("Cette installation n’est pas vide : la démonstration n’y touche pas."))
    qlio = _department("qlio", "QLIO", "BUT QLIO")
    curriculum = _curriculum()
    for maquette in curriculum.maquettes:
        publish(author, draft(author, qlio, qlio.year, maquette, source=ANNEX))
    load_local_rules(qlio)
    Milestone.objects.bulk_create(Milestone(department=qlio, on=on, title=title) for on, title in _MILESTONES)
    password = secrets.token_urlsafe(9)
    staff = [_staff(qlio, person, password) for person in _STAFF]
    teachers = [_teacher(qlio, surname, first_name) for surname, first_name in _TEACHERS]
    years = fictitious_years(curriculum, _SEED)
    for year in years:
        _load_year(qlio, year)
    _name_teachers(qlio, curriculum, [staff[2][0], staff[4][0], *teachers])
    student = _student_account(qlio, years, password)
    _neighbour(password)
    return (*(demo for _account, demo in staff), student)


@transaction.atomic
def new_password() -> tuple[DemoAccount, ...]:
    """Another password for the accounts of a demo made earlier: the first one was printed once.

    Raises:
        UnusableInputError: this database is no demo.
    """
    logins = [*(person[0] for person in _STAFF), "etudiant"]
    accounts = Account.objects.filter(login__in=logins, email__endswith="@example.org")
    if accounts.count() != len(logins):
        raise UnusableInputError(
            _("Cette base n’est pas celle d’une démonstration : donnez un autre fichier.")
        )
    password = secrets.token_urlsafe(9)
    accounts.update(password=make_password(password))
    return tuple(
        _known(account, password) for account in sorted(accounts, key=lambda a: logins.index(a.login))
    )


def _known(account: Account, password: str) -> DemoAccount:
    roles = tuple(Role(membership.role) for membership in account.memberships.all())
    return DemoAccount(account.login, password, account.name, roles)


def _department(slug: str, name: str, diploma: str) -> Department:
    return Department.objects.create(
        slug=slug, name=name, diploma=diploma, year=2023, teaching_starts_on=date(2023, 9, 4)
    )


def _curriculum() -> Curriculum:
    annex = (files("delibere.services.files.demo") / ANNEX).read_bytes()
    return read_annex_bytes(annex).curriculum


def _account(login: str, surname: str, first_name: str, password: str | None) -> Account:
    return Account.objects.create(
        login=login,
        email=f"{login}@example.org",
        surname=surname,
        first_name=first_name,
        password=make_password(password),
    )


def _staff(
    department: Department, person: tuple[str, str, str, tuple[Role, ...]], password: str
) -> tuple[Account, DemoAccount]:
    login, surname, first_name, roles = person
    account = _account(login, surname, first_name, password)
    for role in roles:
        Membership.objects.create(account=account, department=department, role=role)
    return account, DemoAccount(login, password, account.name, roles)


def _teacher(department: Department, surname: str, first_name: str) -> Account:
    login = f"{first_name}.{surname}".lower()
    account = _account(login, surname, first_name, None)
    Membership.objects.create(account=account, department=department, role=Role.TEACHER)
    return account


def _load_year(department: Department, year: FictitiousYear) -> None:
    """The people of one class, in both of its semesters."""
    addressed = (replace(one, email=f"{one.nip}@etu.example.org") for one in year.students)
    students = [Student.of(department, one) for one in addressed]
    Student.objects.bulk_create(students)
    by_nip = {student.nip: student for student in students}
    why = _("décisions inventées de la démonstration")
    PastOutcome.objects.bulk_create(past_row(by_nip[outcome.nip], outcome, why) for outcome in year.outcomes)
    for semester in year.semesters:
        promotion = Promotion.objects.create(
            department=department, year=department.year, slug=semester.maquette.id
        )
        load_marks(promotion, _enrol(promotion, students, year), semester)


def _enrol(promotion: Promotion, students: Sequence[Student], year: FictitiousYear) -> list[Enrolment]:
    """Everybody, in groups A and B; the last one resigned in spring; dispensed where the marks say so."""
    semester = promotion.semester
    repeaters = {o.nip for o in year.outcomes if o.subject == "enrolment" and o.semester == semester}
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(promotion=promotion, student=student, repeating=student.nip in repeaters)
        for student in students
    )
    partition = Partition.objects.create(promotion=promotion, name="TD")
    groups = {name: Group.objects.create(partition=partition, name=name) for name in ("A", "B")}
    GroupMembership.objects.bulk_create(
        GroupMembership(partition=partition, group=groups[one.group or "A"], enrolment=enrolment)
        for one, enrolment in zip(year.students, enrolments, strict=True)
    )
    if not semester % 2:
        last = enrolments[-1]
        last.status, last.since = EnrolmentStatus.RESIGNED, date(2024, 3, 4)
        last.save(update_fields=["status", "since"])
    made = next(one for one in year.semesters if one.maquette.semester == semester)
    Exemption.objects.bulk_create(
        Exemption(enrolment=enrolments[row], subject=module, reason=_("module suivi l’an passé ailleurs"))
        for row, module in _dispensed(made.table)
    )
    return enrolments


def _dispensed(table: MarkTable) -> set[tuple[int, str]]:
    """Who is dispensed of every evaluation of a module."""
    columns = {
        module: [k for k, e in enumerate(table.evaluations) if e.module == module]
        for module in {evaluation.module for evaluation in table.evaluations}
    }
    return {
        (row, module)
        for row in range(len(table.students))
        for module, places in columns.items()
        if all(table.mark(row, k) is Reason.DIS for k in places)
    }


def _name_teachers(department: Department, curriculum: Curriculum, teachers: Iterable[Account]) -> None:
    """Every module has somebody, but for one promotion in four where some are still to be named."""
    someone = cycle(teachers)
    promotions = {p.slug: p for p in Promotion.objects.filter(department=department)}
    Teaching.objects.bulk_create(
        Teaching(promotion=promotions[maquette.id], module=module.apogee, account=next(someone))
        for place, maquette in enumerate(curriculum.maquettes)
        for module in (maquette.modules if place % 4 else maquette.modules[:-4])
    )


def _student_account(department: Department, years: Sequence[FictitiousYear], password: str) -> DemoAccount:
    """A student of the second year of OSC."""
    year = next(y for y in years if y.semesters[0].maquette.id == "s3-fi-osc")
    record = Student.objects.get(department=department, nip=year.students[0].nip)
    account = _account("etudiant", record.surname, record.first_name, password)
    Membership.objects.create(account=account, department=department, role=Role.STUDENT, student=record)
    return DemoAccount("etudiant", password, account.name, (Role.STUDENT,))


def _neighbour(password: str) -> None:
    """Another department: what is in it stays out of sight."""
    gea = _department("gea", "GEA", "BUT GEA")
    account = _account("gea", "GENÊT", "Gaëlle", password)
    Membership.objects.create(account=account, department=gea, role=Role.SECRETARY)
    Student.objects.create(department=gea, nip="99000001", surname="GUARANA", first_name="Gaspard")
