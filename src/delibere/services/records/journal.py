# SPDX-License-Identifier: EUPL-1.2
"""Writes down who did what, in the same transaction as the act itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from delibere.foundation.language import _
from delibere.store.models import Account, Action, Department, JournalEntry, Student

KEPT_FOR = timedelta(days=5 * 366)
"""How long an entry is kept before an administrator may purge it: a course of three years, and appeals."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who acts, and from where.

    Attributes:
        account: None for the command line.
        origin: address of the browser, or « ligne de commande ».
    """

    account: Account | None
    origin: str

    @property
    def pk(self) -> int:
        """Key of the account; only somebody signed in can be asked for it."""
        if self.account is None:
            raise TypeError(self.origin)
        return self.account.pk

    @property
    def name(self) -> str:
        """As the journal writes it."""
        return self.account.name if self.account else self.origin


def command_line() -> Author:
    """Somebody at the server's own terminal."""
    return Author(None, _("ligne de commande"))


def remember(
    author: Author,
    action: Action,
    *,
    department: Department | None,
    subject: str = "",
    student: Student | None = None,
    details: Mapping[str, object] | None = None,
    **more: object,
) -> JournalEntry:
    """Add one entry. Call it inside the transaction of the act.

    Args:
        author: who acts.
        action: what was done.
        department: where; None for what concerns the installation.
        subject: what it is about, in words.
        student: the student it is about, when there is one.
        details: counts, and values as [old, new]; plain JSON values only.
        **more: the same, by name.
    """
    return JournalEntry.objects.create(
        department=department,
        actor=author.account,
        actor_name=author.name,
        action=action,
        subject=subject or (student.name if student else ""),
        student_nip=student.nip if student else "",
        details={**(details or {}), **more},
        origin=author.origin,
        keep_until=timezone.localdate() + KEPT_FOR,
    )
