# SPDX-License-Identifier: EUPL-1.2
"""Tokens: made once and shown once, looked up by their hash, revoked."""

import secrets
from collections.abc import Collection
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import Account, Action, ApiToken, Department, Membership, Role

PREFIX = "delibere_"
LONGEST = timedelta(days=400)


@transaction.atomic
def make_token(
    author: Author, account: Account, department: Department, role: Role, name: str, expires_on: date
) -> tuple[ApiToken, str]:
    """Make a key; it is given back this once and cannot be read again.

    Raises:
        UnusableInputError: the person has not this role here, no name, or too long a time.
    """
    if not Membership.objects.filter(account=account, department=department, role=role).exists():
        raise UnusableInputError(_("Un jeton a un de vos rôles dans ce département, pas un autre."))
    today = timezone.localdate()
    if not name.strip() or not today <= expires_on <= today + LONGEST:
        raise UnusableInputError(_("Donnez un nom au jeton, et une date de fin d’ici à treize mois."))
    key = PREFIX + secrets.token_urlsafe(32)
    made = ApiToken.objects.create(
        department=department,
        account=account,
        role=role,
        name=name.strip()[:80],
        sha256=_hash(key),
        hint=key[:12],
        expires_on=expires_on,
    )
    details = {"role": role.value, "expires_on": str(expires_on)}
    remember(author, Action.TOKEN_MADE, department=department, subject=str(made), details=details)
    return made, key


@transaction.atomic
def revoke_token(author: Author, token: ApiToken) -> None:
    """From now on it opens nothing; it stays in the list."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        remember(author, Action.TOKEN_REVOKED, department=token.department, subject=str(token))


def token_of(key: str) -> ApiToken | None:
    """The token that a key opens today; none once revoked, expired, or the role taken away."""
    held = Membership.objects.filter(
        account=OuterRef("account"), department=OuterRef("department"), role=OuterRef("role")
    )
    found = ApiToken.objects.filter(
        Exists(held),
        sha256=_hash(key),
        revoked_at=None,
        expires_on__gte=timezone.localdate(),
        account__is_active=True,
    )
    return found.select_related("account", "department").first()


def tokens_seen_by(account: Account, department: Department, roles: Collection[Role]) -> list[ApiToken]:
    """One's own; everybody's for who administers the department."""
    found = ApiToken.objects.filter(department=department).select_related("account")
    if not {Role.ADMINISTRATOR, Role.HEAD} & set(roles):
        found = found.filter(account=account)
    return list(found)


def _hash(key: str) -> str:
    """A key is 256 random bits: one round is enough."""
    return sha256(key.encode()).hexdigest()
