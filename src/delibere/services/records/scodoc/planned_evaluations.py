# SPDX-License-Identifier: EUPL-1.2
"""The tests of the answers beside ours, filled as somebody would fill their form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from delibere.calculation.evaluations import Kind
from delibere.curriculum.model import Maquette, Module
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.numbers import french_minimal, read_decimal
from delibere.interchange.scodoc.dumps import Dump, DumpedEvaluation
from delibere.interchange.scodoc.dumps.matching import weights_of
from delibere.services.records.evaluations import TypedEvaluation, fields_of
from delibere.services.records.import_students import Change
from delibere.services.records.scodoc.plans import PlannedEvaluation
from delibere.store.models import Evaluation, EvaluationState, Promotion

_COMPARED = ("title", "kind", "scale", "coefficient", "held_on", "weights")


@dataclass(frozen=True, slots=True)
class _Beside:
    """What each is read beside; `ues`: key of ScoDoc → code; `known`: ours, by module and title."""

    promotion: Promotion
    maquette: Maquette
    names: Mapping[str, str]
    ues: Mapping[str, str]
    known: Mapping[tuple[str, str], Evaluation]


def planned_evaluations(
    promotion: Promotion,
    maquette: Maquette,
    dump: Dump,
    modules: Mapping[str, Module],
    ues: Mapping[str, str],
) -> tuple[PlannedEvaluation, ...]:
    """Those of the modules that the maquette has, in its order, then by day.

    Args:
        promotion: where they would be; it may be not open yet.
        maquette: that it follows.
        dump: the answers.
        modules: ScoDoc's key → ours.
        ues: ScoDoc's key → our code.
    """
    ours = promotion.evaluations.select_related("group") if promotion.pk else ()
    known = {(one.module, plain_letters(one.title)): one for one in ours}
    beside = _Beside(promotion, maquette, {ue.key: ue.acronym for ue in dump.ues}, ues, known)
    found = [_planned(one, modules[one.module], beside) for one in dump.evaluations if one.module in modules]
    places = {one.apogee: place for place, one in enumerate(maquette.modules)}
    return tuple(sorted(found, key=lambda one: places[one.module.apogee]))


def _planned(dumped: DumpedEvaluation, module: Module, beside: _Beside) -> PlannedEvaluation:
    known = beside.known.get((module.apogee, plain_letters(dumped.title)))
    typed = _typed(dumped, module, beside.ues, known)
    error = " ".join(_errors(dumped, module, typed, beside))
    if error:
        return PlannedEvaluation(dumped, module, typed, known, Change.ERROR, error=error)
    if known is None:
        return PlannedEvaluation(dumped, module, typed, None, Change.NEW)
    differences = _differences(known, fields_of(beside.promotion, beside.maquette, typed), module)
    if differences and known.state is EvaluationState.LOCKED:
        error = _("Verrouillée ici, et différente dans ScoDoc : déverrouillez-la d’abord.")
        return PlannedEvaluation(dumped, module, typed, known, Change.ERROR, differences, error)
    change = Change.CHANGED if differences else Change.SAME
    return PlannedEvaluation(dumped, module, typed, known, change, differences)


def _typed(
    dumped: DumpedEvaluation, module: Module, ues: Mapping[str, str], known: Evaluation | None
) -> TypedEvaluation:
    weights, _unknown = weights_of(dumped, module, ues)
    return TypedEvaluation(
        module=module.apogee,
        title=dumped.title,
        kind=dumped.kind or Kind.NORMAL,
        scale=_text(dumped.scale),
        coefficient=_text(dumped.coefficient),
        weights={ue: _text(weight) for ue, weight in weights.items()},
        held_on=dumped.held_on or (known.held_on if known else None),
        group=known.group if known else None,
    )


def _text(value: Decimal | None) -> str:
    return "" if value is None else french_minimal(value)


def _errors(
    dumped: DumpedEvaluation, module: Module, typed: TypedEvaluation, beside: _Beside
) -> Iterator[str]:
    """What keeps it out, in the words of its form."""
    if dumped.kind is None:
        yield _("Sa nature n’est ni normale, ni rattrapage, ni 2e session, ni bonus.")
    _weights, unknown = weights_of(dumped, module, beside.ues)
    if unknown:
        names = ", ".join(beside.names.get(key, _("n° {key}").format(key=key)) for key in unknown)
        yield _("Ses poids visent une UE que la maquette n’a pas : {ues}.").format(ues=names)
    try:
        fields_of(beside.promotion, beside.maquette, typed)
    except UnusableInputError as error:
        names_of = {"scale": _("Barème"), "coefficient": _("Coefficient")}
        for finding in error.findings:
            cell = finding.cell or ""
            yield f"{names_of.get(cell, cell.removeprefix('weight_'))} : {finding.message}"


def _differences(
    known: Evaluation, fields: Mapping[str, object], module: Module
) -> dict[str, tuple[str, str]]:
    found = {}
    for name in _COMPARED:
        before, after = getattr(known, name), fields[name]
        if name == "weights":
            before, after = _weights(before, module), _weights(after, module)
        if before != after:
            found[name] = (_said(before), _said(after))
    return found


def _weights(weights: object, module: Module) -> str:
    """« UE31 1 · UE32 0,5 », those left out too."""
    written = weights if isinstance(weights, Mapping) else {}
    fed = [ue for ue, coefficient in module.coefficients.items() if coefficient]
    numbers = {ue: read_decimal(str(written.get(ue, "1"))) for ue in fed}
    return " · ".join(f"{ue} {_text(number)}" for ue, number in numbers.items())


def _said(value: object) -> str:
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value or "").replace(".", ",")
