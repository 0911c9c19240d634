# SPDX-License-Identifier: EUPL-1.2
"""Forms about absences."""

from collections.abc import Iterable, Mapping

from django import forms

from delibere.foundation.language import _
from delibere.services.records.absences.placing import Parity
from delibere.services.records.absences.proofs import REASON_AT_MOST
from delibere.store.models import Enrolment, HalfDay
from delibere.web.layout.forms import UploadField, day_input


class AbsenceForm(forms.Form):
    """A half-day, or a whole day."""

    enrolment = forms.ModelChoiceField(
        label=_("Semestre"), queryset=Enrolment.objects.none(), empty_label=None
    )
    on = forms.DateField(label=_("Jour"), widget=day_input())
    halves = forms.MultipleChoiceField(
        label=_("Demi-journées"),
        choices=lambda: [(half.value, half.word) for half in HalfDay],
        widget=forms.CheckboxSelectMultiple,
        initial=[half.value for half in HalfDay],
    )
    module = forms.ChoiceField(label=_("Module"), required=False)

    def __init__(
        self,
        enrolments: Iterable[Enrolment],
        modules: Mapping[int, Mapping[str, str]],
        data: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data)
        listed = list(enrolments)
        semester = self.fields["enrolment"]
        semester.queryset = Enrolment.objects.filter(pk__in=[one.pk for one in listed])  # type: ignore[attr-defined]
        semester.choices = [(one.pk, str(one.promotion)) for one in listed]  # type: ignore[attr-defined]
        self.fields["module"].choices = [  # type: ignore[attr-defined]
            ("", _("non précisé")),
            *((str(one.promotion), list(modules.get(one.promotion_id, {}).items())) for one in listed),
        ]


class ProofForm(forms.Form):
    """What justifies, and which days."""

    first = forms.DateField(label=_("Du"), widget=day_input())
    last = forms.DateField(
        label=_("Au"), required=False, widget=day_input(), help_text=_("inclus ; vide : un seul jour")
    )
    reason = forms.CharField(
        label=_("Motif"), max_length=REASON_AT_MOST, help_text=_("certificat médical, convocation…")
    )


class AbsenceFileForm(forms.Form):
    """A list of absences."""

    file = UploadField(
        label=_("La liste des absences"),
        help_text=_(
            "CSV ou XLSX, une demi-journée ou une séance par ligne : NIP, Date, puis si possible "
            "Demi-journée, Module, Semestre, Motif ; 10 Mo au plus"
        ),
    )
    parity = forms.ChoiceField(
        label=_("Les lignes sans module ni semestre sont"),
        required=False,
        choices=lambda: [
            (Parity.ASK.value, _("à préciser, si l’étudiant suit plusieurs semestres cette année-là")),
            (Parity.ODD.value, _("du semestre impair : S1, S3, S5")),
            (Parity.EVEN.value, _("du semestre pair : S2, S4, S6")),
        ],
    )
