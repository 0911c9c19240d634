# SPDX-License-Identifier: EUPL-1.2
"""What to look for in the journal."""

from django import forms

from delibere.foundation.language import _
from delibere.store.models import Action
from delibere.web.layout.forms import day_input


def _actions() -> list[tuple[str, str]]:
    return [("", _("tous les actes")), *((action.value, action.word) for action in Action)]


class JournalFilter(forms.Form):
    """Every field may stay empty."""

    person = forms.CharField(label=_("Qui"), required=False)
    action = forms.ChoiceField(label=_("Acte"), required=False, choices=_actions)
    nip = forms.CharField(label=_("NIP de l’étudiant"), required=False, max_length=16)
    day = forms.DateField(label=_("Jour"), required=False, widget=day_input())
    avant = forms.IntegerField(required=False, widget=forms.HiddenInput)
