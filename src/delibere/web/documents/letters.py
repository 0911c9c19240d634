# SPDX-License-Identifier: EUPL-1.2
"""The letters of a session: asked for, and the text they are written from."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from delibere.documents.letter import FIELDS, typed
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.records.documents.jobs import ask
from delibere.services.records.documents.letters import (
    change_wording,
    issue_letter,
    letters_of,
    wording_of,
)
from delibere.services.records.documents.settings import settings_of
from delibere.services.records.juries.sessions import judged_promotions
from delibere.store.models import JurySession, PaperKind, Promotion, SessionKind
from delibere.web.documents.saying import issued, session_of
from delibere.web.gate import PlacedRequest


def _text(label: str, rows: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint
    )


class WordingForm(forms.Form):
    """The parts of a letter, as typed; the service says what is wrong in them."""

    title = forms.CharField(label=_("Objet"), max_length=200, required=False)
    opening = _text(_("Première phrase"), 3)
    sections = _text(
        _("Rubriques"),
        14,
        _(
            "Un titre, puis son texte à la ligne ; une ligne vide entre deux rubriques. Une rubrique "
            "dont le texte reste vide pour un étudiant n’est pas imprimée."
        ),
    )
    appeal_title = forms.CharField(label=_("Recours : titre"), max_length=200, required=False)
    appeal_lead = _text(_("Recours : première phrase"), 2)
    appeal_ways = _text(_("Voies de recours"), 4, _("une par ligne"))
    appeal_end = _text(_("Dernière phrase"), 2)


def wording(request: PlacedRequest, department: str) -> HttpResponse:
    """Show and change the text of letters; « draft » goes back to the one that comes with Délibéré."""
    here, author = request.place.department, request.place.author
    if "draft" in request.POST:
        change_wording(author, here, {})
        messages.success(request, _("Les lettres reprennent le texte proposé."))
        return redirect("documents.wording", department)
    form = WordingForm(request.POST or None, initial=typed(wording_of(here)))
    if form.is_valid():
        try:
            change_wording(author, here, form.cleaned_data)
        except UnusableInputError as error:
            form.add_error(None, str(error).splitlines())
        else:
            messages.success(request, _("Texte des lettres enregistré."))
            return redirect("documents.wording", department)
    context = {"form": form, "known": FIELDS, "own": bool(settings_of(here).letter)}
    return render(request, "documents/wording.html", context, status=422 if form.errors else 200)


def letters_context(request: PlacedRequest, session: JurySession) -> dict[str, object]:
    """What the page of a session needs to offer its letters; why it cannot, when it cannot."""
    if not request.place.may("documents.letters", act=True) or session.kind != SessionKind.ANNUAL:
        return {"letters": None}
    try:
        results = letters_of(session).results
    except UnusableInputError as error:
        return {"letters": {"refused": str(error)}}
    own = bool(settings_of(session.department).letter)
    return {"letters": {"people": results, "promotions": judged_promotions(session), "own": own}}


@require_POST
def ask_letters(request: PlacedRequest, department: str, session: int) -> HttpResponse:
    """One student's letter at once, or those of a class by a job."""
    found, author = session_of(request, session), request.place.author
    handed, nip = bool(request.POST.get("handed")), request.POST.get("nip", "")
    if nip:
        issued(request, lambda: issue_letter(author, found, nip, handed=handed))
        return redirect("documents.session", department, session)
    try:
        letters_of(found)
    except UnusableInputError as error:
        messages.error(request, str(error))
        return redirect("documents.session", department, session)
    asked = request.POST.get("promotion", "")
    judged = Promotion.objects.filter(jury_promotions__session=found)
    promotion = get_object_or_404(judged, pk=int(asked) if asked.isdecimal() else 0)
    apart = request.POST.get("form") == "zip"
    options = {"handed": handed and apart}
    job = ask(author, promotion, PaperKind.LETTER, apart=apart, options=options, session=found)
    return redirect("documents.job", department, job.pk)
