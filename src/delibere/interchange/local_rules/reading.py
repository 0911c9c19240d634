# SPDX-License-Identifier: EUPL-1.2
"""Reads a file of local rules, all remarks in one pass."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Protocol

from delibere.calculation.local_rules import (
    KeptOnRepeat,
    Ranks,
    Rounding,
    SecondSessionAbsence,
    UnjustifiedAbsence,
)
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.interchange.local_rules.declared import DatedLocalRules, Declared
from delibere.interchange.local_rules.grading import GRADING_KEYS, grading_table
from delibere.interchange.local_rules.values import (
    BONUS_KEYS,
    Complaints,
    bonus_rule,
    choice,
    count,
    refuse_unknown,
    weights_of_a_pair,
)

_KEYS = ("depuis", "valeur", "reference")


class _ReadsValue(Protocol):
    def __call__(self, value: object, path: str, complaints: Complaints, /) -> object: ...


PARAMETERS: Mapping[str, tuple[str, _ReadsValue]] = {
    "arrondi": (
        "rounding",
        choice({"au plus près": Rounding.HALF_UP, "tronqué à la barre": Rounding.TRUNCATE_AT_BAR}),
    ),
    "absence_injustifiee": (
        "unjustified_absence",
        choice({"zéro": UnjustifiedAbsence.ZERO, "sans moyenne": UnjustifiedAbsence.NO_AVERAGE}),
    ),
    "absence_seconde_session": (
        "second_session_absence",
        choice({"zéro": SecondSessionAbsence.ZERO, "non passée": SecondSessionAbsence.NOT_SAT}),
    ),
    "poids_rcue": ("rcue_weights", weights_of_a_pair),
    "note_gardee": (
        "kept_on_repeat",
        choice({"meilleure": KeptOnRepeat.BEST, "dernière": KeptOnRepeat.LATEST}),
    ),
    "bonus": ("bonus", bonus_rule),
    "effectif_affiche": ("shown_from", count),
    "table_ects": ("grading_table", grading_table),
    "rang": ("ranks", choice({"caché": Ranks.HIDDEN, "équipe": Ranks.STAFF, "étudiants": Ranks.STUDENTS})),
}
"""By name in the file: the field of LocalRules, and how its value is read."""


def read_local_rules(text: str) -> DatedLocalRules:
    """The dated rules that a TOML text declares.

    Args:
        text: `[[arrondi]]`, then `depuis`, `valeur`, `reference`; one such table for each dated value.

    Raises:
        UnusableInputError: not TOML, or something wrong in it; every finding is told at once.
    """
    return read_declared(_document(text))


def read_declared(document: Mapping[str, Any]) -> DatedLocalRules:
    """The dated rules of a document read already: parameter → list of {depuis, valeur, reference}.

    Raises:
        UnusableInputError: something wrong in it; every finding is told at once.
    """
    complaints = Complaints()
    refuse_unknown(document, tuple(PARAMETERS), "", complaints)
    declared = tuple(
        value
        for name in document
        if name in PARAMETERS
        for value in _values(name, document[name], complaints)
    )
    _refuse_same_days(declared, complaints)
    if complaints.findings:
        message = plural(
            _("Règles locales : {count} erreur. {first}"),
            _("Règles locales : {count} erreurs. La première : {first}"),
            len(complaints.findings),
        )
        first, number = complaints.findings[0].message, len(complaints.findings)
        raise UnusableInputError(message.format(count=number, first=first), complaints.findings)
    return DatedLocalRules(declared)


def _document(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = _("Règles locales : ce n’est pas du TOML lisible ({why}).")
        raise UnusableInputError(message.format(why=error)) from error


def _values(name: str, entries: object, complaints: Complaints) -> Iterator[Declared]:
    """Every dated value of a parameter that can be read."""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        complaints.add(name, _("écrivez [[{name}]], puis depuis, valeur et reference.").format(name=name))
        return
    field, read = PARAMETERS[name]
    for number, entry in enumerate(entries, 1):
        path = f"{name}[{number}]"
        refuse_unknown(entry, _KEYS, path, complaints)
        missing = [key for key in _KEYS if key not in entry]
        for key in missing:
            complaints.add(f"{path}.{key}", _("il manque."))
        if not missing:
            value = read(entry["valeur"], f"{path}.valeur", complaints)
            since, reference = _day(entry, path, complaints), _reference(entry, path, complaints)
            yield Declared(name, field, since, value, written(entry["valeur"]), reference)


def written(value: object) -> str:
    """For people: « source meilleure, seuil 10, taux 0,05 », in that order: a database keeps none."""
    if isinstance(value, dict):
        order = (*BONUS_KEYS, *GRADING_KEYS)
        known = sorted(value, key=lambda key: order.index(key) if key in order else 0)
        return ", ".join(f"{key} {written(value[key])}" for key in known)
    if isinstance(value, list):
        return " / ".join(written(each) for each in value)
    return str(value)


def _day(entry: Mapping[str, Any], path: str, complaints: Complaints) -> date:
    day = entry["depuis"]
    if isinstance(day, date) and not isinstance(day, datetime):
        return day
    complaints.add(f"{path}.depuis", _("une date sans guillemets : 2023-09-01."))
    return date.min


def _reference(entry: Mapping[str, Any], path: str, complaints: Complaints) -> str:
    reference = entry["reference"]
    if isinstance(reference, str) and reference.strip():
        return reference.strip()
    complaints.add(f"{path}.reference", _("le vote qui l’a décidé (« conseil de l’IUT du 6 juillet 2023 »)."))
    return ""


def _refuse_same_days(declared: tuple[Declared, ...], complaints: Complaints) -> None:
    seen = set()
    for value in declared:
        if (value.parameter, value.since) in seen:
            message = _("deux valeurs depuis le même jour ({day}).").format(
                day=value.since.strftime("%d/%m/%Y")
            )
            complaints.add(value.parameter, message)
        seen.add((value.parameter, value.since))
