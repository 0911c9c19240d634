# SPDX-License-Identifier: EUPL-1.2
"""Forms about students."""

from collections.abc import Iterable, Mapping

from django import forms

from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.interchange.students import HEADINGS
from delibere.jury.codes import Code
from delibere.web.layout.forms import UploadField, day_input


class StudentForm(forms.Form):
    """A record; the service says what is wrong in it."""

    surname = forms.CharField(label=_("Nom"), max_length=120)
    first_name = forms.CharField(label=_("Prénom"), max_length=120, required=False)
    nip = forms.CharField(
        label=_("NIP"), max_length=16, help_text=_("8 chiffres au plus, zéros de tête compris")
    )
    ine = forms.CharField(
        label=_("INE"), max_length=20, required=False, help_text=_("11 chiffres ou capitales ; peut attendre")
    )
    email = forms.EmailField(
        label=_("Courriel"), required=False, help_text=_("l’invitation à voir sa fiche y est envoyée")
    )
    civility = forms.CharField(
        label=_("Civilité"),
        max_length=20,
        required=False,
        help_text=_("M., Mme ou autre, comme la personne veut qu’on s’adresse à elle ; peut rester vide"),
    )
    birth_date = forms.DateField(
        label=_("Date de naissance"),
        required=False,
        widget=day_input(),
        help_text=_("imprimée sur les relevés et les attestations"),
    )
    birth_place = forms.CharField(
        label=_("Lieu de naissance"),
        max_length=80,
        required=False,
        help_text=_("imprimé sur les attestations"),
    )
    address = forms.CharField(
        label=_("Adresse postale"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("sans le nom, cinq lignes au plus ; pour les lettres"),
    )


class StudentFileForm(forms.Form):
    """A list of students."""

    file = UploadField(
        label=_("La liste des étudiants"),
        help_text=_(
            "CSV, XLSX ou ODS avec au moins NIP et Nom ; extraction ou fichier d’Apogée, liste de ScoDoc ; "
            "10 Mo au plus"
        ),
    )


class PastFileForm(forms.Form):
    """Decisions of earlier years."""

    file = UploadField(
        label=_("Le fichier des décisions"),
        help_text=_(
            "CSV, XLSX ou JSON : nip, annee, maquette, objet, ue, code, note, ects, ailleurs ; 10 Mo au plus"
        ),
    )


class ColumnsForm(forms.Form):
    """Which column of the file holds what."""

    profile = forms.CharField(
        label=_("Garder ces colonnes sous le nom"),
        required=False,
        max_length=80,
        help_text=_("un fichier aux mêmes intitulés sera lu ainsi la prochaine fois"),
    )

    def __init__(
        self, headings: Iterable[str], chosen: Mapping[str, str], data: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data)
        theirs = [("", _("d’après l’intitulé")), *((heading, heading) for heading in headings if heading)]
        asked = {
            heading.name: forms.ChoiceField(
                label=heading.name, choices=theirs, required=False, initial=chosen.get(heading.name, "")
            )
            for heading in HEADINGS
        }
        self.fields = {**asked, **self.fields}

    @property
    def columns(self) -> dict[str, str]:
        """Our heading → theirs."""
        return {heading.name: self.cleaned_data[heading.name] for heading in HEADINGS}


class OutcomeForm(forms.Form):
    """One earlier decision; field names are those of docs/formats/outcomes.md."""

    objet = forms.ChoiceField(
        label=_("Objet"),
        choices=[
            ("ue", _("UE")),
            ("rcue", _("RCUE")),
            ("annee", _("année")),
            ("inscription", _("semestre suivi")),
        ],
    )
    annee = forms.CharField(label=_("Année"), help_text=_("par exemple 2022-2023"))
    maquette = forms.ChoiceField(label=_("Maquette"))
    ue = forms.CharField(
        label=_("UE"), required=False, help_text=_("UE31 ; pour un RCUE, l’UE du semestre pair")
    )
    code = forms.ChoiceField(
        label=_("Code"),
        required=False,
        choices=[("", "–"), *((code.value, code.value) for code in Code)],
    )
    note = forms.CharField(label=_("Moyenne"), required=False, help_text=_("telle que décidée : 9,46"))
    ects = forms.CharField(label=_("ECTS"), required=False, help_text=_("vide : ceux de la maquette"))
    ailleurs = forms.ChoiceField(
        label=_("Acquise ailleurs"),
        required=False,
        choices=[("", _("non")), ("oui", _("oui : mobilité, VAE, transfert"))],
    )
    reason = forms.CharField(
        label=_("Motif"), help_text=_("d’où vient cette décision : procès-verbal, attestation…")
    )

    def __init__(self, slugs: Iterable[str], data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        names = [(slug, slug.upper().replace("-", " · ")) for slug in slugs]
        self.fields["maquette"].choices = names  # type: ignore[attr-defined]

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put each finding beside its field."""
        for finding in findings:
            self.add_error(finding.cell if finding.cell in self.fields else None, finding.message)
