# SPDX-License-Identifier: EUPL-1.2
"""How the institution writes to its registry: dated, declared, never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.apogee import DecimalSign, Encoding, Kind
from delibere.jury.codes import Code
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, Department, RegistryRule


class ElementKind(StrEnum):
    """What the registry keeps results of."""

    MODULE = "module"
    UE = "ue"
    SEMESTER = "semester"
    YEAR = "year"

    @property
    def word(self) -> str:
        """For people."""
        return {
            ElementKind.MODULE: _("module"),
            ElementKind.UE: _("UE"),
            ElementKind.SEMESTER: _("semestre"),
            ElementKind.YEAR: _("année"),
        }[self]


USUAL_RESULTS: Mapping[Code, str] = {
    **dict.fromkeys((Code.ADM, Code.ADJ, Code.ADJR, Code.ADSUP), "ADM"),
    Code.CMP: "COMP",
    **dict.fromkeys((Code.ATJ, Code.PASD, Code.PAS1NCI), "AJAC"),
    **{code: code.value for code in (Code.AJ, Code.RED, Code.NAR, Code.DEF, Code.DEM)},
}
"""Our codes → the registry's, as most universities write them; ABAN, ABL and EXCLU are local."""

FILLED: Mapping[ElementKind, str] = {
    ElementKind.MODULE: "NB",
    ElementKind.UE: "NBR",
    ElementKind.SEMESTER: "",
    ElementKind.YEAR: "R",
}
POSSIBLE: Mapping[ElementKind, str] = {**FILLED, ElementKind.SEMESTER: "NB"}
"""What there is to write of each: nobody decides about a module or a semester, a year has no mark.

The mean of a semester decides nothing either: it is written only where the registry asks for it.
"""


@dataclass(frozen=True, slots=True)
class RegistrySettings:
    """What is in force on a day.

    Attributes:
        sign: of decimals.
        encoding: of the registry's files; None follows each file.
        results: our codes → the registry's; a code left out is not written.
        absent: a module where every mark is ABI: « ABI », or empty for its mean, 0.
        excused, dispensed: a module where no mark counts: « ABJ », « DIS », or empty for nothing.
        filled: by kind of element, the kinds of columns that are written (« NBR »).
    """

    sign: DecimalSign = DecimalSign.COMMA
    encoding: Encoding | None = None
    results: Mapping[Code, str] = field(default_factory=lambda: USUAL_RESULTS)
    absent: str = "ABI"
    excused: str = "ABJ"
    dispensed: str = "DIS"
    filled: Mapping[ElementKind, str] = field(default_factory=lambda: FILLED)

    def writes(self, element: ElementKind, kind: Kind) -> bool:
        """Whether this kind of column is written for this kind of element."""
        return kind.value in self.filled.get(element, "")

    def value(self) -> dict[str, object]:
        """As a row keeps it."""
        return {
            "sign": self.sign.value,
            "encoding": self.encoding and self.encoding.value,
            "results": {code.value: text for code, text in self.results.items()},
            "absent": self.absent,
            "excused": self.excused,
            "dispensed": self.dispensed,
            "filled": {kind.value: letters for kind, letters in self.filled.items()},
        }


def _read(value: Mapping[str, Any]) -> RegistrySettings:
    return RegistrySettings(
        sign=DecimalSign(value["sign"]),
        encoding=Encoding(value["encoding"]) if value["encoding"] else None,
        results={Code(code): text for code, text in value["results"].items()},
        absent=value["absent"],
        excused=value["excused"],
        dispensed=value["dispensed"],
        filled={ElementKind(kind): letters for kind, letters in value["filled"].items()},
    )


def settings_of(department: Department, day: date) -> RegistrySettings:
    """What holds on a day; the usual values where nothing is declared yet."""
    held = RegistryRule.objects.filter(department=department, since__lte=day).last()
    return _read(held.value) if held else RegistrySettings()


@transaction.atomic
def declare_settings(
    author: Author, department: Department, since: date, settings: RegistrySettings, reference: str
) -> RegistryRule:
    """Declare how files are written from a day on.

    Raises:
        UnusableInputError: no reference, or nothing that changes.
    """
    if not reference.strip():
        raise UnusableInputError(_("Dites qui l’a demandé : message de la scolarité, conseil de l’IUT…"))
    if settings_of(department, since) == settings:
        raise UnusableInputError(_("Ces réglages sont déjà en vigueur ce jour-là : rien n’a été écrit."))
    made = RegistryRule.objects.create(
        department=department,
        since=since,
        value=settings.value(),
        reference=reference.strip(),
        recorded_by=author.account,
    )
    details = {"since": str(since), "value": made.value, "reference": made.reference}
    remember(author, Action.REGISTRY_RULE_SET, department=department, details=details)
    return made
