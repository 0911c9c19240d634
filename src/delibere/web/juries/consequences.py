# SPDX-License-Identifier: EUPL-1.2
"""What a closed session leads to: who may enter which semester; enrolled together by the office."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.juries.consequences import authorisations, enrol_authorised
from delibere.web.gate import PlacedRequest
from delibere.web.juries.telling import told
from delibere.web.juries.views import session_of

FIELD = "enrol:"


@told
def consequences(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """Authorisations, with the enrolment each leads to; those ticked are enrolled."""
    found = session_of(request, session)
    if not found.is_sealed:
        messages.error(request, _("Les autorisations viennent des décisions : closez d’abord la session."))
        return redirect("juries.one", department, session)
    if request.method == "POST":
        return _enrol(request, department, session)
    context = {
        "session": found,
        "lines": authorisations(found),
        "years": {year: str(AcademicYear(year)) for year in (found.year, found.year + 1)},
    }
    return render(request, "juries/consequences.html", context)


def _enrol(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    sent = request.POST.items()
    chosen = {name.removeprefix(FIELD): str(slug) for name, slug in sent if name.startswith(FIELD) and slug}
    try:
        count = enrol_authorised(request.place.author, session_of(request, session), chosen)
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        sentence = plural(_("{n} étudiant inscrit."), _("{n} étudiants inscrits."), count)
        messages.success(request, sentence.format(n=count))
    return redirect("juries.consequences", department, session)
