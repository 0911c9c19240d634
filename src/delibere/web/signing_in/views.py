# SPDX-License-Identifier: EUPL-1.2
"""Sign-in, sign-out and passwords."""

from django.contrib import messages
from django.contrib.auth import logout, views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from delibere.foundation.language import _
from delibere.web.signing_in.forms import ForgottenForm, SignInForm


class SignIn(views.LoginView):
    """By login and password, or towards the university's own sign-in."""

    template_name = "signing_in/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


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


class ChangePassword(views.PasswordChangeView):
    """By somebody signed in."""

    template_name = "signing_in/change_password.html"
    success_url = reverse_lazy("home.start")
