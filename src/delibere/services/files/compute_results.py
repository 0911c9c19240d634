# SPDX-License-Identifier: EUPL-1.2
"""From an annex and filled sheets to averages and proposals: one semester, or both of a year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import zip_longest
from pathlib import Path

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.bonus import bonus_note
from delibere.calculation.local_rules import LocalRules
from delibere.calculation.means import AsDecided
from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import french_date
from delibere.foundation.decoding import decode
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.local_rules import DatedLocalRules, Declared, read_local_rules
from delibere.interchange.marksheets import MarkSheet
from delibere.interchange.mcc.reading import AnnexReading
from delibere.interchange.outcomes import read_outcomes
from delibere.jury.course import build_course
from delibere.jury.outcomes import Outcome
from delibere.jury.parameters import Parameters
from delibere.jury.proposals import Proposals, propose
from delibere.services.files.contents import contents, settled
from delibere.services.files.mark_sheets import read_sheet
from delibere.services.files.read_annex import read_annex, settled_maquette


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that results are computed from.

    Attributes:
        sheets: filled sheets, one for each semester.
        maquettes: slugs of their maquettes in the same order; needed for sheets that do not say it.
        evaluations: for sheets that do not hold them.
        outcomes: what earlier juries decided.
        local_rules: the institution's choices.
        day: the day whose rules hold; None for the last one of the academic year.
    """

    annex: Path
    sheets: tuple[Path, ...]
    maquettes: tuple[str, ...] = ()
    evaluations: Path | None = None
    outcomes: Path | None = None
    local_rules: Path | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """What they give.

    Attributes:
        semesters: the averages of each sheet, in the order of the semesters.
        sources: the local rules in force because they were declared.
        notices: worth knowing.
    """

    curriculum: Curriculum
    semesters: tuple[SemesterAverages, ...]
    proposals: Proposals
    sources: tuple[Declared, ...]
    notices: tuple[Finding, ...]

    @property
    def declared(self) -> tuple[str, ...]:
        """These rules, each with its date and its vote, in French."""
        return tuple(declared_in_words(one) for one in self.sources)

    def row(self, nip: str) -> int:
        """Where a student stands in the proposals.

        Raises:
            UnusableInputError: nobody has this number.
        """
        for row, student in enumerate(self.proposals.course.students):
            if student.nip == nip:
                return row
        raise UnusableInputError(_("Aucun étudiant n’a le NIP « {nip} » dans ces feuilles.").format(nip=nip))


@dataclass(frozen=True, slots=True)
class Material:
    """What the files hold, read once, from which a semester or the whole year may be judged.

    Attributes:
        semesters: the averages of each sheet.
    """

    curriculum: Curriculum
    semesters: tuple[SemesterAverages, ...]
    outcomes: tuple[Outcome, ...]
    parameters: Parameters
    sources: tuple[Declared, ...]
    notices: tuple[Finding, ...]

    def judged(self, *semesters: SemesterAverages) -> Results:
        """Results of these semesters.

        Raises:
            UnusableInputError: they do not make a semester or a year.
        """
        course = build_course(self.curriculum, semesters, self.outcomes)
        proposals = propose(course, parameters=self.parameters)
        return Results(self.curriculum, course.followed, proposals, self.sources, self.notices)


def compute_results(sources: Sources) -> Results:
    """Read everything, and judge all the semesters there are.

    Raises:
        UnusableInputError: something waits for a person (with every finding), or cannot be read.
    """
    material = gather(sources)
    return material.judged(*material.semesters)


def gather(sources: Sources) -> Material:
    """Read everything.

    Raises:
        UnusableInputError: something waits for a person (with every finding), or cannot be read.
    """
    reading = read_annex(sources.annex)
    day = sources.day or reading.curriculum.academic_year.last_day
    local, about_rules = _local_rules(sources.local_rules)
    semesters, notices = _semesters(reading, sources, local.at(day))
    outcomes, remarks = _outcomes(sources.outcomes, reading.curriculum)
    return Material(
        reading.curriculum,
        tuple(semesters),
        outcomes,
        Parameters.at(day),
        local.sources(day),
        (*about_rules, *notices, *remarks, *_about_nobody(outcomes, semesters)),
    )


def _semesters(
    reading: AnnexReading, sources: Sources, rules: LocalRules
) -> tuple[list[SemesterAverages], list[Finding]]:
    semesters, notices = [], []
    for path, slug in zip_longest(sources.sheets, sources.maquettes[: len(sources.sheets)]):
        maquette, sheet = read_sheet(reading.curriculum, path, slug, sources.evaluations)
        refusal = _("La feuille « {name} » est à corriger ; rien n’a été calculé.").format(name=path.name)
        settled(sheet.findings, refusal)
        settled_maquette(reading, maquette.id)
        semesters.append(_averages_of(sheet, maquette.id, reading.curriculum, rules))
        notices += [replace(finding, sheet=finding.sheet or path.name) for finding in sheet.findings]
    return semesters, notices


def _averages_of(sheet: MarkSheet, slug: str, curriculum: Curriculum, rules: LocalRules) -> SemesterAverages:
    assert sheet.table is not None, "no error finding, so there is a table"  # noqa: S101 for the type checker
    bonus = [[None if mark is None else Fraction(mark) for mark in row] for row in sheet.bonus_marks]
    marks = AsDecided(bonus, sheet.bonus_names, bonus_note()) if sheet.bonus_names else None
    return semester_averages(curriculum.maquette(slug), sheet.table, rules, marks)


def declared_in_words(declared: Declared) -> str:
    """« arrondi = au plus près, depuis le 1er septembre 2021 (vote) »."""
    return _("{parameter} = {value}, depuis le {day} ({reference})").format(
        parameter=declared.parameter,
        value=declared.written,
        day=french_date(declared.since),
        reference=declared.reference,
    )


def _local_rules(path: Path | None) -> tuple[DatedLocalRules, list[Finding]]:
    if path is None:
        return DatedLocalRules(), []
    text, notices = decode(contents(path), path.name)
    return read_local_rules(text), notices


def _outcomes(path: Path | None, curriculum: Curriculum) -> tuple[tuple[Outcome, ...], tuple[Finding, ...]]:
    if path is None:
        return (), ()
    read = read_outcomes(contents(path), path.name, curriculum)
    refusal = _("Le fichier « {name} » des décisions antérieures est à corriger.").format(name=path.name)
    settled(read.findings, refusal)
    return read.outcomes, read.findings


def _about_nobody(outcomes: Sequence[Outcome], semesters: Sequence[SemesterAverages]) -> Iterator[Finding]:
    """A past that no student of these sheets has: another class, or a NIP that lost its zeros."""
    known = {student.nip for averages in semesters for student in averages.table.students}
    message = _(
        "Des décisions antérieures portent le NIP {nip}, qui n’est dans aucune feuille : vérifiez-le."
    )
    for nip in dict.fromkeys(outcome.nip for outcome in outcomes if outcome.nip not in known):
        yield Finding(Severity.NOTICE, message.format(nip=nip), subject=nip)
