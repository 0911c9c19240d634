# SPDX-License-Identifier: EUPL-1.2
"""Accounts: invited, given roles, closed. What somebody did stays in the journal."""

from collections.abc import Collection, Iterable

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import Account, Action, Department, Membership, Promotion, Role, Student


@transaction.atomic
def invite(
    author: Author, department: Department, login: str, email: str, name: str, roles: Collection[Role]
) -> Account:
    """Give somebody an account without a password, and roles; an account that exists only gets the roles.

    Args:
        author: who invites.
        department: where the roles are given.
        login: as in the university's directory; its case does not count.
        email: where the invitation goes.
        name: « SORBIER Salomé ».
        roles: staff roles; students are invited by `invite_student`.

    Raises:
        UnusableInputError: no role, or the role of a student.
    """
    if not roles or Role.STUDENT in roles:
        raise UnusableInputError(_("Donnez au moins un rôle du personnel."))
    account = _account(login, email, name)
    for role in roles:
        Membership.objects.get_or_create(account=account, department=department, role=role)
    remember(
        author,
        Action.ACCOUNT_INVITED,
        department=department,
        subject=account.name,
        roles=sorted(role.value for role in roles),
    )
    return account


@transaction.atomic
def invite_student(author: Author, student: Student, login: str) -> Account:
    """Give a student the account that opens his or her own record.

    Raises:
        UnusableInputError: no e-mail address is known.
    """
    if not student.email:
        message = _("{student} n’a pas d’adresse électronique : complétez sa fiche.")
        raise UnusableInputError(message.format(student=student.name))
    account = _account(login, student.email, student.name)
    Membership.objects.get_or_create(
        account=account, department=student.department, role=Role.STUDENT, student=student
    )
    remember(author, Action.ACCOUNT_INVITED, department=student.department, student=student, login=login)
    return account


def students_to_invite(
    department: Department, promotion: Promotion | None
) -> tuple[list[Student], list[Student]]:
    """Students without an account, of a promotion or of the whole department: with an address, without."""
    found = Student.objects.filter(department=department, memberships=None)
    if promotion is not None:
        found = found.filter(enrolments__promotion=promotion)
    students = list(found)
    return [one for one in students if one.email], [one for one in students if not one.email]


@transaction.atomic
def invite_students_of(author: Author, students: Iterable[Student]) -> list[Account]:
    """Give each an account; the login is the local part of the address, or the NIP where it is taken."""
    students = list(students)
    logins = [one.email.partition("@")[0].lower() for one in students]
    taken = set(Account.objects.filter(login__in=logins).values_list("login", flat=True))
    accounts = []
    for student, login in zip(students, logins, strict=True):
        accounts.append(invite_student(author, student, student.nip if login in taken else login))
        taken.add(login)
    return accounts


def _account(login: str, email: str, name: str) -> Account:
    surname, _space, first_name = name.partition(" ")
    given = {"email": email, "surname": surname, "first_name": first_name, "password": "!"}
    account, _made = Account.objects.get_or_create(login=login.strip().lower(), defaults=given)
    return account


@transaction.atomic
def set_roles(author: Author, department: Department, account: Account, roles: Iterable[Role]) -> None:
    """Make these the staff roles of somebody in a department; other departments are not touched.

    Raises:
        UnusableInputError: the department would be left without an administrator.
    """
    staff = Membership.objects.select_for_update().filter(department=department).exclude(role=Role.STUDENT)
    before = sorted(staff.filter(account=account).values_list("role", flat=True))
    after = sorted(role.value for role in roles)
    if before == after:
        return
    staff.filter(account=account).exclude(role__in=after).delete()
    for role in set(after) - set(before):
        Membership.objects.create(account=account, department=department, role=role)
    _refuse_without_administrator(department)
    remember(author, Action.ROLES_CHANGED, department=department, subject=account.name, roles=[before, after])


@transaction.atomic
def close(author: Author, department: Department, account: Account) -> None:
    """Nobody signs in with this account any more; what it did stays.

    Raises:
        UnusableInputError: it has roles in another department, or is the last administrator.
    """
    if account.memberships.exclude(department=department).exists():
        raise UnusableInputError(_("Ce compte sert dans un autre département : retirez ses rôles ici."))
    account.is_active = False
    account.save(update_fields=["is_active"])
    _refuse_without_administrator(department)
    remember(
        author, Action.ACCOUNT_CHANGED, department=department, subject=account.name, active=[True, False]
    )


@transaction.atomic
def reopen(author: Author, department: Department, account: Account) -> None:
    """Let somebody sign in again."""
    account.is_active = True
    account.save(update_fields=["is_active"])
    remember(
        author, Action.ACCOUNT_CHANGED, department=department, subject=account.name, active=[False, True]
    )


def _refuse_without_administrator(department: Department) -> None:
    administrators = Membership.objects.filter(
        department=department, role=Role.ADMINISTRATOR, account__is_active=True
    )
    if not administrators.exists():
        raise UnusableInputError(_("Un département garde au moins une personne à son administration."))


def invitation_path(account: Account) -> str:
    """The path of a link that serves once, for three days: a change of password makes it void."""
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    return reverse("signing_in.choose_password", args=[uid, default_token_generator.make_token(account)])
