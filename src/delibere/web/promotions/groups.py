# SPDX-License-Identifier: EUPL-1.2
"""Groups of a promotion: people dragged, moved by a form, or pasted."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.services.records.groups import (
    PlacedLine,
    add_group,
    partition,
    place,
    read_placed,
    remove_group,
)
from delibere.store.models import Enrolment, Group, Partition, Promotion
from delibere.web.gate import PlacedRequest
from delibere.web.promotions.views import promotion_of


def groups_page(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:  # noqa: ARG001 the gate has read it
    """One partition, « ?partition= »: a column for each group, one for those without."""
    return _page(request, promotion_of(request, promotion), request.GET.get("partition", ""))


def _page(
    request: PlacedRequest,
    promotion: Promotion,
    asked: str,
    text: str = "",
    wrong: Sequence[PlacedLine] = (),
) -> HttpResponse:
    partitions = list(promotion.partitions.prefetch_related("groups"))
    current = next((one for one in partitions if str(one.pk) == asked), partitions[0] if partitions else None)
    context = {
        "promotion": promotion,
        "partitions": partitions,
        "current": current,
        "columns": _columns(promotion, current) if current else [],
        "text": text,
        "wrong": wrong,
    }
    return render(request, "promotions/groups.html", context, status=422 if wrong else 200)


def _columns(promotion: Promotion, current: Partition) -> list[tuple[Group | None, list[Enrolment]]]:
    """Each group and its people; those in none come first."""
    groups = dict(current.memberships.values_list("enrolment", "group"))
    people = list(promotion.enrolments.select_related("student"))
    columns = [(None, None), *((group.pk, group) for group in current.groups.all())]
    return [(group, [one for one in people if groups.get(one.pk) == pk]) for pk, group in columns]


@require_POST
def add(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Add a partition, or groups to one: « A, B, C »."""
    found, author = promotion_of(request, promotion), request.place.author
    try:
        here = partition(author, found, request.POST.get("partition", ""))
        for name in request.POST.get("groups", "").split(","):
            if name.strip():
                add_group(author, here, name)
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("promotions.groups", department, promotion)
    return _back(department, here)


@require_POST
def remove(request: PlacedRequest, department: str, promotion: int, group: int) -> HttpResponse:
    """Remove an empty group."""
    found = get_object_or_404(Group, partition__promotion=promotion_of(request, promotion), pk=group)
    try:
        remove_group(request.place.author, found)
    except UnusableInputError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Groupe retiré."))
    return _back(department, found.partition)


@require_POST
def move(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Put the ticked people in a group, or in none."""
    found = promotion_of(request, promotion)
    here = _partition(request, found)
    ticked = [pk for pk in request.POST.getlist("enrolment") if pk.isdecimal()]
    people = found.enrolments.filter(pk__in=ticked).select_related("student")
    group = request.POST.get("group", "")
    known = {one.name for one in here.groups.all()}
    if group and group not in known:
        messages.error(request, _("« {name} » n’est pas un groupe d’ici.").format(name=group))
        return _back(department, here)
    _told(request, place(request.place.author, here, dict.fromkeys(people, group or None)))
    return _back(department, here)


@require_POST
def paste(request: PlacedRequest, department: str, promotion: int) -> HttpResponse:
    """Place people by lines « NIP or name, tabulation, group »; one line not understood stops them all."""
    found = promotion_of(request, promotion)
    here, text = _partition(request, found), request.POST.get("lines", "")
    lines = read_placed(found, text)
    wrong = [line for line in lines if line.enrolment is None]
    if wrong:
        return _page(request, found, str(here.pk), text, wrong)
    placed = {line.enrolment: line.group or None for line in lines if line.enrolment}
    _told(request, place(request.place.author, here, placed))
    return _back(department, here)


def _told(request: PlacedRequest, count: int) -> None:
    message = plural(_("{n} personne placée."), _("{n} personnes placées."), count)
    messages.success(request, message.format(n=count))


def _partition(request: PlacedRequest, promotion: Promotion) -> Partition:
    asked = request.POST.get("partition", "")
    return get_object_or_404(Partition, promotion=promotion, pk=asked if asked.isdecimal() else 0)


def _back(department: str, partition: Partition) -> HttpResponse:
    address = reverse("promotions.groups", args=[department, partition.promotion_id])
    return redirect(f"{address}?partition={partition.pk}")
