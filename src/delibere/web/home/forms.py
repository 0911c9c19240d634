# SPDX-License-Identifier: EUPL-1.2
"""What a department says of itself."""

from django import forms

from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.web.layout.forms import day_input


class YearForm(forms.Form):
    """The year that pages open on, and the first day of teaching."""

    year = forms.CharField(label=_("Année universitaire"), help_text=_("par exemple 2023-2024"))
    teaching_starts_on = forms.DateField(
        label=_("Début des enseignements"),
        help_text=_("les maquettes de l’année sont figées un mois plus tard (L613-1)"),
        required=False,
        widget=day_input(),
    )

    def clean_year(self) -> int:
        """« 2023-2024 » → 2023."""
        year = AcademicYear.parse(self.cleaned_data["year"])
        if year is None:
            raise forms.ValidationError(_("Écrivez deux années qui se suivent, par exemple 2023-2024."))
        return year.start


class MilestoneForm(forms.Form):
    """One date of the calendar."""

    on = forms.DateField(label=_("Jour"), widget=day_input())
    title = forms.CharField(label=_("Quoi"), max_length=160)
