# SPDX-License-Identifier: EUPL-1.2
"""Students of a department, and the files they come from while somebody reads the preview."""

from dataclasses import asdict
from typing import Any

from django.db import models

from delibere.foundation.civil import Civil
from delibere.foundation.letters import plain_letters
from delibere.foundation.people import Student as Identity
from delibere.foundation.people import without_zeros
from delibere.store.models.departments import Department


class Student(models.Model):
    """A student in one department.

    Attributes:
        nip: text, leading zeros kept; nip_key: without them, unique in the department.
        ine: as given, its form is checked and never blocks; empty when unknown.
        civility, birth_date, birth_place, address: see `Civil`; for papers, and for who makes them.
        search_key: « nip ine surname first name » in plain letters; kept by `save` and `set_search_key`.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="students")
    nip = models.CharField(max_length=16)
    nip_key = models.CharField(max_length=16)
    ine = models.CharField(max_length=20, blank=True)
    surname = models.CharField(max_length=120)
    first_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    civility = models.CharField(max_length=20, blank=True)
    birth_date = models.DateField(null=True, blank=True)
    birth_place = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=300, blank=True)
    search_key = models.CharField(max_length=300, db_index=True)
    sort_key = models.CharField(max_length=300)

    class Meta:
        ordering = ("sort_key", "pk")
        constraints = (models.UniqueConstraint(fields=("department", "nip_key"), name="one_student_a_nip"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 Django's own signature
        """Derive the keys, then write."""
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self) -> None:
        """Derive nip_key, search_key and sort_key; to be called before a bulk write."""
        names = plain_letters(self.surname), plain_letters(self.first_name)
        self.nip_key = without_zeros(self.nip)
        self.search_key = " ".join([self.nip, self.nip_key, plain_letters(self.ine), *names])
        self.sort_key = " ".join([*names, self.nip])

    @classmethod
    def of(cls, department: Department, person: Identity) -> "Student":
        """A row to be written in bulk, its keys set."""
        made = cls(
            department=department,
            nip=person.nip,
            ine=person.ine or "",
            surname=person.surname,
            first_name=person.first_name,
            email=person.email or "",
            **asdict(person.civil),
        )
        made.set_keys()
        return made

    @property
    def identity(self) -> Identity:
        """The value that the core works with: no civil data, which it has no use for."""
        return Identity(self.nip, self.surname, self.first_name, self.ine or None)

    @property
    def civil(self) -> Civil:
        """What papers print beside the name."""
        return Civil(self.civility, self.birth_date, self.birth_place, self.address)

    @property
    def name(self) -> str:
        """« FRAMBOISE Félix »."""
        return self.identity.name


class ColumnProfile(models.Model):
    """Which column of a department's usual file holds what: {"nip": "Code étudiant", …}."""

    department = models.ForeignKey(Department, models.CASCADE, related_name="column_profiles")
    name = models.CharField(max_length=80)
    columns = models.JSONField()

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("department", "name"), name="one_profile_a_name"),)

    def __str__(self) -> str:
        return self.name


class FileKind(models.TextChoices):
    """What a file of students tells."""

    PEOPLE = "people"
    PAST = "past"
    ABSENCES = "absences"
    SCODOC = "scodoc"


class StudentUpload(models.Model):
    """A file about students under preview: nothing of it is in the tables. Its row goes once it is settled.

    Attributes:
        kind: people, decisions of earlier juries, absences, or a semester of ScoDoc (a package of answers).
        promotion_id: where to enrol them once confirmed, None for the list of the department only.
        columns: field → heading chosen, empty while they are guessed; for absences, the semesters meant;
            for ScoDoc, the maquette chosen.
    """

    department = models.ForeignKey(Department, models.CASCADE, related_name="student_uploads")
    kind = models.CharField(
        max_length=8, choices=[(kind.value, kind.value) for kind in FileKind], default=FileKind.PEOPLE
    )
    promotion = models.ForeignKey("store.Promotion", models.CASCADE, null=True, blank=True)
    by = models.ForeignKey("store.Account", models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    data = models.BinaryField()
    columns = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return self.file_name
