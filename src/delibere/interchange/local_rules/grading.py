# SPDX-License-Identifier: EUPL-1.2
"""The ECTS grading table of the file: whom it counts, how many marks, and the share of each band."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Any

from delibere.calculation.local_rules import GradingTable
from delibere.foundation.language import _
from delibere.foundation.numbers import write_fraction
from delibere.interchange.local_rules.values import Complaints, count, number, refuse_unknown

GRADING_KEYS = ("groupe", "effectif", "tranches")
_HIGHEST = 20


def grading_table(value: object, path: str, complaints: Complaints) -> GradingTable | None:
    """A table of keys, or « aucune » from the day the institution gives none."""
    if value == "aucune":
        return None
    if not isinstance(value, dict) or set(GRADING_KEYS) - value.keys():
        complaints.add(path, _("« aucune », ou les clés {keys}.").format(keys=", ".join(GRADING_KEYS)))
        return None
    refuse_unknown(value, GRADING_KEYS, path, complaints)
    marks = count(value["effectif"], f"{path}.effectif", complaints)
    if marks == 0:
        complaints.add(f"{path}.effectif", _("combien de notes sont comptées : 1 ou plus."))
    return GradingTable(_group(value, path, complaints), marks or 0, _bands(value, path, complaints))


def _group(value: Mapping[str, Any], path: str, complaints: Complaints) -> str:
    group = value["groupe"].strip() if isinstance(value["groupe"], str) else ""
    if not group:
        complaints.add(f"{path}.groupe", _("quelles notes sont comptées (« UE du BUT, trois promotions »)."))
    return group


def _bands(
    value: Mapping[str, Any], path: str, complaints: Complaints
) -> tuple[tuple[Fraction, Fraction], ...]:
    """(from this mark, this share in percent), from the highest band; all the passing marks."""
    path = f"{path}.tranches"
    written = value["tranches"] if isinstance(value["tranches"], list) else []
    read = [
        [number(each, f"{path}[{i}]", complaints) for each in pair]
        for i, pair in enumerate(written, 1)
        if isinstance(pair, list) and len(pair) == 2
    ]
    bands = tuple((low, share) for low, share in read if low is not None and share is not None)
    if not bands or len(bands) != len(written):
        complaints.add(path, _('des couples « à partir de, pour cent » : [["14", "26,3"], ["10", "73,7"]].'))
        return bands
    if bands[0][0] >= _HIGHEST or any(high <= low for (high, _share), (low, _other) in pairwise(bands)):
        complaints.add(path, _("la plus haute tranche d’abord, sous 20, puis chacune sous la précédente."))
    total = sum((share for _low, share in bands), Fraction(0))
    if total != 100:
        message = _("les parts font {total} % : il faut 100 tout juste, quitte à donner plus de décimales.")
        complaints.add(path, message.format(total=write_fraction(total)))
    return bands
