# SPDX-License-Identifier: EUPL-1.2
"""From one student's row to the picture of the course."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from delibere.foundation.language import _
from delibere.jury.codes import NUMBERED, Code
from delibere.jury.syllabus import SEMESTERS, YEARS, Place
from delibere.jury.whole_course.laying import Laid
from delibere.jury.whole_course.values import (
    CourseLevel,
    CourseRcue,
    CourseRow,
    CourseUe,
    Progress,
    Remaining,
    Step,
    WholeCourse,
)
from delibere.jury.whole_course.ways import is_open, shortest_way

_DIPLOMAS = (("DUT", 2), ("BUT", YEARS))


def whole_course(laid: Laid) -> WholeCourse:
    """The picture."""
    in_order = [place for year in range(YEARS) for place in laid.syllabus.in_order(year)]
    ues = {place: _ue(laid, place) for place in in_order}
    return WholeCourse(
        rows=tuple(_row(laid, place, ues) for place in range(len(laid.syllabus.competences))),
        semesters=tuple(
            tuple(ue for place, ue in ues.items() if place.semester == semester) for semester in SEMESTERS
        ),
        year_codes=tuple(NUMBERED[int(code)] for code in laid.year_codes),
        proposed_year=laid.judged,
        remaining=tuple(_remaining(laid, name, years, list(ues.values())) for name, years in _DIPLOMAS),
    )


def _ue(laid: Laid, place: Place) -> CourseUe:
    ue, progress = laid.syllabus.ues[place], laid.progress(place)
    ects = Decimal(int(laid.ects[place])) / 100
    mean = None if progress is Progress.TO_COME else laid.mean(place)
    code = None if progress is Progress.IN_PROGRESS else laid.ue_code(place)
    return CourseUe(place, ue.code, ue.title, ects, laid.shown(mean), code, progress)


def _row(laid: Laid, competence: int, ues: dict[Place, CourseUe]) -> CourseRow:
    levels = tuple(_level(laid, competence, year, ues) for year in range(YEARS))
    title = next(ue.title for place, ue in ues.items() if place.competence == competence)
    return CourseRow(laid.syllabus.competences[competence], title, levels)


def _level(laid: Laid, competence: int, year: int, ues: dict[Place, CourseUe]) -> CourseLevel | None:
    odd, even = Place(competence, year, 0), Place(competence, year, 1)
    first, second = ues.get(odd), ues.get(even)
    known = laid.syllabus.ues.get(odd) or laid.syllabus.ues.get(even)
    if known is None:
        return None
    rcue = _rcue(laid, odd, (first, second)) if first and second else None
    return CourseLevel(known.level, first, second, rcue)


def _rcue(laid: Laid, place: Place, ues: tuple[CourseUe, CourseUe]) -> CourseRcue:
    progress = _progress_of_both(ues)
    code = laid.rcue_code(place)
    mean = laid.rcue_mean(place)
    if progress in {Progress.IN_PROGRESS, Progress.TO_COME}:
        code, mean = None, None
    return CourseRcue(laid.shown(mean), code, progress, _way_of_rcue(laid, ues))


def _progress_of_both(ues: tuple[CourseUe, CourseUe]) -> Progress:
    """The least advanced one tells; a failure stays one."""
    both = {ue.progress for ue in ues}
    order = (Progress.TO_COME, Progress.IN_PROGRESS, Progress.PROPOSED, Progress.FAILED)
    return next((one for one in order if one in both), Progress.ACQUIRED)


def _way_of_rcue(laid: Laid, ues: tuple[CourseUe, CourseUe]) -> str:
    """The way of the UE that is missing, when only one is; nothing while both are open."""
    if all(ue.code is Code.ADSUP for ue in ues):
        return _("portées par le niveau supérieur")
    failed = [ue for ue in ues if _needs_a_way(laid, ue)]
    if len(failed) != 1:
        return ""
    return shortest_way(laid, failed[0].place).partition(" : ")[0]


def _needs_a_way(laid: Laid, ue: CourseUe) -> bool:
    return not laid.acquired[ue.place] and not is_open(laid, ue.place)


def _remaining(laid: Laid, name: str, years: int, ues: Sequence[CourseUe]) -> Remaining:
    asked = [ue for ue in ues if ue.place.year < years]
    acquired = sum((ue.ects for ue in asked if ue.progress is Progress.ACQUIRED), Decimal(0))
    total = laid.parameters.dut_ects if name == "DUT" else laid.parameters.but_ects
    steps = tuple(
        step
        for _semester, group in groupby(asked, lambda ue: ue.place.semester)
        for step in _steps(laid, list(group))
    )
    return Remaining(name, acquired, Decimal(int(total)), steps)


def _steps(laid: Laid, semester: Sequence[CourseUe]) -> list[Step]:
    """UE by UE; a semester all of which is as far is one step."""
    missing = [ue for ue in semester if ue.progress is not Progress.ACQUIRED]
    whole = {ue.progress for ue in semester}
    if len(whole) == 1 and whole & {Progress.IN_PROGRESS, Progress.TO_COME}:
        codes = ", ".join(ue.code_ue for ue in semester)
        credits_ = sum((ue.ects for ue in semester), Decimal(0))
        number = semester[0].place.semester
        return [Step(f"S{number}", credits_, semester[0].progress, _as_far(semester[0], codes))]
    return [Step(ue.code_ue, ue.ects, ue.progress, _way(laid, ue)) for ue in missing]


def _way(laid: Laid, ue: CourseUe) -> str:
    if _needs_a_way(laid, ue):
        return shortest_way(laid, ue.place)
    return _as_far(ue, "")


def _as_far(ue: CourseUe, codes: str) -> str:
    words = {
        Progress.PROPOSED: _("acquise d’après le calcul ({code}), le jury en décide").format(code=ue.code),
        Progress.IN_PROGRESS: _("en cours"),
        Progress.TO_COME: _("à suivre"),
    }[ue.progress]
    return f"{codes} {words}".strip()
