# SPDX-License-Identifier: EUPL-1.2
"""The same evaluations for another group, or for this year; seen before they are made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from delibere.foundation.language import _
from delibere.services.records.evaluations.planning import LOCAL_BONUS
from delibere.services.records.evaluations.remembering import remember_evaluation
from delibere.services.records.journal import Author
from delibere.services.records.maquettes import maquette_in_force
from delibere.store.models import Action, Evaluation, Group, Promotion


@dataclass(frozen=True, slots=True)
class ProposedCopy:
    """What would become of one evaluation.

    Attributes:
        module: Apogée code in the target; None when it does not teach this.
        refusal: why it is left out; empty when it can be copied.
        lost: weights towards UE that the module does not feed there, left out.
    """

    source: Evaluation
    module: str | None
    weights: dict[str, str]
    refusal: str
    lost: tuple[str, ...]


def sources_for(target: Promotion) -> list[Promotion]:
    """Promotions of the same semester with evaluations: this one, its neighbours, last year's first."""
    same = Promotion.objects.filter(department=target.department_id, slug__startswith=target.slug[:2])
    earlier = same.filter(year__lte=target.year, year__gte=target.year - 1, evaluations__isnull=False)
    found = earlier.distinct().select_related("department").order_by("-year", "slug")
    return sorted(found, key=lambda one: (one != target, one.slug != target.slug, one.year == target.year))


def proposed_copies(
    evaluations: Sequence[Evaluation], target: Promotion, group: Group | None = None
) -> list[ProposedCopy]:
    """What copying these would make; nothing is written.

    Modules are matched by PN code, since Apogée codes differ between FI and FA; those that the target does
    not teach are left out, and so are evaluations of the same title there.
    """
    maquette = maquette_in_force(target)
    theirs = {module.pn: module for module in maquette.modules} if maquette else {}
    codes = {pk: _pn_codes(one) for pk, one in {e.promotion_id: e.promotion for e in evaluations}.items()}
    there = set(target.evaluations.filter(group=group).values_list("module", "title"))
    proposed = []
    for one in evaluations:
        module = theirs.get(codes[one.promotion_id].get(one.module, ""))
        fed = {ue for ue, coefficient in module.coefficients.items() if coefficient} if module else set()
        code = module.apogee if module else None if one.module else LOCAL_BONUS
        refusal = ""
        if code is None:
            refusal = _("ce module n’est pas enseigné ici")
        elif (code, one.title) in there:
            refusal = _("une évaluation de ce nom existe déjà")
        else:
            there.add((code, one.title))
        kept = {ue: weight for ue, weight in one.weights.items() if ue in fed}
        proposed.append(ProposedCopy(one, code, kept, refusal, tuple(one.weights.keys() - kept.keys())))
    return proposed


@transaction.atomic
def copy_evaluations(
    author: Author,
    evaluations: Sequence[Evaluation],
    target: Promotion,
    group: Group | None = None,
    modules: Collection[str] | None = None,
) -> list[Evaluation]:
    """Plan the same evaluations for another group, or for this year: as drafts, without dates or marks.

    Args:
        author: who copies.
        evaluations: the sources.
        target: where to.
        group: whom the copies are for, None for everybody.
        modules: of the target, the only ones to write in; None for all.
    """
    made = []
    for one in proposed_copies(evaluations, target, group):
        if one.refusal or one.module is None or (modules is not None and one.module not in modules):
            continue
        copied = {name: getattr(one.source, name) for name in ("title", "kind", "scale", "coefficient")}
        made.append(
            Evaluation.objects.create(
                promotion=target, module=one.module, group=group, weights=one.weights, **copied
            )
        )
        origin = str(one.source.promotion)
        remember_evaluation(author, Action.EVALUATION_CREATED, made[-1], copied_from=origin)
    return made


def _pn_codes(promotion: Promotion) -> dict[str, str]:
    maquette = maquette_in_force(promotion)
    return {module.apogee: module.pn for module in maquette.modules} if maquette else {}
