# SPDX-License-Identifier: EUPL-1.2
"""Forms of sign-in and passwords: Django's, in our words."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator

from delibere.foundation.language import _
from delibere.store.models import Account


class SignInForm(auth.AuthenticationForm):
    """Login and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 Django's own signature
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Identifiant")
        self.fields["password"].label = _("Mot de passe")
        self.error_messages["invalid_login"] = _("Identifiant ou mot de passe inconnu. Recommencez.")

    def clean_username(self) -> str:
        """Logins have one case, and are never longer than one can be."""
        login = str(self.cleaned_data["username"]).strip().lower()
        if len(login) > (self.username_field.max_length or 0):
            raise self.get_invalid_login_error()
        return login


class ForgottenForm(auth.PasswordResetForm):
    """The e-mail of an account; what is answered does not tell whether there is one."""

    email = forms.EmailField(label=_("Adresse électronique"), max_length=254)

    def get_users(self, email: str) -> list[AbstractBaseUser]:  # type: ignore[override]
        """Also people who were invited and never chose a password."""
        return list(Account.objects.filter(email__iexact=email, is_active=True))


class NotLikeOneself(UserAttributeSimilarityValidator):
    """A password does not repeat who one is; Django would name the column."""

    def get_error_message(self) -> str:
        """For people."""
        return _("Ce mot de passe ressemble trop à votre nom, votre identifiant ou votre adresse.")
