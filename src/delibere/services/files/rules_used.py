# SPDX-License-Identifier: EUPL-1.2
"""Which local rules made a figure what it is, and who decided them."""

from collections.abc import Iterator
from dataclasses import dataclass

from delibere.calculation.bonus import bonus_note
from delibere.calculation.explanation import Explanation, Operation
from delibere.documents.results import described_by_field
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.interchange.local_rules import Declared
from delibere.jury.past import earlier_decision_note
from delibere.services.files.compute_results import Results, declared_in_words


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """One local rule.

    Attributes:
        title: « Arrondi ».
        words: what it says.
        declared: its date and its vote; None while the institution has declared nothing: the default holds.
    """

    title: str
    words: str
    declared: Declared | None

    @property
    def origin(self) -> str:
        """« depuis le 1er septembre 2021 (conseil de l’IUT…) »."""
        if self.declared is None:
            return _("par défaut : rien n’est déclaré")
        return declared_in_words(self.declared).partition(", ")[2]


def rules_used(results: Results, explanation: Explanation) -> tuple[RuleUsed, ...]:
    """Those that this figure met, in the order of the calculation."""
    met = set(_met(explanation))
    declared = {one.field: one for one in results.sources}
    described = described_by_field(results.proposals.course.rules)
    return tuple(
        RuleUsed(title, words, declared.get(field))
        for field, (title, words) in described.items()
        if field in met
    )


def _met(made: Explanation) -> Iterator[str]:
    if made.operation in {Operation.ROUNDED, Operation.TRUNCATED}:
        yield "rounding"
    if made.label.startswith("RCUE"):
        yield "rcue_weights"
    if made.operation is Operation.CHOICE:
        yield "second_session_absence"
    if f"({Reason.ABI})" in (made.note or ""):
        yield "unjustified_absence"
    if made.note == bonus_note():
        yield "bonus"
    if made.note == earlier_decision_note():
        yield "kept_on_repeat"
    for term in made.terms:
        yield from _met(term.value)
