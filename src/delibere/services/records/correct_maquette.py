# SPDX-License-Identifier: EUPL-1.2
"""A maquette typed over: checked like an annex, written as a draft; what was published stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db import transaction

from delibere.curriculum.checks import check
from delibere.curriculum.model import Curriculum, Maquette, Module, Ue
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity, errors
from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.services.records.journal import Author
from delibere.services.records.maquettes import curriculum_of, draft, maquette_of, published_versions
from delibere.store.models import MaquetteVersion


@dataclass(frozen=True, slots=True)
class TypedModule:
    """One row as typed; every cell empty takes the module away.

    Attributes:
        coefficients: one text a UE, in the order of the UE; an empty one is zero.
    """

    apogee: str
    pn: str
    title: str
    block: str
    coefficients: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Nothing is typed in it."""
        return not (self.apogee or self.pn or self.title)


@dataclass(frozen=True, slots=True)
class TypedMaquette:
    """A whole table as typed.

    Attributes:
        titles, ects: one text a UE.
    """

    titles: tuple[str, ...]
    ects: tuple[str, ...]
    modules: tuple[TypedModule, ...]


@transaction.atomic
def correct_maquette(
    author: Author, version: MaquetteVersion, typed: TypedMaquette, reason: str
) -> MaquetteVersion:
    """Write a corrected version down as a draft.

    Raises:
        UnusableInputError: a cell is no number, a check of the annex fails, nothing changes, or no reason is
            given; the findings say where.
    """
    before = maquette_of(version)
    after = _read(before, typed)
    if after == before:
        raise UnusableInputError(_("Rien ne change : aucune version n’a été écrite."))
    if not reason.strip():
        raise UnusableInputError(_("Dites pourquoi cette maquette est corrigée."))
    wrong = _errors(version, after)
    if wrong:
        raise UnusableInputError(_("La maquette corrigée ne tient pas."), wrong)
    source = _("correction de la version {number}").format(number=version.number)
    return draft(author, version.department, version.year, after, source=source, reason=reason)


def _read(before: Maquette, typed: TypedMaquette) -> Maquette:
    findings: list[Finding] = []
    ues = tuple(_ues(before, typed, findings))
    modules = tuple(_module(row, ues, findings) for row in typed.modules if not row.empty)
    if findings:
        raise UnusableInputError(_("Des cases ne se lisent pas."), findings)
    return replace(before, ues=ues, modules=modules)


def _ues(before: Maquette, typed: TypedMaquette, findings: list[Finding]) -> Iterator[Ue]:
    for ue, title, ects in zip(before.ues, typed.titles, typed.ects, strict=True):
        yield replace(ue, title=title.strip() or ue.title, ects=_number(ects, ue.code, _("ECTS"), findings))


def _module(row: TypedModule, ues: Sequence[Ue], findings: list[Finding]) -> Module:
    name = row.pn or row.apogee or row.title
    missing = [word for word, text in ((_("Apogée"), row.apogee), (_("Code PN"), row.pn)) if not text]
    message = _("{module} : il manque {what}.")
    findings.extend(Finding(Severity.ERROR, message.format(module=name, what=what)) for what in missing)
    coefficients = {
        ue.code: _number(text, name, ue.code, findings)
        for ue, text in zip(ues, row.coefficients, strict=True)
    }
    return Module(row.apogee, row.pn, row.title, row.block or None, coefficients)


def _number(text: str, row: str, column: str, findings: list[Finding]) -> Decimal:
    value = read_decimal(text.strip()) if text.strip() else Decimal(0)
    if value is None or value < 0:
        message = _("{row}, {column} : « {text} » n’est pas un nombre.")
        findings.append(Finding(Severity.ERROR, message.format(row=row, column=column, text=text)))
    return value or Decimal(0)


def _errors(version: MaquetteVersion, after: Maquette) -> list[Finding]:
    """What the checks say of this maquette among those in force."""
    around = [one for one in published_versions(version.department, version.year) if one.slug != version.slug]
    others = curriculum_of(version.department, around)
    curriculum = Curriculum(
        version.department.diploma,
        version.academic_year,
        tuple(sorted([*(others.maquettes if others else ()), after], key=lambda one: one.id)),
    )
    return [finding for finding in errors(check(curriculum)) if finding.maquette == after.id]
