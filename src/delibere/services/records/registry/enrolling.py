# SPDX-License-Identifier: EUPL-1.2
"""A promotion from a registry file: its students, created where they are not known, and enrolled."""

from dataclasses import dataclass

from django.db import transaction

from delibere.foundation.people import without_zeros
from delibere.interchange.apogee import ApogeeFile
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import Author
from delibere.services.records.maquettes import published_curriculum
from delibere.services.records.registry.codes import codes_of
from delibere.services.records.students import create
from delibere.store.models import Department, Promotion, Student


@dataclass(frozen=True, slots=True)
class Likeness:
    """A maquette of the file's year, and how many of its codes the file has."""

    slug: str
    name: str
    found: int
    codes: int


def likely_maquettes(department: Department, year: int, file: ApogeeFile) -> tuple[Likeness, ...]:
    """The maquettes in force that year that the file has codes of, the likeliest first."""
    curriculum, codes = published_curriculum(department, year), codes_of(department, year)
    there = {column.code for column in file.columns}
    alike = []
    for maquette in curriculum.maquettes if curriculum else ():
        own = {module.apogee for module in maquette.modules} | set(codes.get(maquette.id, {}).values())
        alike.append(Likeness(maquette.id, maquette.name, len(own & there), len(own)))
    found = [one for one in alike if one.found]
    return tuple(sorted(found, key=lambda one: (-one.found, one.codes, one.slug)))


@transaction.atomic
def promotion_from_file(
    author: Author, department: Department, year: int, slug: str, file: ApogeeFile
) -> tuple[Promotion, int, int]:
    """Open the promotion of a maquette and enrol everybody of the file in it.

    Returns:
        The promotion, how many students were created, how many enrolled.

    Raises:
        UnusableInputError: no such maquette that year, or a row that is no student.
    """
    file.refuse_unusable()
    promotion = open_promotion(author, department, year, slug)
    keys = {without_zeros(row.nip) for row in file.rows}
    known = {one.nip_key: one for one in Student.objects.filter(department=department, nip_key__in=keys)}
    created = 0
    for row in file.rows:
        if without_zeros(row.nip) not in known:
            values = {"nip": row.nip, "surname": row.surname, "first_name": row.first_name}
            made = create(author, department, {**values, "birth_date": row.born})
            known[made.nip_key] = made
            created += 1
    return promotion, created, enrol(author, promotion, known.values())
