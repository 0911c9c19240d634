# SPDX-License-Identifier: EUPL-1.2
"""A maquette corrected by hand, cell by cell; the result is a draft to publish."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from delibere.curriculum.model import Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal
from delibere.services.records.correct_maquette import TypedMaquette, TypedModule, correct_maquette
from delibere.services.records.maquettes import maquette_of
from delibere.store.models import MaquetteVersion, VersionState
from delibere.web.gate import PlacedRequest

SPARE_ROWS = 2
"""Empty rows offered for modules to add."""


def correct(request: PlacedRequest, department: str, start: int, end: int, slug: str) -> HttpResponse:
    """Show the version in force as a form; what was typed comes back with its remarks when it cannot be."""
    version = _latest(request, start, slug)
    maquette = maquette_of(version)
    refusal: UnusableInputError | None = None
    typed = _as_typed(maquette)
    if request.method == "POST":
        typed = _posted(request.POST, maquette)
        try:
            made = correct_maquette(request.place.author, version, typed, request.POST.get("reason", ""))
        except UnusableInputError as error:
            refusal = error
        else:
            message = _("Version {number} enregistrée en brouillon : relisez-la, puis publiez-la.")
            messages.success(request, message.format(number=made.number))
            address = reverse("curricula.maquette", args=[department, start, end, slug])
            return redirect(f"{address}?version={made.number}")
    context = {
        "version": version,
        "maquette": maquette,
        "typed": typed,
        "reason": request.POST.get("reason", ""),
        "refusal": refusal,
    }
    return render(request, "curricula/correct.html", context, status=422 if refusal else 200)


def _latest(request: PlacedRequest, start: int, slug: str) -> MaquetteVersion:
    """The draft if there is one, else the version in force."""
    found = MaquetteVersion.objects.filter(department=request.place.department, year=start, slug=slug)
    versions = list(found.select_related("department").order_by("-number"))
    if not versions:
        raise Http404
    return next((one for one in versions if one.state == VersionState.DRAFT), versions[0])


def _as_typed(maquette: Maquette) -> TypedMaquette:
    modules = tuple(
        TypedModule(
            one.apogee,
            one.pn,
            one.title,
            one.block or "",
            tuple(french_minimal(one.coefficients[ue.code]) for ue in maquette.ues),
        )
        for one in maquette.modules
    )
    spare = (TypedModule("", "", "", "", ("",) * len(maquette.ues)),) * SPARE_ROWS
    titles = tuple(ue.title for ue in maquette.ues)
    return TypedMaquette(titles, tuple(french_minimal(ue.ects) for ue in maquette.ues), (*modules, *spare))


def _posted(posted: QueryDict, maquette: Maquette) -> TypedMaquette:
    """Lists of cells, row after row.

    Raises:
        BadRequest: not the form that was shown.
    """
    width = len(maquette.ues)
    columns = [[text.strip() for text in posted.getlist(name)] for name in ("apogee", "pn", "title", "block")]
    cells, titles, ects = (posted.getlist(name) for name in ("coefficient", "ue_title", "ue_ects"))
    rows = len(columns[0])
    shapes = {len(column) for column in columns} | {len(cells) / width}
    if shapes != {rows} or len(titles) != width or len(ects) != width:
        raise BadRequest
    modules = tuple(
        TypedModule(apogee, pn, title, block, tuple(cells[place * width : (place + 1) * width]))
        for place, (apogee, pn, title, block) in enumerate(zip(*columns, strict=True))
    )
    return TypedMaquette(tuple(titles), tuple(ects), modules)
