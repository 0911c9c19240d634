# SPDX-License-Identifier: EUPL-1.2
"""Who may sign in, and the roles each person has in each department."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from delibere.foundation.language import _
from delibere.store.models.departments import Department
from delibere.store.models.students import Student


class Role(models.TextChoices):
    """What somebody is in a department. One person may have several."""

    ADMINISTRATOR = "administrator"
    HEAD = "head"
    DIRECTOR_OF_STUDIES = "director_of_studies"
    SECRETARY = "secretary"
    TEACHER = "teacher"
    JURY_PRESIDENT = "jury_president"
    OBSERVER = "observer"
    STUDENT = "student"

    @property
    def word(self) -> str:
        """For people."""
        return {
            Role.ADMINISTRATOR: _("administration"),
            Role.HEAD: _("direction du département"),
            Role.DIRECTOR_OF_STUDIES: _("direction des études"),
            Role.SECRETARY: _("secrétariat"),
            Role.TEACHER: _("enseignement"),
            Role.JURY_PRESIDENT: _("présidence de jury"),
            Role.OBSERVER: _("observation"),
            Role.STUDENT: _("étudiant"),
        }[self]


class Accounts(BaseUserManager["Account"]):
    """Finds accounts by login, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account of this login."""
        return self.get(login=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Somebody who may sign in: by password, or by the login that CAS or OpenID Connect vouches for.

    Attributes:
        login: lower case, the same as in the university's directory.
        is_active: a closed account keeps its history and can no longer sign in.
    """

    login = models.CharField(max_length=150, unique=True)
    email = models.EmailField()
    surname = models.CharField(max_length=120)
    first_name = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email", "surname"]
    objects = Accounts()

    class Meta:
        ordering = ("surname", "first_name", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """« SORBIER Salomé »."""
        return f"{self.surname} {self.first_name}".strip()


class Membership(models.Model):
    """One role of one person in one department.

    Attributes:
        student: for the role STUDENT, whose record it opens.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    department = models.ForeignKey(Department, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=24, choices=[(role.value, role.value) for role in Role])
    student = models.ForeignKey(Student, models.CASCADE, null=True, blank=True, related_name="memberships")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("account", "department", "role"), name="one_membership_a_role"),
            models.CheckConstraint(
                condition=models.Q(role=Role.STUDENT, student__isnull=False)
                | (~models.Q(role=Role.STUDENT) & models.Q(student__isnull=True)),
                name="only_students_have_a_record",
            ),
        )

    def __str__(self) -> str:
        return f"{self.account} · {self.department} · {self.role}"
