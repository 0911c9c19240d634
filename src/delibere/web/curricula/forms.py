# SPDX-License-Identifier: EUPL-1.2
"""Forms about maquettes."""

from django import forms

from delibere.curriculum.model import Regime
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.interchange.mcc import Told
from delibere.web.layout.forms import UploadField


def _two_years(written: str) -> AcademicYear | None:
    year = AcademicYear.parse(written)
    if written and year is None:
        raise forms.ValidationError(_("Écrivez deux années qui se suivent, comme 2023-2024."))
    return year


class FrameworkForm(forms.Form):
    """One framework of ORéBUT."""

    file = UploadField(
        label=_("Le fichier du référentiel"), help_text=_("le XML publié par ORéBUT ; 10 Mo au plus")
    )
    year = forms.CharField(
        label=_("À partir de l’année"), help_text=_("2023-2024 ; les années d’avant gardent leurs noms")
    )

    def clean_year(self) -> AcademicYear | None:
        """« 2023-2024 »."""
        return _two_years(self.cleaned_data["year"])


class AnnexForm(forms.Form):
    """One annex, and what a programme of ScoDoc does not say."""

    file = UploadField(
        label=_("Le fichier de l’annexe"),
        help_text=_(
            "texte ou Markdown, un export JSON, CSV, XLSX de Délibéré, ou un programme exporté de ScoDoc "
            "(XML ou JSON) ; 10 Mo au plus"
        ),
    )
    year = forms.CharField(
        label=_("Année d’un programme de ScoDoc"),
        required=False,
        help_text=_("2023-2024 ; une annexe dit la sienne"),
    )
    regimes = forms.MultipleChoiceField(
        label=_("Régimes de ce programme"),
        required=False,
        choices=[(one.value, one.value) for one in Regime],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("pour un programme de ScoDoc, qui ne les dit pas ; une annexe dit les siens"),
    )

    def clean_year(self) -> AcademicYear | None:
        """« 2023-2024 »."""
        return _two_years(self.cleaned_data["year"])

    @property
    def told(self) -> Told:
        """What the person said; once the form is valid."""
        return Told(self.cleaned_data["year"], tuple(map(Regime, self.cleaned_data["regimes"])))
