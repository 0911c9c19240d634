# SPDX-License-Identifier: EUPL-1.2
"""One page, in a serif, with much white: who obtained what, by which decision, and where it is checked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from io import BytesIO

import segno

from delibere.documents.dates import on_paper, page_mark
from delibere.documents.institution import Institution, Signatory
from delibere.documents.typesetting import Json, typeset
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal

TEMPLATE = "attestation/attestation.typ"


class Obtained(StrEnum):
    """What is attested."""

    BUT = "but"
    DUT = "dut"
    UE = "ue"
    LEVEL = "level"

    @property
    def heading(self) -> str:
        """Of the diploma; a UE or a level is named by its own title."""
        return {
            Obtained.BUT: _("Bachelor universitaire de technologie"),
            Obtained.DUT: _("Diplôme universitaire de technologie"),
            Obtained.UE: _("Unité d’enseignement"),
            Obtained.LEVEL: _("Niveau de compétence"),
        }[self]


@dataclass(frozen=True, slots=True)
class Attestation:
    """What is attested about whom.

    Attributes:
        born, birth_place: None, empty when they are not recorded.
        subject: of a UE or a level, its code and title; empty for a diploma.
        course: speciality and parcours, in full.
        decided_on: the day of the jury; None when an earlier system decided.
        ects: acquired with it.
        number: « 2026-QLIO-0131 »; `code`: what the page of verification asks for; `address`: of that page,
            the code included.
    """

    institution: Institution
    first_name: str
    surname: str
    obtained: Obtained
    course: str
    decided_on: date | None
    ects: Decimal
    dated: date
    number: str
    code: str
    address: str
    ine: str = ""
    born: date | None = None
    birth_place: str = ""
    subject: str = ""


def typeset_attestation(attestation: Attestation) -> bytes:
    """The attestation, PDF."""
    return typeset(TEMPLATE, attestation_values(attestation))


def attestation_values(attestation: Attestation) -> Json:
    """The values of its template."""
    institution, signatory = attestation.institution, attestation.institution.director
    day = on_paper(attestation.dated)
    return {
        "title": _("Attestation de réussite"),
        "identity": {
            "before": f"{institution.university} · " if institution.university else "",
            "institute": institution.institute,
            "after": "",
            "right": day,
        },
        "lead": _lead(institution, signatory),
        "first_name": attestation.first_name,
        "surname": _in_small_capitals(attestation.surname),
        "about": " · ".join(_about(attestation)),
        "obtained": _obtained(attestation),
        "diploma": attestation.obtained.heading,
        "course": [line for line in (attestation.subject, attestation.course) if line],
        "credits": _credits(attestation),
        "waiting": _waiting(attestation.obtained),
        "dated": _("À {town}, le {day}").format(
            town=institution.town or "…", day=on_paper(attestation.dated)
        ),
        "office": signatory.office,
        "name": signatory.name,
        "qr": _qr(attestation.address),
        "qr_alt": _("Code QR : l’adresse de vérification, {address}").format(address=attestation.address),
        "check": _("Vérifier cette attestation :"),
        "address": attestation.address,
        "shown_address": attestation.address.removeprefix("https://").removesuffix(attestation.code),
        "code": attestation.code,
        "foot": _("Attestation {number}. Toute copie se vérifie à l’adresse ci-dessus.").format(
            number=attestation.number
        ),
        "page": page_mark(),
    }


def _about(attestation: Attestation) -> Iterator[str]:
    """What tells two people of one name apart, in words that are of no gender."""
    if attestation.born:
        yield _("date de naissance : {day}").format(day=on_paper(attestation.born))
    if attestation.birth_place:
        yield _("lieu de naissance : {place}").format(place=attestation.birth_place)
    if attestation.ine:
        yield f"INE {attestation.ine}"


def _in_small_capitals(surname: str) -> str:
    """Each part with its capital, the rest in letters that the font makes small capitals of."""
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0] + part[0][1:].lower(), surname)


def _lead(institution: Institution, signatory: Signatory) -> str:
    office = signatory.office or _("La direction de l’IUT")
    where = institution.institute
    return _("{office} ({institute}) atteste que").format(office=office, institute=where)


def _obtained(attestation: Attestation) -> str:
    article = _("le") if attestation.obtained in {Obtained.BUT, Obtained.DUT} else ""
    verb = _("a obtenu") if article else _("a validé")
    if attestation.decided_on is None:
        return f"{verb} {article}".strip()
    decision = _("{verb}, par décision du jury du {day}, {article}")
    return decision.format(verb=verb, day=on_paper(attestation.decided_on), article=article).rstrip(" ,") + (
        "" if article else " :"
    )


def _credits(attestation: Attestation) -> str:
    ects = french_minimal(attestation.ects)
    if attestation.obtained is Obtained.BUT:
        return _(
            "et validé les {ects} crédits européens (ECTS) de la formation, laquelle confère le grade de "
            "licence."
        ).format(ects=ects)
    return _("soit {ects} crédits européens (ECTS).").format(ects=ects)


def _waiting(obtained: Obtained) -> str:
    if obtained in {Obtained.BUT, Obtained.DUT}:
        return _("Cette attestation est délivrée dans l’attente du diplôme.")
    return ""


def _qr(address: str) -> str:
    """An SVG of level M with its quiet zone."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True)
    return out.getvalue().decode()
