# SPDX-License-Identifier: EUPL-1.2
"""Evaluations copied from another group or from another promotion, after a look at what would be made."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from delibere.foundation.language import _, plural
from delibere.services.records.evaluations.copying import (
    copy_evaluations,
    proposed_copies,
    sources_for,
)
from delibere.services.records.maquettes import names_of_subjects
from delibere.store.models import Evaluation, Group, Promotion
from delibere.web.evaluations.own import changeable
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


def copy_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Choose where from (« ?depuis=&groupe= ») and whom for (« ?pour= »), see, then copy the ticked ones."""
    here, asked = promotion_of(request, promotion), request.POST or request.GET
    sources = sources_for(here)
    source = next((one for one in sources if str(one.pk) == asked.get("depuis", "")), None)
    groups = {str(one.pk): one for one in _groups(here)}
    origins = {str(one.pk): one for one in _groups(source)} if source else {}
    group, origin = groups.get(asked.get("pour", "")), origins.get(asked.get("groupe", ""))
    evaluations = _evaluations(source, origin) if source else []
    mine = changeable(request, here)
    if request.method == "POST":
        ticked = [one for one in evaluations if str(one.pk) in request.POST.getlist("evaluation")]
        made = copy_evaluations(request.place.author, ticked, here, group, mine)
        one, many = _("{n} évaluation copiée, en brouillon."), _("{n} évaluations copiées, en brouillon.")
        messages.success(request, plural(one, many, len(made)).format(n=len(made)))
        return redirect("evaluations.promotion", department, promotion)
    proposed = proposed_copies(evaluations, here, group)
    context = {
        "promotion": here,
        "sources": sources,
        "source": source,
        "origins": list(origins.values()),
        "origin": origin,
        "groups": list(groups.values()),
        "group": group,
        "proposed": [one for one in proposed if mine is None or one.module in mine],
        "names": names_of_subjects(here),
    }
    return render(request, "evaluations/copy.html", context)


def _groups(promotion: Promotion) -> list[Group]:
    found = Group.objects.filter(partition__promotion=promotion).select_related("partition")
    return list(found.order_by("partition__position", "name"))


def _evaluations(source: Promotion, group: Group | None) -> list[Evaluation]:
    """Those for everybody, or those of one group."""
    found = source.evaluations.filter(group=group).select_related("promotion__department", "group")
    return list(found)
