# SPDX-License-Identifier: EUPL-1.2
"""A request that names itself acts once."""

from collections.abc import Callable
from hashlib import sha256

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.store.models import ApiToken, IdempotentAnswer


@transaction.atomic
def once(
    token: ApiToken, key: str | None, request: bytes, act: Callable[[], dict[str, object]]
) -> dict[str, object]:
    """Act, or give again what was answered the first time.

    Args:
        token: whose key it is.
        key: how the request names itself; None acts each time.
        request: what was asked, to tell another request under the same name.
        act: gives a JSON object.

    Raises:
        UnusableInputError: this key named another request.
    """
    if not key:
        return act()
    ApiToken.objects.select_for_update().get(pk=token.pk)
    fingerprint, key = sha256(request).hexdigest(), key[:100]
    known = IdempotentAnswer.objects.filter(token=token, key=key).first()
    if known is None:
        answer = act()
        IdempotentAnswer.objects.create(token=token, key=key, fingerprint=fingerprint, answer=answer)
        return answer
    if known.fingerprint != fingerprint:
        raise UnusableInputError(_("Cette Idempotency-Key a déjà servi à une autre demande."))
    return dict(known.answer)
