# SPDX-License-Identifier: EUPL-1.2
"""Every address. A page's name is « journey.page »; its rule is under that name in `access.py`."""

from django.urls import include, path

from delibere.web.home.urls import PAGES as HOME
from delibere.web.home.views import start

handler400 = "delibere.web.layout.errors.bad_request"
handler403 = "delibere.web.layout.errors.forbidden"
handler404 = "delibere.web.layout.errors.not_found"
handler500 = "delibere.web.layout.errors.server_error"

_DEPARTMENT = [*HOME]

urlpatterns = [
    path("", start, name="home.start"),
    path("<slug:department>/", include(_DEPARTMENT)),
]
