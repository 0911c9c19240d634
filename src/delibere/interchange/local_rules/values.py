# SPDX-License-Identifier: EUPL-1.2
"""Values of the file made into values of the calculation; what is wrong is collected, never raised."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeVar

from delibere.calculation.local_rules import Bonus, BonusMode, BonusSource
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import read_fraction

Choice = TypeVar("Choice", bound=StrEnum)

_SOURCES = {
    "meilleure": BonusSource.BEST,
    "somme": BonusSource.SUM,
    "moyenne": BonusSource.MEAN,
    "pondérée": BonusSource.WEIGHTED,
}
_MODES = {"additif": BonusMode.ADDITIVE, "multiplicatif": BonusMode.MULTIPLICATIVE}
BONUS_KEYS = ("source", "poids", "seuil", "taux", "paliers", "plafond", "mode", "ues")


@dataclass(slots=True)
class Complaints:
    """What is wrong, each at the path of its key (« bonus[2].valeur.taux », counted from 1)."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, path: str, message: str) -> None:
        """One more."""
        sentence = _("{path} : {message}").format(path=path, message=message)
        self.findings.append(Finding(Severity.ERROR, sentence, cell=path))


def choice(names: Mapping[str, Choice]) -> Callable[[object, str, Complaints], Choice | None]:
    """A reader of one word among those."""

    def read(value: object, path: str, complaints: Complaints) -> Choice | None:
        if isinstance(value, str) and value in names:
            return names[value]
        message = _("« {value} » n’est pas admis ; au choix : {names}.")
        complaints.add(path, message.format(value=value, names=", ".join(names)))
        return None

    return read


def number(value: object, path: str, complaints: Complaints) -> Fraction | None:
    """An exact number, 0 or more: a text (« 0,05 », « 1/20 ») or a whole number."""
    if isinstance(value, float):
        message = _('écrivez le nombre entre guillemets ("{value}") : il restera exact.')
        complaints.add(path, message.format(value=value))
        return None
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    read = read_fraction(text)
    if read is None or read < 0:
        complaints.add(path, _("« {value} » n’est pas un nombre positif ou nul.").format(value=value))
        return None
    return read


def count(value: object, path: str, complaints: Complaints) -> int | None:
    """A whole number, 0 or more."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    complaints.add(path, _("« {value} » n’est pas un nombre entier positif ou nul.").format(value=value))
    return None


def weights_of_a_pair(value: object, path: str, complaints: Complaints) -> tuple[Fraction, Fraction] | None:
    """What the odd and the even semester weigh, neither nothing."""
    if isinstance(value, list) and len(value) == 2:
        odd, even = (number(each, f"{path}[{i}]", complaints) for i, each in enumerate(value, 1))
        if odd and even:
            return odd, even
    complaints.add(path, _('deux poids plus grands que 0, semestre impair puis pair : ["1", "1"].'))
    return None


def bonus_rule(value: object, path: str, complaints: Complaints) -> Bonus | None:
    """A table of keys, or « aucun » from the day a bonus ends."""
    if value == "aucun":
        return None
    if not isinstance(value, dict):
        complaints.add(path, _("« aucun », ou les clés {keys}.").format(keys=", ".join(BONUS_KEYS)))
        return None
    return _BonusReader(value, path, complaints).read()


@dataclass(slots=True)
class _BonusReader:
    """Reads the keys of one bonus."""

    table: Mapping[str, Any]
    path: str
    complaints: Complaints

    def read(self) -> Bonus:
        refuse_unknown(self.table, BONUS_KEYS, self.path, self.complaints)
        self._refuse_contradictions()
        default = Bonus()
        return Bonus(
            self._choice("source", _SOURCES) or default.source,
            self._weights(),
            self._number("seuil", default.threshold),
            self._number("taux", default.rate),
            self._steps(),
            self._number("plafond", Fraction(0)) if "plafond" in self.table else None,
            self._choice("mode", _MODES) or default.mode,
            self._targets(),
        )

    def _refuse_contradictions(self) -> None:
        """What would have no effect is not what was meant."""
        keys = self.table.keys()
        if "paliers" in keys and keys & {"taux", "seuil"}:
            self._complain("paliers", _("des paliers ou un taux (avec son seuil), pas les deux."))
        if not keys & {"paliers", "taux"}:
            self._complain("taux", _("il manque un taux ou des paliers : ce bonus ne donnerait rien."))
        if ("poids" in keys) != (self.table.get("source") == "pondérée"):
            self._complain("poids", _("des poids vont avec la source « pondérée », et elle seule."))

    def _complain(self, key: str, message: str) -> None:
        self.complaints.add(f"{self.path}.{key}", message)

    def _choice(self, key: str, names: Mapping[str, Choice]) -> Choice | None:
        if key not in self.table:
            return None
        return choice(names)(self.table[key], f"{self.path}.{key}", self.complaints)

    def _number(self, key: str, default: Fraction) -> Fraction:
        read = (
            number(self.table[key], f"{self.path}.{key}", self.complaints) if key in self.table else default
        )
        return default if read is None else read

    def _weights(self) -> dict[str, Fraction]:
        table = self.table.get("poids", {})
        if not isinstance(table, dict):
            self._complain("poids", _('un poids par bonus : { sport = "1", culture = "0,5" }.'))
            return {}
        read = {name: number(w, f"{self.path}.poids.{name}", self.complaints) for name, w in table.items()}
        return {name: weight for name, weight in read.items() if weight is not None}

    def _steps(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """(from this figure on, gives that): a better mark never gives less."""
        if "paliers" not in self.table:
            return ()
        written = self.table["paliers"]
        pairs = written if isinstance(written, list) else []
        read = [
            [number(each, f"{self.path}.paliers[{i}]", self.complaints) for each in pair]
            for i, pair in enumerate(pairs, 1)
            if isinstance(pair, list) and len(pair) == 2
        ]
        steps = tuple((start, gain) for start, gain in read if start is not None and gain is not None)
        if not steps or len(steps) != len(pairs):
            self._complain(
                "paliers", _('des couples « à partir de, donne » : [["10", "0,1"], ["15", "0,3"]].')
            )
        if any(low >= high or less > more for (low, less), (high, more) in pairwise(steps)):
            self._complain("paliers", _("des notes croissantes, et jamais moins pour une meilleure note."))
        return steps

    def _targets(self) -> tuple[str, ...]:
        codes = self.table.get("ues", [])
        if isinstance(codes, list) and all(isinstance(code, str) for code in codes):
            return tuple(codes)
        self._complain("ues", _('une liste de codes d’UE : ["UE31", "UE32"].'))
        return ()


def refuse_unknown(
    table: Mapping[str, object], known: tuple[str, ...], path: str, complaints: Complaints
) -> None:
    """A key that nobody reads is a slip of the keyboard."""
    for key in table:
        if key not in known:
            message = _("clé inconnue ; au choix : {names}.").format(names=", ".join(known))
            complaints.add(f"{path}.{key}" if path else key, message)
