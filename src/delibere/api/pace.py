# SPDX-License-Identifier: EUPL-1.2
"""How often a token may ask: every process takes its requests from the database, a handful at a time."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone
from ninja.throttling import BaseThrottle

from delibere.services.records.api.pace import take_requests

if TYPE_CHECKING:
    from datetime import datetime

_EXHAUSTED = -1


class Pace(BaseThrottle):
    """So many requests a minute and a token, whichever process answers.

    Attributes:
        held: by token, a minute and how many requests this process may still answer in it.
    """

    def __init__(self) -> None:
        self.held: dict[int, tuple[datetime, int]] = {}

    def allow_request(self, request: HttpRequest) -> bool:
        """Whether this one is answered."""
        key, now = request.token.pk, timezone.now().replace(second=0, microsecond=0)  # type: ignore[attr-defined]
        minute, left = self.held.get(key, (now, 0))
        if minute != now or left == 0:
            left = take_requests(key, now) or _EXHAUSTED
        self.held[key] = now, max(left - 1, _EXHAUSTED)
        return left > 0

    def wait(self) -> float:
        """Seconds to the next minute."""
        return 60 - timezone.now().second
