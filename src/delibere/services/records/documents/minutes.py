# SPDX-License-Identifier: EUPL-1.2
"""The minutes of a session as a paper: from its seal once closed, as of now before."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.utils import timezone

from delibere.documents.dates import on_paper
from delibere.documents.minutes import (
    Minutes,
    MinutesClass,
    MinutesLine,
    MinutesMember,
    MinutesStudent,
    PublicList,
    minutes_workbook,
    typeset_minutes,
    typeset_public_list,
)
from delibere.documents.results import described
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import write_fraction
from delibere.interchange.jury_sessions import LineResult, SessionRecord, StudentResult
from delibere.jury.judged import JudgedClass
from delibere.services.records.documents.keeping import Paper, keep
from delibere.services.records.documents.settings import institution_of
from delibere.services.records.journal import Author
from delibere.services.records.juries.minutes import Minutes as SessionMinutes
from delibere.services.records.juries.minutes import minutes_of
from delibere.store.models import IssuedDocument, JurySession, PaperKind, SessionKind

SHOWN_FOR = timedelta(days=61)
"""How long a public list stays up, unless said otherwise."""


def draft_minutes(session: JurySession) -> bytes:
    """The minutes to read before the session closes: « PROJET », never kept.

    Raises:
        UnusableInputError: a maquette is no longer published.
    """
    return typeset_minutes(paper_minutes(session))


def workbook_of_minutes(session: JurySession) -> bytes:
    """The tables of the minutes as they are now, XLSX, never kept.

    Raises:
        UnusableInputError: a maquette is no longer published.
    """
    return minutes_workbook(paper_minutes(session))


def issue_minutes(author: Author, session: JurySession) -> IssuedDocument:
    """The minutes to sign, kept for good.

    Raises:
        UnusableInputError: the session is not closed.
    """
    if not session.is_sealed:
        raise UnusableInputError(
            _("Le procès-verbal s’édite une fois la séance close : voyez d’abord le projet.")
        )
    data = typeset_minutes(paper_minutes(session))
    title = _("Procès-verbal, {session}").format(session=session)
    paper = Paper(PaperKind.MINUTES, title, f"pv-{session.pk}.pdf", data, session=session)
    return keep(author, session.department, paper)


def issue_public_list(author: Author, session: JurySession, removed_on: date | None = None) -> IssuedDocument:
    """The list to put up, kept for good.

    Raises:
        UnusableInputError: the session is not closed and published, or is not about a year.
    """
    now = timezone.now()
    if not session.is_sealed or session.publish_at is None or session.publish_at > now:
        raise UnusableInputError(_("La liste publique s’édite une fois les décisions publiées."))
    today = timezone.localdate()
    setting = PublicList(_year(session), removed_on or today + SHOWN_FOR, today)
    data = typeset_public_list(paper_minutes(session), setting)
    title = _("Liste publique, {session}").format(session=session)
    paper = Paper(PaperKind.PUBLIC_LIST, title, f"liste-{session.pk}.pdf", data, session=session)
    return keep(author, session.department, paper)


def _year(session: JurySession) -> int:
    promotion = session.jury_promotions.select_related("promotion")[0].promotion
    return (promotion.semester + 1) // 2


def paper_minutes(session: JurySession) -> Minutes:
    """What the paper says.

    Raises:
        UnusableInputError: a maquette of an open session is no longer published.
    """
    found = minutes_of(session)
    record, institution = found.record, institution_of(session.department)
    return Minutes(
        institution=institution,
        academic_year=session.academic_year,
        title=session.title,
        course=institution.course(session.department.diploma, None),
        held_at=_moment(record.held_at),
        place=record.place,
        act=record.act,
        president=record.president,
        members=_members(record),
        texts=_texts(record),
        parameters=list(_parameters(record)),
        classes=[_class(one, found) for one in record.classes],
        annual=record.kind == SessionKind.ANNUAL,
        fingerprint=found.seal.sha256 if found.seal else sha256(b"").hexdigest(),
        sealed=found.seal is not None,
        closed_at=_moment(record.closed_at),
    )


def _moment(text: str) -> datetime | None:
    return timezone.localtime(datetime.fromisoformat(text)) if text else None


def _members(record: SessionRecord) -> list[MinutesMember]:
    """The president first, whether or not he or she stands among the members."""
    named = {member.name for member in record.members}
    alone = [] if record.president in named or not record.president else [record.president]
    return [
        *(MinutesMember(name, "", _("Présidence"), present=True) for name in alone),
        *(
            MinutesMember(
                one.name,
                one.quality,
                _("Présidence") if one.name == record.president else _("Membre"),
                one.present,
            )
            for one in record.members
        ),
    ]


def _texts(record: SessionRecord) -> str:
    references = dict.fromkeys(source.reference for source in record.parameters)
    versions = ", ".join(f"{slug} v{number}" for slug, number in record.versions.items())
    return _("{references}. Maquettes : {versions}. Règles en vigueur au {day}.").format(
        references=" ; ".join(references), versions=versions, day=on_paper(record.day)
    )


def _parameters(record: SessionRecord) -> Iterator[tuple[str, str, str]]:
    names = {
        "ue_bar": _("Seuil d’une UE"),
        "rcue_bar": _("Seuil d’un RCUE"),
        "rcue_floor": _("Plancher d’un RCUE"),
        "rcue_share": _("Part des RCUE à dépasser"),
    }
    for source in record.parameters:
        if source.name in names:
            yield names[source.name], write_fraction(source.value), source.reference
    declared = _("déclaré par l’institution") if record.local else _("valeur par défaut")
    for name, value in described(record.local_rules):
        yield name, value, declared


def _class(judged: JudgedClass, found: SessionMinutes) -> MinutesClass:
    maquettes = [one.maquette for one in judged.semesters]
    ues = {(maquette.semester, ue.competence): ue for maquette in maquettes for ue in maquette.ues}
    titles = {competence: ue.title for (_semester, competence), ue in ues.items()}
    people = {student.nip: student for one in judged.semesters for student in one.table.students}
    return MinutesClass(
        title=" · ".join(maquette.name for maquette in maquettes),
        semesters=tuple(maquette.semester for maquette in maquettes),
        competences=list(titles.items()),
        ues={place: ue.code for place, ue in ues.items()},
        students=[
            _student(result, people[result.nip].surname, people[result.nip].first_name)
            for result in found.results
            if result.slug == judged.slug
        ],
    )


def _student(result: StudentResult, surname: str, first_name: str) -> MinutesStudent:
    return MinutesStudent(
        nip=result.nip,
        surname=surname,
        first_name=first_name,
        lines=tuple(map(_line, result.lines)) if result.decided else (),
        ects=result.ects_year,
        fact=result.fact,
        sentence=result.year.reference if result.year else "",
        pending=result.blocking or (() if result.decided else (_("rien n’est décidé"),)),
    )


def _line(line: LineResult) -> MinutesLine:
    return MinutesLine(
        line.subject,
        line.semester,
        line.competence,
        line.label,
        line.shown,
        line.code,
        line.proposed,
        line.choice.motive if line.choice else "",
        line.earlier,
    )
