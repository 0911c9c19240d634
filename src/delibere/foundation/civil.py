# SPDX-License-Identifier: EUPL-1.2
"""What papers print about a person beside the name; nothing is computed with it, all of it may be unknown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters

_FIRST_BIRTH = date(1900, 1, 1)
_LONGEST_CIVILITY, _LONGEST_PLACE = 20, 80
_MOST_LINES, _LONGEST_LINE = 5, 50
"""What the window of an envelope shows under the name (the post asks for 6 lines in all)."""


@dataclass(frozen=True, slots=True)
class Civil:
    """The civil data of a person.

    Attributes:
        civility: as the person is addressed (« M. », « Mme », or else); never drawn from a first name.
        birth_place: « Saint-Œuf-les-Vignes ».
        address: where to write to, lines without the name.
    """

    civility: str = ""
    birth_date: date | None = None
    birth_place: str = ""
    address: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """Of the address."""
        return tuple(self.address.splitlines())

    def faults(self, today: date | None = None) -> Iterator[tuple[str, str]]:
        """What cannot be: name of the attribute, sentence. Without `today`, a birth to come is not seen."""
        if len(self.civility) > _LONGEST_CIVILITY:
            yield "civility", _("La civilité tient en {n} signes.").format(n=_LONGEST_CIVILITY)
        if self.birth_date and not _FIRST_BIRTH <= self.birth_date <= (today or date.max):
            message = _("{day} n’est pas une date de naissance : vérifiez l’année.")
            yield "birth_date", message.format(day=f"{self.birth_date:%d/%m/%Y}")
        if len(self.birth_place) > _LONGEST_PLACE:
            yield "birth_place", _("Le lieu de naissance tient en {n} signes.").format(n=_LONGEST_PLACE)
        if len(self.lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in self.lines):
            message = _("L’adresse tient en {lines} lignes de {signs} signes, sans le nom.")
            yield "address", message.format(lines=_MOST_LINES, signs=_LONGEST_LINE)


def tidy_lines(text: str) -> str:
    """The same lines, without empty ones nor spaces around them."""
    return "\n".join(line for line in map(str.strip, text.splitlines()) if line)


def postal_address(street: Iterable[str], postcode: str, town: str, country: str) -> str:
    """Street, complement, « 99120 BELLERIVE », a foreign country; a town alone is no address."""
    street = list(street)
    if not any((*street, postcode)):
        return ""
    abroad = "" if plain_letters(country) == "france" else country.upper()
    return tidy_lines("\n".join([*street, f"{postcode} {town}", abroad]))


def french_civility(text: str) -> str:
    """« Monsieur », « M », « Mr » are « M. », « Madame », « F » « Mme », « X » nothing; else as written."""
    known = {"m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme", "f": "Mme", "x": ""}
    return known.get(text.strip().rstrip(".").lower(), text.strip())
