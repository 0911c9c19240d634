# SPDX-License-Identifier: EUPL-1.2
"""What pydantic finds wrong in a request, in French."""

from collections.abc import Mapping
from typing import Any

from delibere.foundation.language import _


def in_french(error: Mapping[str, Any]) -> str:
    """One sentence for one of pydantic's errors; its kinds are at docs.pydantic.dev/latest/errors."""
    kind, context = str(error["type"]), error.get("ctx", {})
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    for known, sentence in _sentences().items():
        if kind.startswith(known):
            return sentence.format_map(_Known(context))
    return _("valeur refusée")


class _Known(dict[str, Any]):
    """A limit that pydantic does not give is left out of the sentence."""

    def __missing__(self, key: str) -> str:
        return "?"


def _sentences() -> dict[str, str]:
    """By the beginning of a kind, the longest first where two would do."""
    return {
        "missing": _("obligatoire"),
        "extra_forbidden": _("champ inconnu"),
        "json_invalid": _("ce n’est pas du JSON"),
        "string_too_long": _("{max_length} caractères au plus"),
        "string_too_short": _("{min_length} caractères au moins"),
        "string_pattern_mismatch": _("caractère interdit"),
        "string": _("un texte est attendu"),
        "too_long": _("{max_length} éléments au plus"),
        "too_short": _("{min_length} éléments au moins"),
        "greater_than_equal": _("{ge} au moins"),
        "less_than_equal": _("{le} au plus"),
        "enum": _("au choix : {expected}"),
        "literal_error": _("au choix : {expected}"),
        "int": _("un nombre entier est attendu"),
        "bool": _("true ou false est attendu"),
        "list": _("une liste est attendue"),
        "dict": _("un objet est attendu"),
        "model": _("un objet est attendu"),
        "timezone": _("le fuseau manque : 2024-07-02T18:00:00+02:00"),
        "date_": _("un jour est attendu : 2024-07-02"),
        "datetime": _("un moment est attendu : 2024-07-02T18:00:00+02:00"),
    }
