# SPDX-License-Identifier: EUPL-1.2
"""Who works here, as what; invited, given roles, closed."""

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.accounts import close, invite, reopen, set_roles
from delibere.store.models import Account, Department, JournalEntry, Membership, Role
from delibere.web.gate import PlacedRequest
from delibere.web.staff.forms import STAFF_ROLES, InvitationForm, RolesForm
from delibere.web.staff.inviting import send_invitations

ACTS_SHOWN = 20


def staff(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Everybody with a staff role; « ?role= » narrows."""
    here, asked = request.place.department, request.GET.get("role", "")
    roles = Membership.objects.filter(department=here, role__in=STAFF_ROLES)
    shown = roles.filter(role=asked) if asked in set(STAFF_ROLES) else roles
    people = Account.objects.filter(pk__in=shown.values("account"))
    lines = [
        (account, _in_order(one.role for one in account.memberships.all()))
        for account in people.prefetch_related(Prefetch("memberships", roles))
    ]
    context = {
        "lines": lines,
        "asked": asked,
        "roles": STAFF_ROLES,
        "students": Membership.objects.filter(department=here, role=Role.STUDENT).count(),
    }
    return render(request, "staff/list.html", context)


def invite_page(request: PlacedRequest, department: str) -> HttpResponse:
    """Give somebody an account and roles; the letter leaves at once."""
    form, here = InvitationForm(request.POST or None), request.place.department
    if form.is_valid():
        typed = form.cleaned_data
        name = f"{typed['surname'].upper()} {typed['first_name']}".strip()
        try:
            account = invite(request.place.author, here, typed["login"], typed["email"], name, form.chosen())
        except UnusableInputError as error:
            form.add_error("roles", str(error))
        else:
            _invited(request, account)
            return redirect("staff.one", department, account.pk)
    return render(request, "staff/invite.html", {"form": form}, status=422 if form.errors else 200)


def _invited(request: PlacedRequest, account: Account) -> None:
    if account.last_login is not None:
        messages.success(request, _("{name} a ses rôles ici.").format(name=account.name))
    elif send_invitations(request, request.place.department, [account]):
        message = _("La lettre à {email} n’est pas partie ; le compte reste : relancez plus tard.")
        messages.error(request, message.format(email=account.email))
    else:
        message = _("Invitation envoyée à {email} ; son lien vaut trois jours.")
        messages.success(request, message.format(email=account.email))


def person(request: PlacedRequest, department: str, account: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One person: roles, modules, acts."""
    found, here = _account(request, account), request.place.department
    roles = [one.role for one in found.memberships.filter(department=here, role__in=STAFF_ROLES)]
    acts = JournalEntry.objects.filter(department=here, actor=found)
    context = {
        "person": found,
        "words": [role.word for role in _in_order(roles)],
        "form": RolesForm(initial={"roles": roles}),
        "teachings": found.teachings.filter(promotion__department=here).select_related("promotion"),
        "acts": acts[:ACTS_SHOWN] if request.place.may("journal.entries") else [],
    }
    return render(request, "staff/one.html", context)


@require_POST
def change_roles(request: PlacedRequest, department: str, account: int) -> HttpResponse:
    """Make the ticked roles those of somebody here."""
    found, form = _account(request, account), RolesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ce rôle n’existe pas : rien n’a changé."))
        return redirect("staff.one", department, account)
    try:
        set_roles(request.place.author, request.place.department, found, form.chosen())
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("staff.one", department, account)
    messages.success(request, _("Rôles de {name} enregistrés.").format(name=found.name))
    if form.chosen():
        return redirect("staff.one", department, account)
    return redirect("staff.list" if request.place.may("staff.list") else "home.home", department)


@require_POST
def invite_again(request: PlacedRequest, department: str, account: int) -> HttpResponse:
    """Send the letter anew; the former link no longer serves once a password is chosen."""
    found = _account(request, account)
    if not found.is_active or found.last_login is not None:
        messages.error(request, _("Cette personne n’attend pas d’invitation."))
    else:
        _invited(request, found)
    return redirect("staff.one", department, account)


@require_POST
def close_account(request: PlacedRequest, department: str, account: int) -> HttpResponse:
    """Nobody signs in with it any more, once its login is typed."""
    found = _account(request, account)
    if request.POST.get("login", "").strip().lower() != found.login:
        messages.error(request, _("Tapez l’identifiant pour confirmer : rien n’a été fermé."))
        return redirect("staff.one", department, account)
    try:
        close(request.place.author, request.place.department, found)
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Compte fermé ; ce qu’il a fait reste au journal."))
    return redirect("staff.one", department, account)


@require_POST
def reopen_account(request: PlacedRequest, department: str, account: int) -> HttpResponse:
    """Let somebody sign in again."""
    reopen(request.place.author, request.place.department, _account(request, account))
    messages.success(request, _("Compte rouvert."))
    return redirect("staff.one", department, account)


def _account(request: PlacedRequest, pk: int) -> Account:
    """Somebody with a staff role here.

    Raises:
        Http404: nobody, or somebody of another department only.
    """
    return get_object_or_404(_people(request.place.department), pk=pk)


def _in_order(roles: Iterable[str]) -> list[Role]:
    found = set(roles)
    return [role for role in Role if role in found]


def _people(department: Department) -> QuerySet[Account]:
    roles = Membership.objects.filter(department=department, role__in=STAFF_ROLES)
    return Account.objects.filter(pk__in=roles.values("account"))
