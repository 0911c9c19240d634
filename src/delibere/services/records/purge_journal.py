# SPDX-License-Identifier: EUPL-1.2
"""The journal lets go of what is past its date: the one way an entry ever leaves, and itself an entry."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import Action, JournalEntry
from delibere.store.triggers import letting_entries_go


def purgeable(before: date) -> int:
    """How many entries `purge` would delete.

    Raises:
        UnusableInputError: that day is to come.
    """
    return _past(before).count()


@transaction.atomic
def purge(author: Author, before: date) -> int:
    """Delete the entries that were to be kept until a day before `before`.

    Returns:
        How many there were; when there were any, a new entry says so.

    Raises:
        UnusableInputError: that day is to come.
    """
    past = _past(before)
    with letting_entries_go():
        count, _tables = past.delete()
    if count:
        told = {"entries": count, "before": before.isoformat()}
        remember(author, Action.JOURNAL_PURGED, department=None, details=told)
    return count


def _past(before: date) -> QuerySet[JournalEntry]:
    if before > timezone.localdate():
        raise UnusableInputError(
            _("Le journal ne se purge pas d’avance : donnez un jour qui ne soit pas à venir.")
        )
    return JournalEntry.objects.filter(keep_until__lt=before)
