# SPDX-License-Identifier: EUPL-1.2
"""The registry's codes of UE, semesters and years: the annex gives those of modules alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from delibere.curriculum.model import Maquette
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import published_curriculum
from delibere.services.records.registry.settings import ElementKind
from delibere.store.models import Action, Department, RegistryCode


@dataclass(frozen=True, slots=True)
class Element:
    """Something the registry keeps a result of.

    Attributes:
        subject: « UE31 », « semester », « year », or a module's Apogée code.
        code: the registry's; empty when nobody has said it yet.
        label: for people, « UE31 », « R3.01 », « BUT 2 ».
    """

    kind: ElementKind
    slug: str
    subject: str
    code: str
    label: str


def elements_of(maquette: Maquette, codes: Mapping[str, str]) -> tuple[Element, ...]:
    """Year (for an even semester), semester, UE, modules; those without a code too.

    Args:
        maquette: of the semester.
        codes: by subject, those that the institution has set.
    """
    slug = maquette.id
    year = [Element(ElementKind.YEAR, slug, "year", codes.get("year", ""), f"BUT {maquette.year}")]
    return (
        *(year if maquette.semester % 2 == 0 else []),
        Element(ElementKind.SEMESTER, slug, "semester", codes.get("semester", ""), f"S{maquette.semester}"),
        *(Element(ElementKind.UE, slug, ue.code, codes.get(ue.code, ""), ue.code) for ue in maquette.ues),
        *(
            Element(ElementKind.MODULE, slug, module.apogee, module.apogee, module.pn)
            for module in maquette.modules
        ),
    )


def codes_of(department: Department, year: int) -> dict[str, dict[str, str]]:
    """By slug, then by subject; one query."""
    found: dict[str, dict[str, str]] = {}
    for slug, subject, code in RegistryCode.objects.filter(department=department, year=year).values_list(
        "slug", "subject", "code"
    ):
        found.setdefault(slug, {})[subject] = code
    return found


def coded_elements(department: Department, year: int) -> dict[str, tuple[Element, ...]]:
    """Every maquette in force that year with the elements that ask for a code: year, semester, UE."""
    curriculum, codes = published_curriculum(department, year), codes_of(department, year)
    return {
        maquette.id: tuple(
            element
            for element in elements_of(maquette, codes.get(maquette.id, {}))
            if element.kind is not ElementKind.MODULE
        )
        for maquette in (curriculum.maquettes if curriculum else ())
    }


@transaction.atomic
def set_codes(author: Author, department: Department, year: int, typed: Mapping[tuple[str, str], str]) -> int:
    """Write the codes of (slug, subject); an empty one is taken away.

    Returns:
        How many changed.
    """
    before = {
        (slug, subject): code
        for slug, codes in codes_of(department, year).items()
        for subject, code in codes.items()
    }
    known = {(e.slug, e.subject) for elements in coded_elements(department, year).values() for e in elements}
    changed = {
        key: code.strip()
        for key, code in typed.items()
        if key in known and code.strip() != before.get(key, "")
    }
    for (slug, subject), code in changed.items():
        place = RegistryCode.objects.filter(department=department, year=year, slug=slug, subject=subject)
        place.delete()
        if code:
            RegistryCode.objects.create(
                department=department, year=year, slug=slug, subject=subject, code=code
            )
    if changed:
        details = {
            f"{slug} {subject}": [before.get((slug, subject), ""), code]
            for (slug, subject), code in changed.items()
        }
        remember(author, Action.REGISTRY_CODES_SET, department=department, details=details)
    return len(changed)
