# SPDX-License-Identifier: EUPL-1.2
"""Sign-in, sign-out and passwords."""

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, views
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from delibere.foundation.language import _
from delibere.web.signing_in.forms import ForgottenForm, SignInForm
from delibere.web.signing_in.remembering import password_chosen

if TYPE_CHECKING:
    from delibere.store.models import Account


class SignIn(views.LoginView):
    """By login and password, or towards the university's own sign-in."""

    template_name = "signing_in/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 Django's own signature
        """Also the servers of the university that are set."""
        ways = [
            ("signing_in.cas", _("Compte de l’université (CAS)"), settings.CAS_URL),
            ("signing_in.openid", _("Compte de l’université (OpenID Connect)"), settings.OIDC_ISSUER),
        ]
        return super().get_context_data(
            **kwargs, ways=[(page, title) for page, title, is_set in ways if is_set]
        )


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,  # noqa: ARG001 the signature that axes calls
    credentials: Mapping[str, str] | None = None,  # noqa: ARG001 the signature that axes calls
) -> HttpResponse:
    """429: too many passwords refused for this login from this address; the right one waits too."""
    pause: timedelta = settings.AXES_COOLOFF_TIME
    advice = _(
        "Attendez {minutes} minutes avant de recommencer, ou demandez un lien par « Mot de passe oublié »."
    )
    context = {
        "title": _("Trop de mots de passe refusés."),
        "advice": advice.format(minutes=pause // timedelta(minutes=1)),
    }
    page = render(request, "layout/refusal.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(pause // timedelta(seconds=1))
    return page


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session."""
    logout(request)
    messages.success(request, _("Vous êtes déconnecté."))
    return redirect("signing_in.sign_in")


class ForgottenPassword(views.PasswordResetView):
    """Ask for a link by e-mail; the answer is the same whether the account exists or not."""

    template_name = "signing_in/forgotten.html"
    form_class = ForgottenForm
    success_url = reverse_lazy("signing_in.forgotten_sent")
    email_template_name = "signing_in/password_mail.txt"
    subject_template_name = "signing_in/password_subject.txt"


def forgotten_sent(request: HttpRequest) -> HttpResponse:
    """What to do next."""
    return render(request, "signing_in/forgotten_sent.html")


class ChoosePassword(views.PasswordResetConfirmView):
    """From an invitation or a forgotten password: the link serves once, for three days."""

    template_name = "signing_in/choose_password.html"
    success_url = reverse_lazy("home.start")
    post_reset_login = True
    post_reset_login_backend = "django.contrib.auth.backends.ModelBackend"

    @transaction.atomic
    def form_valid(self, form: "SetPasswordForm[Account]") -> HttpResponse:
        """Open a session, and remember."""
        password_chosen(self.request, form.user, _("lien reçu"))
        return super().form_valid(form)


class ChangePassword(views.PasswordChangeView):
    """By somebody signed in; sessions open elsewhere are closed."""

    template_name = "signing_in/change_password.html"
    success_url = reverse_lazy("home.start")

    @transaction.atomic
    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        """Keep this session, and remember."""
        password_chosen(self.request, form.user, _("ancien mot de passe"))
        messages.success(self.request, _("Mot de passe changé. Vos autres sessions sont fermées."))
        return super().form_valid(form)
