# SPDX-License-Identifier: EUPL-1.2
"""Délibéré's own JSON of a curriculum: published schema, versioned, written and read to the same value."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.elements import DoubledKeyError, without_doubles
from delibere.interchange.mcc.reading import maquette_to_json

SCHEMA = "curriculum-1.schema.json"

_Text = Annotated[str, Field(min_length=1)]
_Decimal = Annotated[str, Field(pattern=r"^\d{1,6}(\.\d{1,6})?$", examples=["1.4", "30", "0"])]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Ue(_Shape):
    """One competence × one level × one semester."""

    code: _Text
    title: _Text
    competence: _Text
    level: Annotated[int, Field(ge=1, le=3)] | None
    ects: _Decimal


class _Module(_Shape):
    """A ressource, SAÉ, portfolio or stage; one coefficient per UE of its maquette, zeros included."""

    apogee: _Text
    pn: _Text
    title: _Text
    block: _Text | None
    coefficients: Mapping[str, _Decimal]


class _Maquette(_Shape):
    """One semester × regime × parcours."""

    id: str
    semester: Annotated[int, Field(ge=1, le=6)]
    regime: Literal["FI", "FA"]
    parcours: _Text | None
    ues: Annotated[list[_Ue], Field(min_length=1)]
    modules: Annotated[list[_Module], Field(min_length=1)]

    @model_validator(mode="after")
    def coefficients_towards_every_ue(self) -> Self:
        codes = [ue.code for ue in self.ues]
        for module in self.modules:
            if list(module.coefficients) != codes:
                kind = "coefficients_of_other_ues"
                raise PydanticCustomError(
                    kind, "{module}", {"module": module.apogee, "ues": ", ".join(codes)}
                )
        return self


class _Document(_Shape):
    """The curriculum of a diploma for one academic year (annexe MCC)."""

    model_config = ConfigDict(title="Délibéré curriculum, version 1")

    schema_: Annotated[Literal["curriculum-1.schema.json"], Field(alias="$schema")]
    version: Literal[1]
    diploma: _Text
    academic_year: Annotated[str, Field(pattern=r"^\d{4}-\d{4}$", examples=["2023-2024"])]
    maquettes: Annotated[list[_Maquette], Field(min_length=1)]

    @model_validator(mode="after")
    def two_years_in_a_row(self) -> Self:
        if AcademicYear.parse(self.academic_year) is None:
            kind = "academic_year"
            raise PydanticCustomError(kind, "{year}", {"year": self.academic_year})
        return self


def json_schema() -> str:
    """The published schema, as JSON text."""
    return json.dumps(_Document.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def write_json(curriculum: Curriculum) -> str:
    """A curriculum as JSON text; decimals are strings, so that nothing is rounded on the way."""
    document = {
        "$schema": SCHEMA,
        "version": 1,
        "diploma": curriculum.diploma,
        "academic_year": str(curriculum.academic_year),
        "maquettes": [maquette_to_json(maquette) for maquette in curriculum.maquettes],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def read_json(text: str) -> Curriculum:
    """The curriculum of this JSON.

    Raises:
        UnusableInputError: not JSON, or not of this schema; every fault at once, with its place.
    """
    try:
        return read_document(json.loads(text, object_pairs_hook=without_doubles))
    except json.JSONDecodeError as error:
        message = _("Ce n’est pas du JSON valide : erreur de syntaxe, colonne {column}.").format(
            column=error.colno
        )
        raise _unusable([Finding(Severity.ERROR, message, error.lineno)]) from None
    except DoubledKeyError as error:
        message = _("La clé « {key} » est deux fois dans le même objet.").format(key=error.key)
        raise _unusable([Finding(Severity.ERROR, message, cell=error.key)]) from None
    except ValueError:
        message = _("Un nombre de ce JSON a bien trop de chiffres.")
        raise _unusable([Finding(Severity.ERROR, message)]) from None
    except RecursionError:
        message = _("Trop d’objets les uns dans les autres.")
        raise _unusable([Finding(Severity.ERROR, message)]) from None


def read_document(loaded: object) -> Curriculum:
    """The same from JSON already loaded, as databases keep it.

    Raises:
        UnusableInputError: not of this schema; every fault at once, with its place.
    """
    try:
        document = _Document.model_validate(loaded)
    except ValidationError as error:
        raise _unusable([_finding(fault) for fault in error.errors()]) from None
    year = AcademicYear.parse(document.academic_year) or AcademicYear(0)
    return Curriculum(document.diploma, year, tuple(map(_maquette, document.maquettes)))


def _unusable(findings: list[Finding]) -> UnusableInputError:
    message = _("Ce JSON n’est pas un programme au format de Délibéré : corrigez ce qui suit.")
    return UnusableInputError(message, findings)


def _maquette(shape: _Maquette) -> Maquette:
    ues = tuple(Ue(ue.code, ue.title, ue.competence, ue.level, Decimal(ue.ects)) for ue in shape.ues)
    return Maquette(
        shape.semester, Regime(shape.regime), shape.parcours, ues, tuple(map(_module, shape.modules))
    )


def _module(shape: _Module) -> Module:
    coefficients = {ue: Decimal(value) for ue, value in shape.coefficients.items()}
    return Module(shape.apogee, shape.pn, shape.title, shape.block, coefficients)


def _finding(fault: ErrorDetails) -> Finding:
    path = ".".join(str(part) for part in fault["loc"]) or _("racine")
    context = {"read": fault["input"], **fault.get("ctx", {})}
    context["expected"] = str(context.get("expected", "")).replace(" or ", _(" ou "))
    sentences = _sentences()
    sentence = sentences.get(fault["type"], _("« {read} » n’est pas admis ici."))
    message = f"{path}{_(' : ')}{sentence.format(**context)}"
    return Finding(Severity.ERROR, message, cell=path)


def _sentences() -> dict[str, str]:
    """What each kind of fault of a document is called; a kind that is not here is « pas admis »."""
    return {
        "missing": _("il manque cette clé."),
        "extra_forbidden": _("cette clé n’existe pas dans le schéma."),
        "string_type": _("« {read} » doit être un texte entre guillemets."),
        "string_pattern_mismatch": _("« {read} » n’a pas la forme attendue ({pattern})."),
        "string_too_short": _("ce texte est vide."),
        "too_short": _("la liste est vide."),
        "int_type": _("« {read} » doit être un entier, sans guillemets."),
        "literal_error": _("« {read} » n’est pas {expected}."),
        "greater_than_equal": _("« {read} » est plus petit que {ge}."),
        "less_than_equal": _("« {read} » est plus grand que {le}."),
        "coefficients_of_other_ues": _(
            "le module {module} doit avoir un coefficient pour {ues}, dans cet ordre."
        ),
        "academic_year": _("« {year} » n’est pas une année universitaire : écrivez « 2023-2024 »."),
    }
