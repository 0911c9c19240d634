# SPDX-License-Identifier: EUPL-1.2
"""Evaluations of a promotion: planned, copied, published at an hour, locked; all of it remembered."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from delibere.calculation.evaluations import Kind
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal, minimal, read_decimal
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import maquette_in_force
from delibere.store.models import Action, Evaluation, EvaluationState, Group, Mark, Promotion

LOCAL_BONUS = ""
"""The « module » of sport, culture and engagement: sources of the local bonus."""


@dataclass(frozen=True, slots=True)
class TypedEvaluation:
    """An evaluation as somebody fills its form.

    Attributes:
        module: Apogée code, or LOCAL_BONUS.
        scale, coefficient: as typed, « 20 », « 0,5 ».
        weights: by UE code, as typed; empty ones weigh 1 where the module feeds the UE.
        group: whom it concerns, None for everybody.
    """

    module: str
    title: str
    kind: Kind = Kind.NORMAL
    scale: str = "20"
    coefficient: str = "1"
    weights: Mapping[str, str] = field(default_factory=dict)
    held_on: date | None = None
    group: Group | None = None


def modules_to_assess(maquette: Maquette) -> list[Module]:
    """Those that count somewhere: a portfolio without coefficient asks for nothing."""
    return [module for module in maquette.modules if module.coefficient]


@transaction.atomic
def create_evaluation(author: Author, promotion: Promotion, typed: TypedEvaluation) -> Evaluation:
    """Plan an evaluation, as a draft.

    Raises:
        UnusableInputError: with a finding for each field (`cell`) to correct.
    """
    made = Evaluation(promotion=promotion, **_fields(promotion, typed))
    made.save()
    _remember(author, Action.EVALUATION_CREATED, made)
    return made


@transaction.atomic
def change_evaluation(author: Author, evaluation: Evaluation, typed: TypedEvaluation) -> bool:
    """Change what an evaluation is; its marks stay. Whether anything changed.

    Raises:
        UnusableInputError: locked, a mark is over the new scale, or a field is to correct.
    """
    _refuse_locked(evaluation)
    fields = _fields(evaluation.promotion, typed)
    changes = {name: [getattr(evaluation, name), new] for name, new in fields.items()}
    changes = {name: values for name, values in changes.items() if values[0] != values[1]}
    if not changes:
        return False
    for name, (_old, new) in changes.items():
        setattr(evaluation, name, new)
    _refuse_higher_marks(evaluation)
    evaluation.save()
    details = {name: [str(old or ""), str(new or "")] for name, (old, new) in changes.items()}
    _remember(author, Action.EVALUATION_CHANGED, evaluation, **details)
    return True


@transaction.atomic
def remove_evaluation(author: Author, evaluation: Evaluation) -> None:
    """Take away an evaluation that never had a mark.

    Raises:
        UnusableInputError: it has, or had, a mark.
    """
    if evaluation.marks.exists() or evaluation.changes.exists():
        message = _("« {title} » a eu des notes : elle ne s’efface pas. Donnez-lui un coefficient nul.")
        raise UnusableInputError(message.format(title=evaluation.title))
    _remember(author, Action.EVALUATION_REMOVED, evaluation)
    evaluation.delete()


@transaction.atomic
def publish_evaluations(
    author: Author, evaluations: Collection[Evaluation], at: datetime | None
) -> list[Evaluation]:
    """Let students see them from a moment on; None takes a publication back. Locked ones stay as they are."""
    changed = [one for one in evaluations if one.locked_at is None and one.publish_at != at]
    for one in changed:
        before, one.publish_at = one.publish_at, at
        one.save(update_fields=["publish_at"])
        _remember(author, Action.EVALUATION_PUBLISHED, one, publish_at=[str(before or ""), str(at or "")])
    return changed


@transaction.atomic
def lock_evaluations(author: Author, evaluations: Collection[Evaluation], at: datetime) -> list[Evaluation]:
    """From now on no mark of these changes."""
    changed = [one for one in evaluations if one.locked_at is None]
    for one in changed:
        one.locked_at = at
        one.publish_at = min(one.publish_at or at, at)
        one.save(update_fields=["locked_at", "publish_at"])
        _remember(author, Action.EVALUATION_LOCKED, one)
    return changed


@transaction.atomic
def unlock_evaluation(author: Author, evaluation: Evaluation, reason: str) -> None:
    """Let marks change again.

    Raises:
        UnusableInputError: no reason, or not locked.
    """
    if not reason.strip():
        raise UnusableInputError(_("Dites pourquoi cette évaluation est déverrouillée."))
    if evaluation.state is not EvaluationState.LOCKED:
        raise UnusableInputError(_("Cette évaluation n’est pas verrouillée."))
    evaluation.locked_at, evaluation.unlocked_at = None, timezone.now()
    evaluation.save(update_fields=["locked_at", "unlocked_at"])
    _remember(author, Action.EVALUATION_UNLOCKED, evaluation, reason=reason.strip())


@transaction.atomic
def copy_evaluations(
    author: Author, evaluations: Sequence[Evaluation], target: Promotion, group: Group | None = None
) -> list[Evaluation]:
    """Plan the same evaluations for another group, or for this year: as drafts, without dates or marks.

    Modules are matched by PN code, since Apogée codes differ between FI and FA; those that the target does
    not teach are left out, and so are evaluations of the same title there.
    """
    maquette = maquette_in_force(target)
    sources = {pk: _pn_codes(one) for pk, one in {e.promotion_id: e.promotion for e in evaluations}.items()}
    theirs = {module.pn: module.apogee for module in maquette.modules} if maquette else {}
    there = set(target.evaluations.filter(group=group).values_list("module", "title"))
    made = []
    for one in evaluations:
        module = theirs.get(
            sources[one.promotion_id].get(one.module, ""), LOCAL_BONUS if not one.module else None
        )
        if module is None or (module, one.title) in there:
            continue
        copied = ("title", "kind", "scale", "coefficient", "weights")
        fields = {name: getattr(one, name) for name in copied}
        made.append(Evaluation.objects.create(promotion=target, module=module, group=group, **fields))
        _remember(author, Action.EVALUATION_CREATED, made[-1], copied_from=str(one.promotion))
    return made


def _pn_codes(promotion: Promotion) -> dict[str, str]:
    maquette = maquette_in_force(promotion)
    return {module.apogee: module.pn for module in maquette.modules} if maquette else {}


def _fields(promotion: Promotion, typed: TypedEvaluation) -> dict[str, object]:
    maquette = maquette_in_force(promotion)
    findings: list[Finding] = []
    module = next((one for one in (maquette.modules if maquette else ()) if one.apogee == typed.module), None)
    if module is None and typed.module != LOCAL_BONUS:
        _complain(findings, "module", _("« {text} » n’est pas dans la maquette."), typed.module)
    if not typed.title.strip():
        _complain(findings, "title", _("Donnez-lui un intitulé."), "")
    fed = [ue for ue, coefficient in module.coefficients.items() if coefficient] if module else []
    weights = {
        ue: _number(text, f"weight_{ue}", findings) for ue, text in typed.weights.items() if text.strip()
    }
    for ue in weights.keys() - set(fed):
        _complain(findings, f"weight_{ue}", _("Ce module ne compte pas en {text}."), ue)
    scale = _number(typed.scale, "scale", findings)
    if scale == "0":
        _complain(findings, "scale", _("Un barème est plus grand que zéro."), "")
    if typed.group and typed.group.partition.promotion_id != promotion.pk:
        _complain(findings, "group", _("Ce groupe n’est pas de cette promotion."), "")
    coefficient = _number(typed.coefficient, "coefficient", findings)
    if findings:
        raise UnusableInputError(_("Cette évaluation est à compléter."), findings)
    return {
        "module": typed.module,
        "title": typed.title.strip(),
        "kind": typed.kind.value,
        "scale": scale,
        "coefficient": coefficient,
        "weights": weights,
        "held_on": typed.held_on,
        "group": typed.group,
    }


def _complain(findings: list[Finding], cell: str, message: str, text: str) -> None:
    findings.append(Finding(Severity.ERROR, message.format(text=text), cell=cell))


def _number(text: str, cell: str, findings: list[Finding]) -> str:
    value = read_decimal(text.strip())
    if value is None or not 0 <= value <= Decimal(1000) or (value * 100) % 1:
        _complain(findings, cell, _("« {text} » n’est pas un nombre de 0 à 1000, à deux décimales."), text)
        return ""
    return minimal(value)


def _refuse_locked(evaluation: Evaluation) -> None:
    if evaluation.state is EvaluationState.LOCKED:
        message = _("« {title} » est verrouillée : déverrouillez-la d’abord, avec un motif.")
        raise UnusableInputError(message.format(title=evaluation.title))


def _refuse_higher_marks(evaluation: Evaluation) -> None:
    highest = Mark.objects.filter(evaluation=evaluation).aggregate(highest=Max("hundredths"))["highest"]
    if highest is not None and Decimal(highest) / 100 > evaluation.value.scale:
        message = _("Une note vaut déjà {mark} : le barème ne peut pas être plus petit.")
        mark = french_minimal(Decimal(highest).scaleb(-2))
        finding = Finding(Severity.ERROR, message.format(mark=mark), cell="scale")
        raise UnusableInputError(finding.message, [finding])


def _remember(author: Author, action: Action, evaluation: Evaluation, **details: object) -> None:
    remember(
        author,
        action,
        department=evaluation.promotion.department,
        subject=f"{evaluation.title} · {evaluation.module} · {evaluation.promotion}",
        details=details,
    )
