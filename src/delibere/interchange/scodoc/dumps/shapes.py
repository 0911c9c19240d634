# SPDX-License-Identifier: EUPL-1.2
"""One object of an answer → what it tells; which object it is, by the fields it has."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from delibere.calculation.evaluations import Kind
from delibere.foundation.calendar import read_day
from delibere.foundation.civil import Civil, french_civility, postal_address
from delibere.foundation.language import _
from delibere.foundation.people import Student
from delibere.interchange.scodoc.dumps.marks import mark_text
from delibere.interchange.scodoc.dumps.values import (
    PARCOURS,
    DumpedEvaluation,
    DumpedMark,
    DumpedModule,
    DumpedSemester,
    DumpedStudent,
    DumpedUe,
    Standing,
)
from delibere.interchange.scodoc.parsing import Json, number_of, text_in, whole_of

_KINDS: Final = {0: Kind.NORMAL, 1: Kind.RATTRAPAGE, 2: Kind.SECOND_SESSION, 3: Kind.BONUS}
_SPORT: Final = 1
_LONGEST_TITLE: Final = 110
"""Room is left for a number after two tests of one name."""


def is_mark(thing: Json) -> bool:
    """Of `evaluation/<id>/notes`."""
    return "etudid" in thing and "value" in thing


def is_evaluation(thing: Json) -> bool:
    """Of `moduleimpl/<id>/evaluations`, `formsemestre/<id>/etat_evals`, `evaluation/<id>`."""
    return "note_max" in thing and "moduleimpl_id" in thing


def is_module(thing: Json) -> bool:
    """Of `formsemestre/<id>/programme`, `moduleimpl/<id>`."""
    return isinstance(module := thing.get("module"), Mapping) and "code" in module


def is_ue(thing: Json) -> bool:
    """Of `formsemestre/<id>/programme`."""
    return "ue_code" in thing and "acronyme" in thing


def is_student(thing: Json) -> bool:
    """Of `formsemestre/<id>/etudiants`, short or long."""
    return "code_nip" in thing and bool(text_in(thing, "nom"))


def is_semester(thing: Json) -> bool:
    """Of `formsemestre/<id>`."""
    about_time = "date_debut" in thing or "date_debut_iso" in thing
    return "semestre_id" in thing and about_time and bool(text_in(thing, "formsemestre_id", "id"))


def is_bulletin(thing: Json) -> bool:
    """Of `etudiant/…/formsemestre/<id>/bulletin`."""
    return isinstance(thing.get("etudiant"), Mapping) and ("etat_inscription" in thing or "ues" in thing)


def is_jury(thing: Json) -> bool:
    """Of `formsemestre/<id>/decisions_jury`."""
    decided = any(name in thing for name in ("rcues", "autorisations", "annee"))
    return decided and bool(text_in(thing, "etudid", "code_nip"))


def mark_of(thing: Json, file: str) -> DumpedMark:
    """One mark."""
    return DumpedMark(
        text_in(thing, "evaluation_id"),
        text_in(thing, "etudid"),
        mark_text(thing["value"]),
        number_of(thing.get("note_max")),
        file,
    )


def evaluation_of(thing: Json, file: str) -> DumpedEvaluation:
    """One test; without a description, it is called by its day or its number."""
    day = day_of(thing, "date_debut", "jouriso", "date", "jour")
    key = text_in(thing, "id", "evaluation_id")
    nameless = _("Évaluation du {day}").format(day=f"{day:%d/%m/%Y}") if day else _("Évaluation {n}")
    title = text_in(thing, "description") or nameless.format(n=text_in(thing, "numero") or key)
    kind = whole_of(thing.get("evaluation_type", Decimal(0)))
    weights = thing.get("poids")
    read = {str(ue): number_of(w) for ue, w in (weights if isinstance(weights, Mapping) else {}).items()}
    return DumpedEvaluation(
        key=key,
        module=text_in(thing, "moduleimpl_id"),
        title=" ".join(title.split())[:_LONGEST_TITLE],
        kind=None if kind is None else _KINDS.get(kind),
        scale=number_of(thing["note_max"]),
        coefficient=number_of(thing.get("coefficient")),
        weights={ue: weight for ue, weight in read.items() if weight is not None},
        held_on=day,
        file=file,
    )


def module_of(thing: Json) -> DumpedModule:
    """One module of the semester."""
    module = thing["module"]
    return DumpedModule(
        text_in(thing, "moduleimpl_id", "id"),
        text_in(module, "code"),
        tuple(filter(None, re.split(r"[\s,;]+", text_in(module, "code_apogee").upper()))),
        text_in(module, "titre", "abbrev"),
    )


def ue_of(thing: Json) -> DumpedUe | None:
    """One UE; None for the one that only holds the bonus of sport."""
    if whole_of(thing.get("type")) == _SPORT:
        return None
    return DumpedUe(text_in(thing, "ue_id", "id"), text_in(thing, "acronyme"), text_in(thing, "titre"))


def student_of(thing: Json, file: str) -> DumpedStudent:
    """Somebody, with the civil data and the e-mail of the institution when the long answer gives them."""
    groups, address = thing.get("groups"), _address(thing)
    named = {
        text_in(one, "partition_name"): text_in(one, "group_name")
        for one in (groups if isinstance(groups, list) else [])
        if isinstance(one, Mapping) and text_in(one, "partition_name") and text_in(one, "group_name")
    }
    identity = Student(
        nip=text_in(thing, "code_nip"),
        surname=text_in(thing, "nom").upper(),
        first_name=text_in(thing, "prenom"),
        ine=text_in(thing, "code_ine").upper() or None,
        email=(text_in(thing, "email") or text_in(address, "email")).lower() or None,
        civil=Civil(
            french_civility(text_in(thing, "civilite")),
            day_of(thing, "date_naissance"),
            text_in(thing, "lieu_naissance"),
            postal_address(
                [text_in(address, "domicile")],
                text_in(address, "codepostaldomicile"),
                text_in(address, "villedomicile"),
                text_in(address, "paysdomicile"),
            ),
        ),
    )
    parcours = named.pop(PARCOURS, "")
    return DumpedStudent(text_in(thing, "etudid", "id"), identity, named, parcours, file)


def _address(thing: Json) -> Json:
    """The first one, empty without any."""
    addresses = thing.get("adresses")
    first = addresses[0] if isinstance(addresses, list) and addresses else {}
    return first if isinstance(first, Mapping) else {}


def semester_of(thing: Json) -> DumpedSemester:
    """The semester; its year is that of its first day when the answer does not say it."""
    starts = day_of(thing, "date_debut_iso", "date_debut")
    year = whole_of(text_in(thing, "annee_scolaire")[:4])
    if year is None and starts is not None:
        year = starts.year if starts.month >= 8 else starts.year - 1
    number = whole_of(thing["semestre_id"])
    parcours = thing.get("parcours")
    listed = parcours if isinstance(parcours, list) else []
    codes = [text_in(one, "code") for one in listed if isinstance(one, Mapping)]
    return DumpedSemester(
        text_in(thing, "formsemestre_id", "id"),
        text_in(thing, "titre_num", "titre"),
        number if number in range(1, 7) else None,
        year,
        text_in(thing, "modalite").upper(),
        tuple(filter(None, codes)),
        thing.get("etat") is False,
    )


def standing_in(thing: Json) -> Standing | None:
    """How somebody stands, when this object says it."""
    letters = text_in(thing, "etat_inscription", "etat").upper()
    return Standing(letters) if letters in set(Standing) else None


def day_of(thing: Json, *names: str) -> date | None:
    """The first of these fields that is a day."""
    return next((day for name in names if (day := read_day(text_in(thing, name)))), None)
