# SPDX-License-Identifier: EUPL-1.2
"""A correction after closing: a new session supersedes, with its reason; the earlier one stays as it was."""

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.services.records.juries.sessions import locked
from delibere.store.models import Action, JuryDecision, JuryMember, JuryPromotion, JurySession, SessionState


@transaction.atomic
def correct_session(author: Author, session: JurySession, reason: str) -> JurySession:
    """Prepare the session that will supersede this one: same promotions and members, decisions carried over.

    What was decided is there to start from, and has to be looked at again only where something changed since.

    Raises:
        UnusableInputError: not closed, corrected already, or no reason.
    """
    session = locked(session)
    if not reason.strip():
        raise UnusableInputError(_("Dites pourquoi cette session est corrigée."))
    if not session.is_sealed:
        raise UnusableInputError(_("Cette session n’est pas close : elle se change sans correction."))
    if (later := JurySession.objects.filter(supersedes=session).first()) is not None:
        message = _("Cette session est déjà corrigée par « {title} » : ouvrez celle-là.")
        raise UnusableInputError(message.format(title=later.title))
    made = _copy(session, reason.strip())
    _carry_over(author, session, made)
    remember(
        author,
        Action.JURY_PREPARED,
        department=session.department,
        subject=str(made),
        supersedes=session.title,
        reason=made.reason,
    )
    return made


def _copy(session: JurySession, reason: str) -> JurySession:
    made = JurySession.objects.create(
        department=session.department,
        year=session.year,
        kind=session.kind,
        stage=session.stage,
        title=_("{title}, rectification").format(title=session.title)[:160],
        place=session.place,
        president=session.president,
        act=session.act,
        state=SessionState.PREPARED,
        supersedes=session,
        reason=reason,
    )
    JuryPromotion.objects.bulk_create(
        JuryPromotion(session=made, promotion_id=key)
        for key in session.jury_promotions.values_list("promotion", flat=True)
    )
    JuryMember.objects.bulk_create(
        JuryMember(session=made, name=one.name, quality=one.quality, present=False)
        for one in session.members.all()
    )
    return made


def _carry_over(author: Author, session: JurySession, made: JurySession) -> None:
    """The last set of each student, as version 1 of the new session."""
    last: dict[int, int] = {}
    for student, version in session.decisions.values_list("student", "version"):
        last[student] = max(version, last.get(student, 0))
    rows = [row for row in session.decisions.all() if row.version == last[row.student_id]]
    for row in rows:
        row.pk, row._state.adding = None, True  # noqa: SLF001 Django's way to copy a row
        row.session, row.version, row.by, row.by_name = made, 1, author.account, author.name
    JuryDecision.objects.bulk_create(rows, batch_size=500)
