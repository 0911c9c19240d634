# SPDX-License-Identifier: EUPL-1.2
"""Forms about accounts."""

from django import forms

from delibere.foundation.language import _
from delibere.store.models import Role

STAFF_ROLES = tuple(role for role in Role if role is not Role.STUDENT)


def _roles() -> list[tuple[str, str]]:
    return [(role.value, role.word) for role in STAFF_ROLES]


class RolesForm(forms.Form):
    """Every staff role somebody has here."""

    roles = forms.MultipleChoiceField(
        label=_("Rôles"), choices=_roles, widget=forms.CheckboxSelectMultiple, required=False
    )

    def chosen(self) -> list[Role]:
        """Those ticked."""
        return [Role(value) for value in self.cleaned_data["roles"]]


class InvitationForm(RolesForm):
    """A person to invite; a login that exists only gets the roles."""

    surname = forms.CharField(label=_("Nom"), max_length=120)
    first_name = forms.CharField(label=_("Prénom"), max_length=120, required=False)
    login = forms.CharField(
        label=_("Identifiant"), max_length=150, help_text=_("le même que dans l’annuaire de l’université")
    )
    email = forms.EmailField(label=_("Courriel"), help_text=_("l’invitation y est envoyée"))
    field_order = ("surname", "first_name", "login", "email", "roles")
