# SPDX-License-Identifier: EUPL-1.2
"""What remains to be done about marks and absences, for each role."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from delibere.foundation.language import _, plural
from delibere.services.records.completeness.assessed import AssessedModule, late_tally, tally_of, taught_by
from delibere.services.records.what_remains import MANAGERS, OFFICE, Task, Urgency, Work, listed
from delibere.store.models import Account, Evaluation, EvaluationState, Role


def marks_that_remain(
    modules: Sequence[AssessedModule], account: Account, roles: frozenset[Role], today: date
) -> list[Task]:
    """Tasks about these modules: the office's for all of them, a teacher's for his or her own; no query."""
    tasks = [*_owed(modules, today)] if roles & OFFICE else []
    if roles & MANAGERS:
        tasks += [*_bare(modules), *_complete(modules, Work.EVALUATIONS_TO_PUBLISH)]
    if Role.TEACHER in roles:
        own = taught_by(account, modules)
        tasks += [*_own(own, today), *_complete(own, Work.OWN_EVALUATIONS_TO_PUBLISH)]
    return tasks


def _owed(modules: Sequence[AssessedModule], today: date) -> Iterator[Task]:
    late = sum(late_tally(one, today).missing for one in modules)
    others = tally_of(modules).missing - late
    if late:
        what = plural(
            _("note en retard, évaluation passée depuis plus de 15 jours"),
            _("notes en retard, évaluations passées depuis plus de 15 jours"),
            late,
        )
        owing = {one.promotion.name: 0 for one in modules}
        for one in modules:
            owing[one.promotion.name] += late_tally(one, today).missing
        yield Task(Work.MARKS_LATE, Urgency.LATE, late, what, _by_name(owing))
    if others:
        what = plural(_("autre note manquante"), _("autres notes manquantes"), others)
        owing = {one.promotion.name: 0 for one in modules}
        for one in modules:
            owing[one.promotion.name] += tally_of([one]).missing - late_tally(one, today).missing
        yield Task(Work.MARKS_MISSING, Urgency.SOON, others, what, _by_name(owing))


def _by_name(counts: dict[str, int]) -> str:
    """« S5 · FA · OSC 187, S3 · FI · OSC 104 », the most first."""
    found = sorted((item for item in counts.items() if item[1]), key=lambda item: -item[1])
    return listed([f"{name} {count}" for name, count in found])


def _bare(modules: Iterable[AssessedModule]) -> Iterator[Task]:
    bare = [one for one in modules if one.bare]
    if bare:
        what = plural(_("module sans évaluation"), _("modules sans évaluation"), len(bare))
        names = dict.fromkeys(one.promotion.name for one in bare)
        where = listed([f"{name} {sum(one.promotion.name == name for one in bare)}" for name in names])
        yield Task(Work.MODULES_WITHOUT_EVALUATION, Urgency.EVENTUALLY, len(bare), what, where)


def _complete(modules: Iterable[AssessedModule], work: Work) -> Iterator[Task]:
    """Every mark is typed, and students do not see them."""
    ready: list[tuple[AssessedModule, Evaluation]] = [
        (module, one.evaluation)
        for module in modules
        for one in module.evaluations
        if module.module and one.awaited.typed and not one.awaited.missing
        if one.evaluation.state is EvaluationState.DRAFT
    ]
    if ready:
        what = plural(_("évaluation complète, à publier"), _("évaluations complètes, à publier"), len(ready))
        where = listed([f"{module.promotion.name} {one.title}" for module, one in ready])
        yield Task(work, Urgency.EVENTUALLY, len(ready), what, where)


def _own(modules: Sequence[AssessedModule], today: date) -> Iterator[Task]:
    missing = tally_of(modules).missing
    late = sum(late_tally(one, today).missing for one in modules)
    if missing:
        what = plural(_("note à saisir"), _("notes à saisir"), missing)
        names = [f"{one.promotion.name} {one.name}" for one in modules if one.tally.missing]
        yield Task(Work.OWN_MARKS, Urgency.LATE if late else Urgency.SOON, missing, what, listed(names))
    bare = [one for one in modules if one.bare]
    if bare:
        what = plural(_("de vos modules sans évaluation"), _("de vos modules sans évaluation"), len(bare))
        where = listed([f"{one.promotion.name} {one.name}" for one in bare])
        yield Task(Work.OWN_MODULES_WITHOUT_EVALUATION, Urgency.EVENTUALLY, len(bare), what, where)
