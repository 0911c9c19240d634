# SPDX-License-Identifier: EUPL-1.2
"""The letters that stand in for a mark, and what each does, under the local rules in force."""

from dataclasses import dataclass

from delibere.calculation.local_rules import UnjustifiedAbsence
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.interchange.marksheets import LETTERS
from delibere.services.records.marks.averages import rules_of
from delibere.store.models import Promotion


@dataclass(frozen=True, slots=True)
class Letter:
    """One key and what it does."""

    key: str
    reason: Reason
    effect: str


def letters(promotion: Promotion) -> list[Letter]:
    """In the order people learn them; one query."""
    zero = rules_of(promotion).unjustified_absence is UnjustifiedAbsence.ZERO
    effects = {
        Reason.ABI: _("compte 0") if zero else _("défaillant : l’UE n’a pas de moyenne"),
        Reason.ABJ: _("neutre : note et coefficient sortent"),
        Reason.EXC: _("neutre"),
        Reason.DIS: _("neutre, rien ne manque"),
        Reason.ATT: _("neutre, moyenne provisoire"),
    }
    return [Letter(key, reason, effects[reason]) for key, reason in LETTERS.items()]
