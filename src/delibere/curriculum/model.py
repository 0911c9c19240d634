# SPDX-License-Identifier: EUPL-1.2
"""The curriculum of a diploma for one academic year, as its annexe MCC fixes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _


class Regime(StrEnum):
    """Formation initiale or alternance."""

    FI = "FI"
    FA = "FA"


class Pole(StrEnum):
    """The two sides of a UE whose balance is ruled (annexe 1, point 4.3)."""

    RESSOURCES = "ressources"
    SAE = "SAÉ"


@dataclass(frozen=True, slots=True)
class Ue:
    """One competence × one level × one semester.

    Attributes:
        code: local code (« UE34 »): three different competences may bear it in three parcours.
        title: as printed.
        competence: stable key of the competence, the same in every semester, regime and parcours.
        level: 1, 2 or 3; None when the annex does not hold the earlier years that tell it.
        ects: credits.
    """

    code: str
    title: str
    competence: str
    level: int | None
    ects: Decimal


@dataclass(frozen=True, slots=True)
class Module:
    """A ressource, SAÉ, portfolio or stage.

    Attributes:
        apogee: code in the registry.
        pn: code of the national programme, as printed (« R3.01 », « SAE3.Portfolio »).
        title: as printed.
        block: the heading it stands under (« Modules de spécialité »), None where the table has none.
        coefficients: by UE code, zeros included, in the order of the UE.
    """

    apogee: str
    pn: str
    title: str
    block: str | None
    coefficients: Mapping[str, Decimal]

    @property
    def pole(self) -> Pole:
        """The code PN says what a module is; the letter inside the Apogée code does not."""
        return Pole.SAE if self.pn.upper().startswith("S") else Pole.RESSOURCES

    @property
    def coefficient(self) -> Decimal:
        """Σ over the UE: the « coefficient semestre » of the annex."""
        return sum(self.coefficients.values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class Maquette:
    """One table of the annex: one semester × regime × parcours."""

    semester: int
    regime: Regime
    parcours: str | None
    ues: tuple[Ue, ...]
    modules: tuple[Module, ...]

    @property
    def id(self) -> str:
        """Its slug: « s3-fi-osc », « s1-fa »."""
        return "-".join(
            [f"s{self.semester}", self.regime.lower(), *([self.parcours.lower()] if self.parcours else [])]
        )

    @property
    def name(self) -> str:
        """For people: « S3 · FI · OSC »."""
        return " · ".join([f"S{self.semester}", self.regime, *([self.parcours] if self.parcours else [])])

    @property
    def year(self) -> int:
        """1, 2 or 3: the year of the course it belongs to."""
        return (self.semester + 1) // 2

    @property
    def ects(self) -> Decimal:
        """Σ of the credits of its UE."""
        return sum((ue.ects for ue in self.ues), Decimal(0))

    def without_blocks(self) -> "Maquette":
        """The same, as a file that says no block would have it."""
        return replace(self, modules=tuple(replace(module, block=None) for module in self.modules))

    def total(self, ue: str) -> Decimal:
        """Σ of the coefficients towards this UE."""
        return sum((module.coefficients[ue] for module in self.modules), Decimal(0))


@dataclass(frozen=True, slots=True)
class Curriculum:
    """All maquettes of a diploma for an academic year, in the order of the annex."""

    diploma: str
    academic_year: AcademicYear
    maquettes: tuple[Maquette, ...]

    def maquette(self, slug: str) -> Maquette:
        """The maquette of this slug.

        Raises:
            UnusableInputError: no maquette has it; the message lists those that exist.
        """
        for maquette in self.maquettes:
            if maquette.id == slug:
                return maquette
        known = ", ".join(maquette.id for maquette in self.maquettes)
        message = _("Aucune maquette « {slug} » dans cette annexe. Maquettes lues : {known}.")
        raise UnusableInputError(message.format(slug=slug, known=known))
