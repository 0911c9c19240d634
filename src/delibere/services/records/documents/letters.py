# SPDX-License-Identifier: EUPL-1.2
"""Letters that tell each student what a closed annual jury decided, from its seal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.utils import timezone

from delibere.documents.dates import on_paper
from delibere.documents.institution import Institution
from delibere.documents.letter import (
    TEMPLATE,
    Letter,
    LetterResult,
    Wording,
    default_wording,
    letter_values,
    read_wording,
)
from delibere.documents.typesetting import Typesetter, join
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal
from delibere.interchange.jury_sessions import LineResult, StudentResult
from delibere.jury.codes import Code
from delibere.jury.judged import JudgedClass
from delibere.jury.outcomes import Subject
from delibere.jury.wording.codes import plain_words, short_words
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.documents.settings import file_name, institution_of, settings_of
from delibere.services.records.journal import Author, remember
from delibere.services.records.juries.minutes import Minutes, minutes_of
from delibere.store.models import (
    Action,
    Department,
    IssuedDocument,
    Job,
    JurySession,
    PaperKind,
    PaperSettings,
    Promotion,
    SessionKind,
    SessionState,
    Student,
)

GoOn = Callable[[int, int], None]
"""Says how far a job is; raises when somebody asked to stop."""


def wording_of(department: Department) -> Wording:
    """The department's own, or the draft that its university has to approve."""
    texts = settings_of(department).letter
    return read_wording(texts) if texts else default_wording()


@transaction.atomic
def change_wording(author: Author, department: Department, texts: Mapping[str, str]) -> PaperSettings:
    """Write the wording of letters; nothing for the draft. Letters already issued stay as they are.

    Raises:
        UnusableInputError: see `read_wording`.
    """
    if texts:
        read_wording(texts)
    found = settings_of(department)
    before, found.letter = found.letter, dict(texts)
    found.save()
    subject = _("lettre de décision")
    change = [before, found.letter]
    remember(author, Action.PAPER_SETTINGS_CHANGED, department=department, subject=subject, letter=change)
    return found


@dataclass(frozen=True)
class SessionLetters:
    """The letters of a session: one for each student it decided about; facts (DEM, DEF) make none."""

    session: JurySession
    minutes: Minutes
    institution: Institution
    wording: Wording

    @cached_property
    def results(self) -> list[StudentResult]:
        """Those who get one, class by class, in the order of names."""
        return [one for one in self.minutes.results if one.decided and not one.fact and _year_code(one)]

    @cached_property
    def students(self) -> dict[str, Student]:
        """Whom they are for, by number."""
        found = self.session.department.students.filter(nip__in=[one.nip for one in self.results])
        return {student.nip: student for student in found}

    def letter(self, result: StudentResult) -> Letter:
        """One of them."""
        judged = next(one for one in self.minutes.record.classes if one.slug == result.slug)
        seal = self.minutes.seal
        return Letter(
            institution=self.institution,
            name=result.name,
            nip=result.nip,
            civil=self.students[result.nip].civil,
            dated=timezone.localdate(),
            values=self._values(result),
            results=list(_results(judged, result)),
            semesters=_heads(judged),
            signed_by=(_("La présidence du jury"), self.minutes.record.president),
            minutes=seal.sha256 if seal else "",
            followed_by=[self.institution.contact] if self.institution.contact else [],
            wording=self.wording,
        )

    def _values(self, result: StudentResult) -> dict[str, str]:
        year, code = result.year, _year_code(result)
        choice = year.choice if year else None
        at = self.minutes.record.held_at
        return {
            "student": result.name,
            "session": on_paper(timezone.localtime(datetime.fromisoformat(at)).date()) if at else "…",
            "course": self._course(result),
            "decision": short_words(code, Subject.YEAR) if code else "",
            "code": code or "",
            "law": plain_words(code, Subject.YEAR) if code else "",
            "motive": " ".join(_motives(result)),
            "hearing": choice.hearing if choice else "",
            "guidance": choice.guidance if choice else "",
            "acquired": _acquired(result),
        }

    def _course(self, result: StudentResult) -> str:
        parts = result.slug.upper().split("-")
        track = parts[2] if len(parts) > 2 else None
        diploma = self.institution.course(self.session.department.diploma, track)
        years = {1: _("la première année"), 2: _("la deuxième année"), 3: _("la troisième année")}
        return _("{year} du {diploma}").format(year=years[(int(parts[0][1:]) + 1) // 2], diploma=diploma)


def _acquired(result: StudentResult) -> str:
    if not result.ects_total:
        return ""
    year, total = french_minimal(result.ects_year), french_minimal(result.ects_total)
    return _("{year} ECTS de l’année ; {total} ECTS en tout.").format(year=year, total=total)


def _year_code(result: StudentResult) -> Code | None:
    return result.year.code if result.year else None


def _motives(result: StudentResult) -> Iterator[str]:
    """Of the year first, then of each UE or RCUE, named."""
    for line in sorted(result.lines, key=lambda line: line.subject is not Subject.YEAR):
        if line.choice and line.choice.motive:
            motive = line.choice.motive.rstrip(".")
            yield f"{motive}." if line is result.year else f"{line.label} : {motive}."


def _heads(judged: JudgedClass) -> tuple[str, str]:
    odd, even = (one.maquette.semester for one in judged.semesters)
    return _("Sem. {n}").format(n=odd), _("Sem. {n}").format(n=even)


def _results(judged: JudgedClass, result: StudentResult) -> Iterator[LetterResult]:
    """A line a competence of the year, in the order of the maquettes."""
    titles = {ue.competence: ue.title for one in judged.semesters for ue in one.maquette.ues}
    lines = {line.key: line for line in result.lines}
    odd, even = (one.maquette.semester for one in judged.semesters)
    for competence, title in titles.items():
        first, second = (lines.get((Subject.UE, semester, competence)) for semester in (odd, even))
        rcue = lines.get((Subject.RCUE, even, competence))
        if first or second or rcue:
            code = rcue.code if rcue else None
            yield LetterResult(title, _shown(first), _shown(second), _shown(rcue), code)


def _shown(line: LineResult | None) -> int | None:
    return line.shown if line else None


def letters_of(session: JurySession) -> SessionLetters:
    """The letters that a session gives.

    Raises:
        UnusableInputError: it is not closed, judges no year, or was corrected since.
    """
    if not session.is_sealed:
        raise UnusableInputError(_("Les lettres se tirent d’une séance close."))
    if session.kind != SessionKind.ANNUAL:
        raise UnusableInputError(
            _("Cette séance ne décide d’aucune année : les lettres se tirent d’un jury annuel.")
        )
    if JurySession.objects.filter(supersedes=session, state=SessionState.CLOSED).exists():
        raise UnusableInputError(
            _("Cette séance a été corrigée : éditez les lettres depuis la séance qui la corrige.")
        )
    department = session.department
    return SessionLetters(session, minutes_of(session), institution_of(department), wording_of(department))


def issue_letter(author: Author, session: JurySession, nip: str, *, handed: bool = False) -> IssuedDocument:
    """The letter of one student, kept.

    Raises:
        UnusableInputError: see `letters_of`; or nothing was decided about this student.
    """
    letters = letters_of(session)
    result = next((one for one in letters.results if one.nip == nip), None)
    if result is None:
        raise UnusableInputError(_("Cette séance n’a rien décidé de l’année de cet étudiant."))
    data = Typesetter(TEMPLATE).pdf(letter_values(letters.letter(result)))
    return keep(author, session.department, _paper(session, letters.students[nip], data, handed=handed))


def letter_papers(job: Job, promotion: Promotion, go_on: GoOn) -> Iterator[Paper]:
    """Those of a class of a session: one file each, or one file for all.

    Raises:
        UnusableInputError: see `letters_of`.
    """
    session = JurySession.objects.select_related("department").get(jobs=job)
    letters, typesetter = letters_of(session), Typesetter(TEMPLATE)
    results = [one for one in letters.results if one.slug == promotion.slug]
    told = (letter_values(letters.letter(result)) for result in _one_by_one(results, go_on))
    if job.apart:
        for result, values in zip(results, told, strict=True):
            data, handed = typesetter.pdf(values), bool(job.options.get("handed"))
            yield _paper(session, letters.students[result.nip], data, handed=handed, job=job)
    elif results:
        title = _("Lettres de décision, {session}, {promotion}").format(session=session, promotion=promotion)
        name, data = f"lettres-{session.pk}-{promotion.slug}.pdf", join(map(typesetter.compiled, told))
        yield Paper(PaperKind.LETTER, title, name, data, promotion=promotion, session=session, job=job)


def _one_by_one(results: Sequence[StudentResult], go_on: GoOn) -> Iterator[StudentResult]:
    for done, result in enumerate(results):
        go_on(done, len(results))
        yield result
    go_on(len(results), len(results))


def _paper(
    session: JurySession, student: Student, data: bytes, *, handed: bool, job: Job | None = None
) -> Paper:
    pattern = settings_of(session.department).file_pattern
    return Paper(
        kind=PaperKind.LETTER,
        title=_("Lettre de décision, {session}, {student}").format(session=session, student=student.name),
        file_name=file_name(pattern, student.identity, "decision"),
        data=data,
        student=student,
        session=session,
        job=job,
        handed=handed,
    )
