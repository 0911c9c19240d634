# SPDX-License-Identifier: EUPL-1.2
"""Marks that a closed session locked: a later change needs a role, and differs from the seal."""

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author
from delibere.store.models import Evaluation, JurySession, Promotion, Role, SessionState

ENTITLED = frozenset({Role.HEAD, Role.JURY_PRESIDENT})
"""Who may unlock what a jury sealed."""


def sealing(promotion: Promotion) -> list[JurySession]:
    """The closed sessions that judged this promotion, as its own semester or as the odd one of the year."""
    slugs = {promotion.slug}
    if promotion.semester % 2:
        slugs.add(f"s{promotion.semester + 1}{promotion.slug[2:]}")
    found = JurySession.objects.filter(
        department=promotion.department_id,
        state=SessionState.CLOSED,
        jury_promotions__promotion__year=promotion.year,
        jury_promotions__promotion__slug__in=slugs,
    )
    return list(found.distinct())


def refuse_unless_entitled(author: Author, evaluation: Evaluation) -> None:
    """Let only some people unlock what a jury sealed; the terminal of the server is one of them.

    Raises:
        UnusableInputError: a jury sealed it, and this is not one of them.
    """
    sessions = sealing(evaluation.promotion)
    if not sessions or author.account is None:
        return
    memberships = author.account.memberships.filter(department=evaluation.promotion.department_id)
    if memberships.filter(role__in=ENTITLED).exists():
        return
    message = _(
        "« {title} » est scellée par « {session} » : seule la direction du département ou la présidence du "
        "jury peut la déverrouiller."
    )
    raise UnusableInputError(message.format(title=evaluation.title, session=sessions[0].title))
