# SPDX-License-Identifier: EUPL-1.2
"""The fields of an outcome, the same in CSV and JSON: text in, text out."""

from fractions import Fraction

from delibere.foundation.numbers import read_decimal
from delibere.interchange.spreadsheet.identity import NIP
from delibere.interchange.spreadsheet.tables import Heading
from delibere.jury.outcomes import Subject

NAMES = ("nip", "annee", "maquette", "objet", "ue", "code", "note", "ects", "ailleurs")
REQUIRED = frozenset({"nip", "annee", "maquette", "objet"})
HEADINGS = tuple(
    Heading(name, NIP.writings if name == "nip" else (), required=name in REQUIRED) for name in NAMES
)
FORMAT = "delibere-outcomes/1"

SUBJECTS = {
    "ue": Subject.UE,
    "rcue": Subject.RCUE,
    "annee": Subject.YEAR,
    "inscription": Subject.ENROLMENT,
}
YES, NO = "oui", "non"


def read_fraction(text: str) -> Fraction | None:
    """« 9,46 », « 9.46 » or « 29/3 »; None when it is neither."""
    numerator, slash, denominator = text.partition("/")
    if not slash:
        value = read_decimal(text)
        return None if value is None else Fraction(value)
    if not (numerator.strip().isdecimal() and denominator.strip().isdecimal() and int(denominator)):
        return None
    return Fraction(int(numerator), int(denominator))


def write_fraction(value: Fraction) -> str:
    """A decimal with a comma where one is exact, else « 29/3 »."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    places = max(twos, fives)
    digits = f"{value.numerator * 10**places // value.denominator:0{places + 1}d}"
    return f"{digits[:-places]},{digits[-places:]}" if places else digits
