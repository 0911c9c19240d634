# SPDX-License-Identifier: EUPL-1.2
"""What all codes of a curriculum but one have in common: learned, since each registry has its own shape.

A code that departs alone from a pattern that all others follow is taken for damaged; with fewer than three
codes to compare, nothing is learned.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from delibere.curriculum.checks.codes import error
from delibere.curriculum.codes import PnCode
from delibere.curriculum.model import Curriculum, Maquette, Module
from delibere.foundation.findings import Finding
from delibere.foundation.language import _

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Place:
    """A module where it stands."""

    maquette: Maquette
    module: Module
    pn: PnCode | None

    @property
    def apogee(self) -> str:
        return self.module.apogee


def check_patterns(curriculum: Curriculum) -> Iterator[Finding]:
    """Codes that depart alone from what the others share."""
    places = [
        _Place(m, module, PnCode.parse(module.pn)) for m in curriculum.maquettes for module in m.modules
    ]
    yield from _lengths(places)
    yield from _shared_letters(_grouped(places, lambda place: place.maquette.id))
    yield from _shared_letters(_grouped(places, _parcours))
    yield from _numbers(_grouped(places, lambda place: place.maquette.id))
    yield from _styles(_grouped(places, lambda place: place.pn.kind if place.pn else None))


def _parcours(place: _Place) -> str | None:
    return place.pn.parcours if place.pn else None


def _grouped(places: Iterable[_Place], key: Callable[[_Place], str | None]) -> dict[str, list[_Place]]:
    groups: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        if name := key(place):
            groups[name].append(place)
    return {name: group for name, group in groups.items() if len(group) >= 3}


def _alone(values: Sequence[T]) -> int | None:
    """Which of three values or more departs alone from what all others are; None when none does."""
    counts = Counter(values)
    if len(values) < 3 or len(counts) != 2:
        return None
    rare, times = counts.most_common()[1]
    return values.index(rare) if times == 1 else None


def _suspect(place: _Place, message: str) -> Finding:
    return error(place.maquette, place.module, _("Code Apogée"), message)


def _lengths(places: Sequence[_Place]) -> Iterator[Finding]:
    lengths = Counter(len(place.apogee) for place in places)
    main = next((length for length, times in lengths.items() if times * 10 >= len(places) * 9), None)
    for place in places if main is not None else ():
        if len(place.apogee) != main:
            message = _("Code Apogée « {code} » : {found} caractères au lieu de {main} partout ailleurs.")
            yield _suspect(place, message.format(code=place.apogee, found=len(place.apogee), main=main))


def _shared_letters(groups: Mapping[str, Sequence[_Place]]) -> Iterator[Finding]:
    """A position where every group has one letter of its own, but for a single code."""
    if len(groups) < 3:
        return
    width = min(len(place.apogee) for group in groups.values() for place in group)
    for position in range(width):
        letters = {name: [p.apogee[position] for p in group] for name, group in groups.items()}
        varied = [name for name, found in letters.items() if len(set(found)) > 1]
        odd = _alone(letters[varied[0]]) if len(varied) == 1 else None
        if odd is not None:
            place = groups[varied[0]][odd]
            message = _("Code Apogée « {code} » : le caractère {n} n’est celui d’aucun de ses voisins.")
            yield _suspect(place, message.format(code=place.apogee, n=position + 1))


def _numbers(groups: Mapping[str, Sequence[_Place]]) -> Iterator[Finding]:
    """Where all Apogée codes of a maquette but one end with the number of their code PN, or with a number."""
    for group in groups.values():
        numbered = [place for place in group if place.pn and place.pn.number.isdigit()]
        for agrees in (_same_number, _ends_with_number):
            odd = _alone([agrees(place) for place in numbered])
            if odd is not None and not agrees(numbered[odd]):
                place = numbered[odd]
                message = _(
                    "Code Apogée « {code} » : sa fin ne suit pas le code PN « {pn} », seul de son cas."
                )
                yield _suspect(place, message.format(code=place.apogee, pn=place.module.pn))
                break


def _same_number(place: _Place) -> bool:
    return place.pn is not None and place.apogee.endswith(place.pn.number)


def _ends_with_number(place: _Place) -> bool:
    return place.apogee[-2:].isdigit()


def _styles(groups: Mapping[str, Sequence[_Place]]) -> Iterator[Finding]:
    """Dots, spaces, accents: all codes PN of one kind are written the same way but for one."""
    for group in groups.values():
        odd = _alone([_signs(place.module.pn) for place in group])
        if odd is not None:
            place = group[odd]
            message = _("Code PN « {pn} » écrit autrement que les autres de l’annexe.")
            text = message.format(pn=place.module.pn)
            yield error(place.maquette, place.module, _("Code PN"), text)


def _signs(pn: str) -> frozenset[str]:
    """What in a code is neither a plain letter nor a digit."""
    return frozenset(sign for sign in pn if not (sign.isascii() and sign.isalnum()))
