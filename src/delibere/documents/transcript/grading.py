# SPDX-License-Identifier: EUPL-1.2
"""The ECTS grading table of the 2015 guide on a transcript: its bands, the student's own marks in each."""

from collections.abc import Sequence
from fractions import Fraction

from delibere.calculation.local_rules import GradingTable
from delibere.documents.typesetting import Json
from delibere.foundation.language import _
from delibere.foundation.numbers import french

_HIGHEST = Fraction(20)


def grading_values(table: GradingTable | None, own: Sequence[Fraction]) -> Json:
    """The values of the template; None without a table."""
    if table is None:
        return None
    places = 1 if all((10 * share).denominator == 1 for _low, share in table.bands) else 2
    rows, seen, high = list[Json](), Fraction(0), _HIGHEST
    for low, share in table.bands:
        seen += share
        shown = high if high == _HIGHEST else high - Fraction(1, 100)
        cells = [
            _("{low} à {high}").format(low=french(low), high=french(shown)),
            french(share, places),
            french(seen, places),
            str(within(own, low, high)),
        ]
        rows.append({"cells": cells, "share": round(float(share) / 100, 4)})
        high = low
    return {
        "title": {"fr": _("Table de notation ECTS"), "en": "ECTS grading table"},
        "heads": [_("Note"), "%", _("% cum."), _("Relevé"), _("Répartition")],
        "rows": rows,
    }


def reference(table: GradingTable, own: Sequence[Fraction]) -> tuple[str, str]:
    """Whom it counts, and what the column of the student does: in French, in English."""
    lowest = table.bands[-1][0]
    count, mine = f"{table.count:,}".replace(",", "\u202f"), within(own, lowest, _HIGHEST)
    told = {"count": count, "group": table.group.rstrip("."), "mine": mine, "all": len(own)}
    french_sentence = _(
        "Table : {count} notes, {group} ; « relevé » : {mine} UE sur {all}, celles à {low} ou plus."
    ).format(**told, low=french(lowest))
    english = "Table: {count} marks ({group}); last column: {mine} of the {all} marks of this transcript."
    return french_sentence, english.format(**told)


def within(marks: Sequence[Fraction], low: Fraction, high: Fraction) -> int:
    """How many from `low` included to `high` excluded; 20 is in the band that ends there."""
    return sum(low <= mark < high or mark == high == _HIGHEST for mark in marks)
