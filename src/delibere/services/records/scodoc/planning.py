# SPDX-License-Identifier: EUPL-1.2
"""From the answers to the plan: everything beside what is known, nothing written."""

from collections import Counter
from collections.abc import Iterator, Sequence

from delibere.curriculum.model import Maquette
from delibere.foundation.language import _, plural
from delibere.interchange.scodoc.dumps import Dump, DumpedUe
from delibere.interchange.scodoc.dumps.matching import candidates, figures, module_of, the_one, ues_of
from delibere.services.records.import_students import Change
from delibere.services.records.maquettes import published_curriculum
from delibere.services.records.scodoc.planned_evaluations import planned_evaluations
from delibere.services.records.scodoc.planned_marks import planned_marks
from delibere.services.records.scodoc.planned_people import planned_people
from delibere.services.records.scodoc.plans import MatchedModule, Plan, PlannedPerson
from delibere.services.records.scodoc.receiving import answers_of
from delibere.store.models import Promotion, StudentUpload


def plan_of(upload: StudentUpload) -> Plan:
    """What taking these answers would do.

    The maquette is the one that was chosen, else the only likely one; without either, candidates are told.
    """
    dump = answers_of(upload)
    year = (dump.semester.year if dump.semester else None) or upload.department.year
    curriculum = published_curriculum(upload.department, year)
    found = candidates(curriculum.maquettes if curriculum else (), dump)
    chosen = next((one.maquette for one in found if one.maquette.id == upload.columns.get("slug")), None)
    maquette = chosen or the_one(found)
    if maquette is None:
        return Plan(upload, dump, year, found)
    promotion = Promotion.objects.filter(department=upload.department, year=year, slug=maquette.id).first()
    meant = promotion or Promotion(department=upload.department, year=year, slug=maquette.id)
    people, elsewhere = planned_people(meant, maquette, dump)
    ues = ues_of(maquette, dump.ues)
    modules = _modules(maquette, dump)
    ours = {one.dumped.key: one.module for one in modules if one.module}
    evaluations = planned_evaluations(meant, maquette, dump, ours, ues)
    marks = planned_marks(meant, dump, people, evaluations, elsewhere)
    return Plan(
        upload=upload,
        dump=dump,
        year=year,
        candidates=found,
        maquette=maquette,
        promotion=promotion,
        modules=modules,
        ues=tuple(_matched(ue, ues.get(ue.key, "")) for ue in dump.ues),
        people=people,
        evaluations=evaluations,
        marks=marks,
        left_out=tuple(_left_out(dump, people, elsewhere)),
    )


def _matched(ue: DumpedUe, code: str) -> tuple[DumpedUe, str, bool]:
    return ue, code, figures(ue.acronym) == figures(code)


def _modules(maquette: Maquette, dump: Dump) -> tuple[MatchedModule, ...]:
    count = Counter(one.module for one in dump.evaluations)
    return tuple(MatchedModule(one, module_of(maquette, one), count[one.key]) for one in dump.modules)


def _left_out(dump: Dump, people: Sequence[PlannedPerson], elsewhere: set[str]) -> Iterator[str]:
    yield from dump.left_out
    if elsewhere:
        message = plural(
            _("{n} étudiant d’un autre parcours, et ses notes : à reprendre avec sa maquette"),
            _("{n} étudiants d’un autre parcours, et leurs notes : à reprendre avec leur maquette"),
            len(elsewhere),
        )
        yield message.format(n=len(elsewhere))
    wrong = [one for one in people if one.line.change is Change.ERROR]
    if wrong:
        yield _("étudiants en erreur : {names}").format(names=", ".join(one.name for one in wrong))
    if dump.empty_marks:
        message = plural(_("{n} case sans note"), _("{n} cases sans note"), dump.empty_marks)
        yield message.format(n=dump.empty_marks)
    if dump.evaluations:
        yield _("la visibilité des évaluations : elles arrivent en brouillon, à publier")
    if dump.semester and dump.semester.locked:
        yield _("le verrou du semestre : les évaluations arrivent ouvertes, à verrouiller")
