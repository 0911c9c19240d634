# SPDX-License-Identifier: EUPL-1.2
"""The national framework of a diploma: its competences by name, their levels, what is learnt at each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LearningOutcome:
    """An « apprentissage critique »: « AC21.01 », and what it is."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class FrameworkLevel:
    """One level of a competence.

    Attributes:
        order: as the framework numbers it: from 1 within the competence, or as the year, 2 then 3.
        year: of the course; None when the framework does not say it.
    """

    order: int
    title: str
    year: int | None
    outcomes: tuple[LearningOutcome, ...]


@dataclass(frozen=True, slots=True)
class FrameworkCompetence:
    """One competence.

    Attributes:
        key: stable within its framework.
        number: its place in the framework, from 1.
        name: short (« Piloter »).
        title: long, as the law prints it.
        levels: by order.
    """

    key: str
    number: int
    name: str
    title: str
    levels: tuple[FrameworkLevel, ...]

    def ordered(self, order: int) -> FrameworkLevel | None:
        """The level that the framework numbers so."""
        return next((level for level in self.levels if level.order == order), None)

    def level(self, rank: int | None) -> FrameworkLevel | None:
        """The first, second or third level, as a UE counts them: from the year the competence begins."""
        return self.levels[rank - 1] if rank and rank <= len(self.levels) else None


@dataclass(frozen=True, slots=True)
class FrameworkParcours:
    """One parcours: year of the course, key of a competence, order of its level."""

    code: str
    title: str
    levels: tuple[tuple[int, str, int], ...]


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework.

    Attributes:
        speciality: « QLIO ».
        title: the speciality in full.
        version: as written, a date as a rule.
    """

    speciality: str
    title: str
    version: str
    competences: tuple[FrameworkCompetence, ...]
    parcours: tuple[FrameworkParcours, ...]

    def competence(self, key: str | None) -> FrameworkCompetence | None:
        """The competence of this key."""
        return next((one for one in self.competences if one.key == key), None)
