# SPDX-License-Identifier: EUPL-1.2
"""Every address. A page's name is « journey.page »; its rule is under that name in `access.py`."""

from django.urls import include, path

from delibere.api.application import API
from delibere.api.application import urls as api_urls
from delibere.web.absences.urls import PAGES as ABSENCES
from delibere.web.courses.urls import PAGES as COURSES
from delibere.web.curricula.urls import PAGES as CURRICULA
from delibere.web.documents.urls import PAGES as DOCUMENTS
from delibere.web.documents.urls import VERIFICATION
from delibere.web.evaluations.urls import PAGES as EVALUATIONS
from delibere.web.home.urls import PAGES as HOME
from delibere.web.home.views import start
from delibere.web.journal.urls import PAGES as JOURNAL
from delibere.web.juries.urls import PAGES as JURIES
from delibere.web.local_rules.urls import PAGES as LOCAL_RULES
from delibere.web.marks.urls import PAGES as MARKS
from delibere.web.own_results.urls import PAGES as OWN_RESULTS
from delibere.web.promotions.urls import PAGES as PROMOTIONS
from delibere.web.registry.urls import PAGES as REGISTRY
from delibere.web.results.urls import PAGES as RESULTS
from delibere.web.scodoc.urls import PAGES as SCODOC
from delibere.web.signing_in.urls import PAGES as SIGNING_IN
from delibere.web.staff.urls import PAGES as STAFF
from delibere.web.students.urls import PAGES as STUDENTS
from delibere.web.tokens.urls import PAGES as TOKENS

handler400 = "delibere.web.layout.errors.bad_request"
handler403 = "delibere.web.layout.errors.forbidden"
handler404 = "delibere.web.layout.errors.not_found"
handler500 = "delibere.web.layout.errors.server_error"

urlpatterns = [
    path("", start, name="home.start"),
    *SIGNING_IN,
    path(API, include(api_urls())),
    *VERIFICATION,
    path(
        "<slug:department>/",
        include(
            [
                *HOME,
                *CURRICULA,
                *STUDENTS,
                *COURSES,
                *OWN_RESULTS,
                *LOCAL_RULES,
                *DOCUMENTS,
                *JURIES,
                *PROMOTIONS,
                *EVALUATIONS,
                *MARKS,
                *RESULTS,
                *ABSENCES,
                *REGISTRY,
                *SCODOC,
                *STAFF,
                *TOKENS,
                *JOURNAL,
            ]
        ),
    ),
]
