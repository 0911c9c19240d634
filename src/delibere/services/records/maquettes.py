# SPDX-License-Identifier: EUPL-1.2
"""Versions of maquettes: drafted, published, corrected by a later one; and the curriculum they make."""

import json
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.mcc.curriculum_json import read_document, write_json
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, MaquetteVersion, Promotion, VersionState


def published_versions(department: Department, year: int) -> list[MaquetteVersion]:
    """The version in force of each maquette of a year, in the order of the annex (semester, then slug)."""
    published = {"department": department, "year": year, "state": VersionState.PUBLISHED}
    found = MaquetteVersion.objects.filter(**published).select_related("department")
    latest = found.filter(slug=OuterRef("slug")).order_by("-number").values("pk")[:1]
    return list(found.filter(pk=Subquery(latest)).order_by("slug"))


def curriculum_of(department: Department, versions: Iterable[MaquetteVersion]) -> Curriculum | None:
    """These versions as one curriculum; None without any. They must be of one year."""
    versions = list(versions)
    if not versions:
        return None
    document = {
        "$schema": "curriculum-1.schema.json",
        "version": 1,
        "diploma": department.diploma,
        "academic_year": str(versions[0].academic_year),
        "maquettes": [version.document for version in versions],
    }
    return read_document(document)


def published_curriculum(department: Department, year: int) -> Curriculum | None:
    """What is in force for a year; None before anything is published."""
    return curriculum_of(department, published_versions(department, year))


def names_of_subjects(promotion: Promotion) -> dict[str, str]:
    """Short names of what one may be dispensed of: « UE31 » → « UE31 », « TBQTR301 » → « R3.01 »."""
    maquette = maquette_in_force(promotion)
    if maquette is None:
        return {}
    return {**{ue.code: ue.code for ue in maquette.ues}, **{m.apogee: m.pn for m in maquette.modules}}


def maquette_of(version: MaquetteVersion) -> Maquette:
    """The maquette that this version holds."""
    curriculum = curriculum_of(version.department, [version])
    assert curriculum is not None  # noqa: S101 one version was given
    return curriculum.maquettes[0]


def maquette_in_force(promotion: Promotion) -> Maquette | None:
    """The maquette that a promotion follows, as last published; None when it no longer is."""
    versions = MaquetteVersion.objects.filter(
        department=promotion.department_id,
        year=promotion.year,
        slug=promotion.slug,
        state=VersionState.PUBLISHED,
    )
    latest = versions.select_related("department").order_by("-number").first()
    return maquette_of(latest) if latest else None


def document_of(maquette: Maquette) -> dict[str, object]:
    """A maquette as a version keeps it: an element of « maquettes » in Délibéré's JSON."""
    alone = Curriculum("-", AcademicYear(2000), (maquette,))
    document: dict[str, object] = json.loads(write_json(alone))["maquettes"][0]
    return document


@transaction.atomic
def draft(
    author: Author, department: Department, year: int, maquette: Maquette, *, source: str, reason: str = ""
) -> MaquetteVersion:
    """Write a maquette down as a draft; a draft that was there for it is replaced, a published one never.

    Raises:
        UnusableInputError: a version was published before and no reason is given for another.
    """
    versions = MaquetteVersion.objects.filter(department=department, year=year, slug=maquette.id)
    published = versions.filter(state=VersionState.PUBLISHED).exists()
    if published and not reason.strip():
        message = _("{maquette} est déjà publiée : dites pourquoi une nouvelle version est nécessaire.")
        raise UnusableInputError(message.format(maquette=maquette.name))
    versions.filter(state=VersionState.DRAFT).delete()
    made = versions.create(
        department=department,
        year=year,
        slug=maquette.id,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        document=document_of(maquette),
        reason=reason.strip(),
        source=source,
        written_by=author.account,
    )
    _remember(author, Action.MAQUETTE_DRAFTED, made)
    return made


@transaction.atomic
def publish(author: Author, version: MaquetteVersion) -> None:
    """Put a draft in force; from then on nobody changes it.

    Raises:
        UnusableInputError: it is published already.
    """
    locked = MaquetteVersion.objects.select_for_update().get(pk=version.pk)
    if locked.state != VersionState.DRAFT:
        message = _("{maquette} est déjà publiée : une correction est une nouvelle version.")
        raise UnusableInputError(message.format(maquette=maquette_of(locked).name))
    locked.state = VersionState.PUBLISHED
    locked.published_by, locked.published_at = author.account, timezone.now()
    locked.save(update_fields=["state", "published_by", "published_at"])
    _remember(author, Action.MAQUETTE_PUBLISHED, locked)


@transaction.atomic
def discard(author: Author, version: MaquetteVersion) -> None:
    """Throw a draft away.

    Raises:
        UnusableInputError: it is published.
    """
    if version.state != VersionState.DRAFT:
        raise UnusableInputError(_("Une version publiée ne s’efface pas."))
    _remember(author, Action.MAQUETTE_DISCARDED, version)
    version.delete()


def _remember(author: Author, action: Action, version: MaquetteVersion) -> None:
    name = version.slug.upper().replace("-", " · ")
    subject = _("{maquette}, {year}, version {number}").format(
        maquette=name, year=version.academic_year, number=version.number
    )
    remember(author, action, department=version.department, subject=subject, reason=version.reason)
