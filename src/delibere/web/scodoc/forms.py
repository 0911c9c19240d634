# SPDX-License-Identifier: EUPL-1.2
"""Forms about ScoDoc."""

from collections.abc import Iterable, Mapping

from django import forms

from delibere.foundation.language import _
from delibere.interchange.scodoc.dumps.matching import Candidate
from delibere.services.records.scodoc import Part, Plan
from delibere.web.layout.forms import UploadsField, day_input


class AnswersForm(forms.Form):
    """Answers of ScoDoc's API."""

    dropped = UploadsField(
        label=_("Les réponses de ScoDoc"),
        help_text=_(
            "les fichiers JSON d’un semestre, cent au plus, sous n’importe quel nom, ou un ZIP ; 10 Mo chacun"
        ),
    )


class MaquetteForm(forms.Form):
    """Which maquette the semester follows."""

    slug = forms.ChoiceField(label=_("Maquette"))

    def __init__(
        self, candidates: Iterable[Candidate], chosen: str = "", data: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, initial={"slug": chosen})
        words = _("{name} : {found} modules sur {modules}")
        named = [
            (one.maquette.id, words.format(name=one.maquette.name, found=one.found, modules=one.modules))
            for one in candidates
        ]
        self.fields["slug"].choices = named  # type: ignore[attr-defined]


class PartsForm(forms.Form):
    """What to write, of what the preview tells; what is already there is replaced only when ticked."""

    since = forms.DateField(
        label=_("Démissions et défaillances : depuis le"),
        required=False,
        widget=day_input(),
        help_text=_("ScoDoc ne donne pas ce jour"),
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, plan: Plan, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data, initial={"seen": plan.fingerprint})
        counts = plan.counts
        words = {
            Part.PEOPLE: _("à inscrire, fiches créées si besoin : {n}"),
            Part.RECORDS: _("fiches à corriger : {n}"),
            Part.GROUPS: _("groupes à donner : {n}"),
            Part.STANDINGS: _("démissions, défaillances ou retours : {n}"),
            Part.NEW_EVALUATIONS: _("évaluations à créer : {n}"),
            Part.CHANGED_EVALUATIONS: _("évaluations à modifier : {n}"),
            Part.NEW_MARKS: _("notes à écrire : {n}"),
            Part.CHANGED_MARKS: _("notes à remplacer : {n}"),
        }
        there = [(part.value, words[part].format(n=counts[part])) for part in Part if counts[part]]
        self.fields["parts"] = forms.MultipleChoiceField(
            label=_("Ce qui sera écrit"),
            choices=there,
            initial=[value for value, _words in there],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["parts", "since"])
        if not plan.departures:
            del self.fields["since"]

    @property
    def parts(self) -> set[Part]:
        """Those that are ticked."""
        return {Part(value) for value in self.cleaned_data["parts"]}
