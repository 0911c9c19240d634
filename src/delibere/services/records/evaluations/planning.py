# SPDX-License-Identifier: EUPL-1.2
"""Evaluations of a promotion: planned, copied, published at an hour, locked; all of it remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from delibere.calculation.evaluations import Kind
from delibere.curriculum.model import Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal, minimal, read_decimal
from delibere.services.records.absences.justifying import follow_proofs_at
from delibere.services.records.evaluations.remembering import remember_evaluation
from delibere.services.records.journal import Author
from delibere.services.records.local_rules import bonus_names
from delibere.services.records.maquettes import maquette_in_force
from delibere.store.models import Action, Evaluation, EvaluationState, Group, Mark, Promotion

LOCAL_BONUS = ""
"""The « module » of sport, culture and engagement: sources of the local bonus."""
BONUS = "bonus"
"""What an address calls it."""


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


def code_of(module: str) -> str:
    """The module that an address names."""
    return LOCAL_BONUS if module == BONUS else module


@transaction.atomic
def create_evaluation(author: Author, promotion: Promotion, typed: TypedEvaluation) -> Evaluation:
    """Plan an evaluation, as a draft.

    Raises:
        UnusableInputError: with a finding for each field (`cell`) to correct.
    """
    made = Evaluation(promotion=promotion, **_fields(promotion, typed))
    _refuse_unnamed_bonus(made)
    made.save()
    remember_evaluation(author, Action.EVALUATION_CREATED, made)
    return made


@transaction.atomic
def change_evaluation(author: Author, evaluation: Evaluation, typed: TypedEvaluation) -> bool:
    """Change what an evaluation is; its marks stay, absences follow the proofs of a new day.

    Returns:
        Whether anything changed.

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
    if "title" in changes:
        _refuse_unnamed_bonus(evaluation)
    evaluation.save()
    details = {name: [str(old or ""), str(new or "")] for name, (old, new) in changes.items()}
    remember_evaluation(author, Action.EVALUATION_CHANGED, evaluation, **details)
    if "held_on" in changes:
        follow_proofs_at(author, evaluation, _("l’évaluation a changé de jour"))
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
    remember_evaluation(author, Action.EVALUATION_REMOVED, evaluation)
    evaluation.delete()


def _fields(promotion: Promotion, typed: TypedEvaluation) -> dict[str, object]:
    return fields_of(promotion, maquette_in_force(promotion), typed)


def fields_of(promotion: Promotion, maquette: Maquette | None, typed: TypedEvaluation) -> dict[str, object]:
    """What the record of an evaluation would hold.

    Args:
        promotion: whose; it may be not open yet.
        maquette: in force for it.
        typed: as it was filled.

    Raises:
        UnusableInputError: with a finding for each field (`cell`) to correct.
    """
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


def _refuse_unnamed_bonus(evaluation: Evaluation) -> None:
    """A weighted bonus names its sources: another would weigh nothing."""
    names = bonus_names(evaluation.promotion) if evaluation.module == LOCAL_BONUS else ()
    if names and evaluation.title not in names:
        message = _("Le bonus en vigueur ne connaît que : {names}.").format(names=", ".join(names))
        raise UnusableInputError(message, [Finding(Severity.ERROR, message, cell="title")])


def _refuse_higher_marks(evaluation: Evaluation) -> None:
    highest = Mark.objects.filter(evaluation=evaluation).aggregate(highest=Max("hundredths"))["highest"]
    if highest is not None and Decimal(highest) / 100 > evaluation.value.scale:
        message = _("Une note vaut déjà {mark} : le barème ne peut pas être plus petit.")
        mark = french_minimal(Decimal(highest).scaleb(-2))
        finding = Finding(Severity.ERROR, message.format(mark=mark), cell="scale")
        raise UnusableInputError(finding.message, [finding])
