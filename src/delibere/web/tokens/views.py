# SPDX-License-Identifier: EUPL-1.2
"""One's tokens: made, shown once, revoked; and the API tried from the browser."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.api.tokens import make_token, revoke_token, tokens_seen_by
from delibere.store.models import ApiToken, Role
from delibere.web.gate import Place, PlacedRequest
from delibere.web.layout.forms import day_input

USUAL = timedelta(days=90)


class TokenForm(forms.Form):
    """A token to make."""

    name = forms.CharField(label=_("Nom"), max_length=80, help_text=_("le programme qui s’en servira"))
    expires_on = forms.DateField(label=_("Dernier jour"), widget=day_input())

    def __init__(self, place: Place, data: QueryDict | None = None) -> None:
        super().__init__(data, initial={"expires_on": timezone.localdate() + USUAL})
        held = [(role.value, role.word) for role in Role if role in place.roles]
        self.fields["role"] = forms.ChoiceField(
            label=_("Rôle"), choices=held, help_text=_("le jeton n’a que celui-là")
        )


def tokens(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Those one may see; a new one shows its key this once, in the answer itself."""
    place, key = request.place, ""
    form = TokenForm(place, request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            _made, key = make_token(
                place.author,
                place.account,
                place.department,
                Role(typed["role"]),
                typed["name"],
                typed["expires_on"],
            )
            form = TokenForm(place)
        except UnusableInputError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "key": key,
        "held": tokens_seen_by(place.account, place.department, place.roles),
        "today": timezone.localdate(),
    }
    return render(request, "tokens/list.html", context, status=422 if form.errors else 200)


def explore(request: PlacedRequest, department: str) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """Every operation with a form to try it; needs nothing from elsewhere."""
    return render(request, "tokens/explore.html")


@require_POST
def revoke(request: PlacedRequest, department: str, api_token: int) -> HttpResponse:
    """Close a token: one's own, or anybody's for who administers."""
    place = request.place
    token = get_object_or_404(ApiToken, department=place.department, pk=api_token)
    revoke_token(place.author, token)
    messages.success(request, _("Jeton révoqué : il n’ouvre plus rien."))
    return redirect("tokens.list", department)
