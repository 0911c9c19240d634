# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages before a department: sign-in, password, invitation."""

from django.urls import path

from delibere.web.signing_in import views
from delibere.web.signing_in.cas import cas
from delibere.web.signing_in.openid import openid, openid_back

PAGES = [
    path("connexion/", views.SignIn.as_view(), name="signing_in.sign_in"),
    path("connexion/cas/", cas, name="signing_in.cas"),
    path("connexion/openid/", openid, name="signing_in.openid"),
    path("connexion/openid/retour/", openid_back, name="signing_in.openid_back"),
    path("deconnexion/", views.sign_out, name="signing_in.sign_out"),
    path("mot-de-passe/", views.ChangePassword.as_view(), name="signing_in.change_password"),
    path("mot-de-passe/oublie/", views.ForgottenPassword.as_view(), name="signing_in.forgotten"),
    path("mot-de-passe/oublie/envoye/", views.forgotten_sent, name="signing_in.forgotten_sent"),
    path("mot-de-passe/<uidb64>/<token>/", views.ChoosePassword.as_view(), name="signing_in.choose_password"),
]
