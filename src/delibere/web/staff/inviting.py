# SPDX-License-Identifier: EUPL-1.2
"""Letters of invitation: a link that serves once, for three days."""

from collections.abc import Iterable
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.http import HttpRequest
from django.template.loader import render_to_string

from delibere.foundation.language import _
from delibere.services.records.accounts import invitation_path
from delibere.store.models import Account, Department


def send_invitations(
    request: HttpRequest, department: Department, accounts: Iterable[Account]
) -> list[Account]:
    """Send each a link to choose a password, over one connection.

    Returns:
        Those whose letter could not leave: their account stays, to be invited again.
    """
    failed = []
    connection = get_connection()
    for account in accounts:
        letter = _letter(request, department, account)
        letter.connection = connection
        try:
            letter.send()
        except (SMTPException, OSError):
            failed.append(account)
    return failed


def _letter(request: HttpRequest, department: Department, account: Account) -> EmailMessage:
    context = {
        "account": account,
        "department": department,
        "link": request.build_absolute_uri(invitation_path(account)),
    }
    subject = _("Votre compte Délibéré, {department}").format(department=department.name)
    body = render_to_string("staff/invitation_mail.txt", context)
    return EmailMessage(subject, body, to=[account.email])
