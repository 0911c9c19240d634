# SPDX-License-Identifier: EUPL-1.2
"""Sign-ins, refused sign-ins and chosen passwords go into the journal."""

from collections.abc import Mapping

from django.contrib.auth import BACKEND_SESSION_KEY, load_backend
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from delibere.foundation.language import _
from delibere.services.records.journal import Author, remember
from delibere.store.models import Account, Action, Department
from delibere.web.gate import origin

_SUBJECT = 300
"""Letters that the journal keeps of a subject."""


@receiver(user_logged_in)
def _signed_in(request: HttpRequest, user: Account, **_signal: object) -> None:
    backend = load_backend(request.session[BACKEND_SESSION_KEY])
    by = getattr(backend, "by", _("mot de passe"))
    author = Author(user, origin(request))
    remember(author, Action.SIGNED_IN, department=_department(user), subject=user.name, by=by)


@receiver(user_login_failed)
def _password_refused(request: HttpRequest, credentials: Mapping[str, str], **_signal: object) -> None:
    refused(request, credentials["username"], _("mot de passe"))


def refused(request: HttpRequest, login: str, by: str) -> None:
    """Somebody unknown tried this login; `by` says what did, or did not, vouch for it."""
    account = Account.objects.filter(login=login.strip().lower()).first()
    department = _department(account) if account else None
    author = Author(None, origin(request))
    remember(author, Action.SIGN_IN_REFUSED, department=department, subject=login[:_SUBJECT], by=by)


def password_chosen(request: HttpRequest, account: Account, by: str) -> None:
    """Somebody has a new password; `by` says what proved who it was."""
    author = Author(account, origin(request))
    remember(author, Action.PASSWORD_SET, department=_department(account), subject=account.name, by=by)


def _department(account: Account) -> Department | None:
    """The one where somebody has roles; with several, the act belongs to none."""
    found = list(Department.objects.filter(memberships__account=account).distinct()[:2])
    return found[0] if len(found) == 1 else None
