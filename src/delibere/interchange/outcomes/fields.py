# SPDX-License-Identifier: EUPL-1.2
"""The fields of an outcome, the same in CSV and JSON: text in, text out."""

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
