# SPDX-License-Identifier: EUPL-1.2
"""The requests of a token, counted for all processes."""

from datetime import datetime

from django.db.models import Case, F, Q, Value, When

from delibere.store.models import ApiToken

A_MINUTE = 1200
AT_ONCE = 40
"""What one process takes: one statement for so many requests, since each that writes waits for the disk."""


def take_requests(token: int, minute: datetime) -> int:
    """How many requests may be answered before asking again; 0 when the minute's have all been taken.

    Args:
        token: its key.
        minute: without seconds.
    """
    same = Q(used_at=minute)
    free = Q(used_at=None) | ~same | Q(used__lte=A_MINUTE - AT_ONCE)
    taken = Case(When(same, then=F("used") + AT_ONCE), default=Value(AT_ONCE))
    found = ApiToken.objects.filter(free, pk=token)
    return AT_ONCE if found.update(used=taken, used_at=minute) else 0
