# SPDX-License-Identifier: EUPL-1.2
"""Whose semester and which module a line of a file means."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from delibere.curriculum.model import Maquette
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.people import without_zeros
from delibere.interchange.absences import AbsenceLine
from delibere.services.records.absences.proofs import REASON_AT_MOST
from delibere.services.records.import_students import Change
from delibere.services.records.maquettes import published_curriculum
from delibere.store.models import Department, Enrolment, HalfDay

_Maquettes = Mapping[tuple[int, str], Maquette]
"""By year and slug."""


class Parity(StrEnum):
    """Which semester a line means that says neither module nor semester."""

    ASK = ""
    ODD = "odd"
    EVEN = "even"


@dataclass(frozen=True, slots=True)
class PreviewedAbsence:
    """One line beside what is known.

    Attributes:
        module: Apogée code, empty when not said; pn: the same for people.
        new: half-days that are not written yet.
        proves: it brings a proof of a day that none covers yet.
        error: why it is left aside.
    """

    change: Change
    line: AbsenceLine
    enrolment: Enrolment | None = None
    module: str = ""
    pn: str = ""
    new: tuple[HalfDay, ...] = ()
    proves: bool = False
    error: str = ""


def placed(department: Department, lines: Iterable[AbsenceLine], parity: Parity) -> list[PreviewedAbsence]:
    """Each line with its semester and its module, or why it has none; two queries, one more for each year."""
    lines = list(lines)
    followed = _enrolments(department, lines)
    maquettes = _maquettes(department, followed.values())
    return [_placed(line, followed, maquettes, parity) for line in lines]


def _enrolments(
    department: Department, lines: Iterable[AbsenceLine]
) -> Mapping[tuple[str, int], list[Enrolment]]:
    """(NIP without zeros, first year of the academic year) → semesters followed then."""
    nips = {without_zeros(line.nip) for line in lines}
    found: dict[tuple[str, int], list[Enrolment]] = defaultdict(list)
    enrolments = Enrolment.objects.filter(promotion__department=department, student__nip_key__in=nips)
    for one in enrolments.select_related("student", "promotion__department").order_by("promotion__slug"):
        found[one.student.nip_key, one.promotion.year].append(one)
    return found


def _maquettes(department: Department, enrolments: Iterable[Iterable[Enrolment]]) -> _Maquettes:
    years = {one.promotion.year for found in enrolments for one in found}
    return {
        (year, maquette.id): maquette
        for year in years
        for curriculum in [published_curriculum(department, year)]
        if curriculum
        for maquette in curriculum.maquettes
    }


def _placed(
    line: AbsenceLine,
    followed: Mapping[tuple[str, int], list[Enrolment]],
    maquettes: _Maquettes,
    parity: Parity,
) -> PreviewedAbsence:
    """The line with its semester and its module, or why it has none."""
    if line.errors or line.on is None:
        return _refused(line, " ".join(finding.message for finding in line.errors))
    if len(line.reason) > REASON_AT_MOST:
        return _refused(line, _("Le motif est trop long : {n} caractères au plus.").format(n=REASON_AT_MOST))
    year = AcademicYear(line.on.year if line.on.month >= 9 else line.on.year - 1)
    here = followed.get((without_zeros(line.nip), year.start), [])
    if not here:
        message = _("Personne de ce NIP n’est inscrit en {year}.")
        return _refused(line, message.format(year=year))
    meant = [one for one in here if _means(line.semester, one)]
    if not line.semester and not line.module and parity is not Parity.ASK:
        meant = [one for one in meant if (one.promotion.semester % 2 == 1) == (parity is Parity.ODD)]
    taught = [(one, *_module(line.module, maquettes.get((year.start, one.promotion.slug)))) for one in meant]
    known = [(one, code, pn) for one, code, pn in taught if code or not line.module]
    if len(known) != 1:
        return _refused(line, _why_not_one(line, meant, len(known)))
    enrolment, module, pn = known[0]
    return PreviewedAbsence(Change.NEW, line, enrolment, module, pn)


def _refused(line: AbsenceLine, error: str) -> PreviewedAbsence:
    return PreviewedAbsence(Change.ERROR, line, error=error)


def _why_not_one(line: AbsenceLine, meant: list[Enrolment], known: int) -> str:
    names = ", ".join(one.promotion.name for one in meant)
    if not meant:
        return _("Cet étudiant ne suit pas ce semestre cette année-là.")
    if known == 0:
        message = _("« {module} » n’est pas un module de {names}.")
        return message.format(module=line.module, names=names)
    message = _("Plusieurs semestres sont possibles ({names}) : ajoutez une colonne Semestre ou Module.")
    return message.format(names=names)


def _means(semester: str, enrolment: Enrolment) -> bool:
    """« S3 », « 3 », « S3 · FI · OSC »; nothing means any."""
    written = plain_letters(semester)
    wanted = f"s{written}" if written[:1].isdigit() else written
    return plain_letters(enrolment.promotion.name).startswith(wanted)


def _module(text: str, maquette: Maquette | None) -> tuple[str, str]:
    """Apogée and PN codes of what is written, by either; empty when the maquette has no such module."""
    wanted = plain_letters(text)
    for one in maquette.modules if maquette and wanted else ():
        if wanted in {plain_letters(one.pn), plain_letters(one.apogee)}:
            return one.apogee, one.pn
    return "", ""
