# SPDX-License-Identifier: EUPL-1.2
"""Which competence of a framework each competence of a curriculum is; a person has the last word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from delibere.curriculum.competences import competence_key
from delibere.curriculum.framework import Framework, FrameworkCompetence, FrameworkLevel
from delibere.curriculum.model import Maquette, Ue
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _

Matches = Mapping[str, str]
"""Competence of the curriculum → key of a competence of the framework."""


@dataclass(frozen=True, slots=True)
class Taught:
    """One competence as maquettes teach it.

    Attributes:
        key: as `Ue.competence`.
        ues: codes, in the order of the maquettes.
        levels: those its UE are at, where they are known.
    """

    key: str
    title: str
    ues: tuple[str, ...]
    levels: frozenset[int]


def taught_in(maquettes: Iterable[Maquette]) -> tuple[Taught, ...]:
    """Every competence, in the order in which it is met."""
    met: dict[str, list[Ue]] = {}
    for maquette in maquettes:
        for ue in maquette.ues:
            met.setdefault(ue.competence, []).append(ue)
    return tuple(
        Taught(
            key,
            ues[0].title,
            tuple(dict.fromkeys(ue.code for ue in ues)),
            frozenset(ue.level for ue in ues if ue.level),
        )
        for key, ues in met.items()
    )


def proposed(framework: Framework, taught: Iterable[Taught]) -> dict[str, str]:
    """What can be told: by the long name, by the short one, else by the number when it is free on both sides.

    A UE's number is the last digit of its code; a competence whose UE have several has none.
    """
    everything = tuple(taught)
    found: dict[str, str] = {}
    for same in (_same_title, _same_name, _begins_with_name):
        for one in everything:
            fitting = [each.key for each in framework.competences if same(one, each)]
            if one.key not in found and len(fitting) == 1:
                found[one.key] = fitting[0]
    free = {each.number: each.key for each in framework.competences if each.key not in found.values()}
    numbers = {one.key: number for one in everything if one.key not in found and (number := _number(one))}
    counts = Counter(numbers.values())
    found |= {key: free[number] for key, number in numbers.items() if counts[number] == 1 and number in free}
    return found


def _same_title(taught: Taught, competence: FrameworkCompetence) -> bool:
    return competence_key(taught.title) == competence_key(competence.title)


def _same_name(taught: Taught, competence: FrameworkCompetence) -> bool:
    return competence_key(taught.title) == competence_key(competence.name)


def _begins_with_name(taught: Taught, competence: FrameworkCompetence) -> bool:
    return f"{competence_key(taught.title)}-".startswith(f"{competence_key(competence.name)}-")


def _number(taught: Taught) -> int | None:
    digits = {ue[-1] for ue in taught.ues}
    return int(digits.pop()) if len(digits) == 1 and all(ue[-1].isdigit() for ue in taught.ues) else None


def doubts(framework: Framework, taught: Iterable[Taught], matches: Matches) -> Iterator[Finding]:
    """What does not fit: an error for what has no name or a shared one, a notice for what is not taught."""
    everything = tuple(taught)
    shared = Counter(matches[one.key] for one in everything if one.key in matches)
    for one in everything:
        competence = framework.competence(matches.get(one.key))
        name = _("{ues} « {title} »").format(ues=", ".join(one.ues), title=one.title)
        if competence is None:
            message = _("{name} ne correspond à aucune compétence du référentiel.")
            yield Finding(Severity.ERROR, message.format(name=name), subject=one.key)
            continue
        if shared[competence.key] > 1:
            message = _("{name} et une autre compétence correspondent toutes deux à « {theirs} ».")
            yield Finding(Severity.ERROR, message.format(name=name, theirs=competence.name), subject=one.key)
        for level in sorted(one.levels):
            if competence.level(level) is None:
                message = _("{name} est au niveau {level}, que « {theirs} » n’a pas dans le référentiel.")
                text = message.format(name=name, level=level, theirs=competence.name)
                yield Finding(Severity.ERROR, text, subject=one.key)
    for competence in framework.competences:
        if everything and competence.key not in shared:
            message = _("Aucune UE ne travaille « {theirs} » ({title}).")
            text = message.format(theirs=competence.name, title=competence.title)
            yield Finding(Severity.NOTICE, text)


@dataclass(frozen=True, slots=True)
class Names:
    """A framework with its matches: what names the UE of a curriculum."""

    framework: Framework
    matches: Matches

    def competence(self, key: str) -> FrameworkCompetence | None:
        """The framework's competence; None when nothing matches."""
        return self.framework.competence(self.matches.get(key))

    def title(self, key: str, otherwise: str) -> str:
        """The long name of a competence, else the one given."""
        found = self.competence(key)
        return found.title if found else otherwise

    def level(self, key: str, rank: int | None) -> FrameworkLevel | None:
        """What is learnt at this level of it."""
        found = self.competence(key)
        return found.level(rank) if found else None
