# SPDX-License-Identifier: EUPL-1.2
"""The marks of the answers beside those of the grid, which judges them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from delibere.calculation import evaluations as values
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal
from delibere.interchange.marksheets import Refusal, read_typed_mark
from delibere.interchange.scodoc.dumps import Dump, DumpedMark
from delibere.services.records.import_students import Change
from delibere.services.records.marks import CellEdit, Verdict, try_marks
from delibere.services.records.marks.reasons import sealed_by_jury, why_explained
from delibere.services.records.scodoc.plans import PlannedEvaluation, PlannedMark, PlannedPerson
from delibere.store.models import Evaluation, Mark, Promotion
from delibere.store.models.marks import text_of


@dataclass(frozen=True, slots=True)
class _Beside:
    """People and evaluations by their key in ScoDoc; `stored`: by key of evaluation and of enrolment."""

    people: Mapping[str, PlannedPerson]
    evaluations: Mapping[str, PlannedEvaluation]
    stored: Mapping[tuple[int, int], Mark]


def planned_marks(
    promotion: Promotion,
    dump: Dump,
    people: Sequence[PlannedPerson],
    evaluations: Sequence[PlannedEvaluation],
    elsewhere: set[str],
) -> tuple[PlannedMark, ...]:
    """Those of the people and modules of this maquette.

    Args:
        promotion: where they would be; it may be not open yet.
        dump: the answers.
        people: of the maquette.
        evaluations: of its modules.
        elsewhere: keys of the students of other parcours, whose marks are not looked at.
    """
    keys = [one.known.pk for one in evaluations if one.known]
    beside = _Beside(
        {one.dumped.key: one for one in people},
        {one.dumped.key: one for one in evaluations},
        {(one.evaluation_id, one.enrolment_id): one for one in Mark.objects.filter(evaluation__in=keys)},
    )
    taught_elsewhere = {one.key for one in dump.evaluations} - set(beside.evaluations)
    seen = [
        one for one in dump.marks if one.student not in elsewhere and one.evaluation not in taught_elsewhere
    ]
    given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in seen:
        given[one.evaluation, one.student].append(one.text)
    read = [_read(one, given[one.evaluation, one.student], beside) for one in seen]
    return tuple(_judged(promotion, read, beside.stored))


def _read(dumped: DumpedMark, given: Sequence[str], beside: _Beside) -> PlannedMark:
    """By itself: whose, of what, and whether it can be read."""
    person, evaluation = beside.people.get(dumped.student), beside.evaluations.get(dumped.evaluation)
    planned = PlannedMark(dumped, person, evaluation, Change.ERROR, "", dumped.text)
    if person is None or evaluation is None:
        return replace(planned, message=_stranger(dumped, person, evaluation))
    if len(given) > 1:
        message = _("Deux notes sont données : {marks}. Gardez la bonne.")
        return replace(planned, message=message.format(marks=_(" et ").join(given)))
    why = _why_not(dumped, person, evaluation)
    if why:
        return replace(planned, message=why)
    mark = read_typed_mark(dumped.text, _value(evaluation))
    if isinstance(mark, Refusal):
        return replace(planned, message=mark.message)
    cell = _cell(planned)
    stored = beside.stored.get(cell) if cell else None
    before, after = stored.text if stored else "", text_of(mark)
    change = Change.SAME if before == after else Change.CHANGED if before else Change.NEW
    return replace(planned, change=change, before=before, after=after)


def _stranger(dumped: DumpedMark, person: PlannedPerson | None, evaluation: PlannedEvaluation | None) -> str:
    if person is None:
        message = _("L’étudiant n° {key} n’est dans aucun fichier : ajoutez la réponse « etudiants ».")
        return message.format(key=dumped.student)
    message = _("L’évaluation n° {key} n’est dans aucun fichier : ajoutez la réponse « evaluations ».")
    return message.format(key=dumped.evaluation) if evaluation is None else ""


def _why_not(dumped: DumpedMark, person: PlannedPerson, evaluation: PlannedEvaluation) -> str:
    if person.line.change is Change.ERROR:
        return _("Cet étudiant est en erreur.")
    if evaluation.change is Change.ERROR:
        return _("Cette évaluation est en erreur.")
    scale = evaluation.dumped.scale
    if dumped.scale is not None and scale is not None and dumped.scale != scale:
        message = _(
            "Cette note est sur {mark}, l’évaluation sur {evaluation} : redemandez les deux réponses."
        )
        return message.format(mark=french_minimal(dumped.scale), evaluation=french_minimal(scale))
    return ""


def _value(evaluation: PlannedEvaluation) -> values.Evaluation:
    """The test as it would be."""
    scale = evaluation.dumped.scale
    assert scale is not None  # noqa: S101 an evaluation without a scale is in error
    typed = evaluation.typed
    return values.Evaluation("", typed.module, typed.title, kind=typed.kind, scale=scale)


def _cell(planned: PlannedMark) -> tuple[int, int] | None:
    """Where it stands, when both are there already."""
    if planned.evaluation is None or planned.evaluation.known is None:
        return None
    if planned.person is None or planned.person.enrolment is None:
        return None
    return planned.evaluation.known.pk, planned.person.enrolment.pk


def _judged(
    promotion: Promotion, marks: Sequence[PlannedMark], stored: Mapping[tuple[int, int], Mark]
) -> Iterable[PlannedMark]:
    """What the grid would answer where there is a cell; elsewhere, whether a jury has closed."""
    sealed = bool(promotion.pk) and sealed_by_jury(promotion)
    why = why_explained(Evaluation(promotion=promotion), sealed=sealed)
    edits = {
        id(one): CellEdit(*cell, one.after, stored[cell].version if cell in stored else 0)
        for one in marks
        if one.change in {Change.NEW, Change.CHANGED} and (cell := _cell(one)) and not _rescaled(one)
    }
    answers = dict(zip(edits, try_marks(promotion, list(edits.values())), strict=True)) if edits else {}
    for one in marks:
        answer = answers.get(id(one))
        if answer is None:
            refused = bool(why) and one.change in {Change.NEW, Change.CHANGED}
            yield replace(one, change=Change.ERROR, message=why) if refused else one
        elif answer.verdict is Verdict.SAVED:
            yield replace(one, after=answer.text, message=answer.message)
        else:
            change = Change.SAME if answer.verdict is Verdict.SAME else Change.ERROR
            yield replace(one, change=change, message=answer.message)


def _rescaled(mark: PlannedMark) -> bool:
    """The scale of its test changes first: the grid would judge it by the one that is."""
    return mark.evaluation is not None and "scale" in mark.evaluation.differences
