# SPDX-License-Identifier: EUPL-1.2
"""What an institution puts on its papers, as a form."""

from collections.abc import Mapping

from django import forms

from delibere.foundation.language import _
from delibere.services.records.documents.settings import FIELDS
from delibere.store.models import PaperSettings


class PaperSettingsForm(forms.Form):
    """One line for each thing; names « = » what stands for them."""

    university = forms.CharField(label=_("Université"), max_length=120, required=False)
    institute = forms.CharField(label=_("IUT"), max_length=120, required=False)
    full_name = forms.CharField(label=_("Département, en entier"), max_length=160, required=False)
    town = forms.CharField(label=_("Ville"), max_length=80, required=False)
    contact = forms.CharField(
        label=_("Où signaler une erreur"),
        max_length=160,
        required=False,
        help_text=_("secrétariat, courriel"),
    )
    diploma = forms.CharField(label=_("Diplôme, en entier"), max_length=160, required=False)
    parcours = forms.CharField(
        label=_("Noms des parcours"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("un par ligne : OSC = Organisation et supply chain"),
    )
    english = forms.CharField(
        label=_("Noms en anglais"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "un par ligne : Piloter l’entreprise par la qualité = Steering the company through quality"
        ),
    )
    director_office = forms.CharField(label=_("Qui dirige l’IUT : fonction"), max_length=120, required=False)
    director_name = forms.CharField(label=_("Son nom"), max_length=120, required=False)
    director_english = forms.CharField(label=_("Sa fonction en anglais"), max_length=120, required=False)
    head_office = forms.CharField(
        label=_("Qui dirige le département : fonction"), max_length=120, required=False
    )
    head_name = forms.CharField(label=_("Son nom"), max_length=120, required=False)
    file_pattern = forms.CharField(
        label=_("Nom des fichiers"),
        max_length=120,
        help_text=_("champs : {fields}").format(fields=", ".join(f"{{{name}}}" for name in FIELDS)),
    )
    logo = forms.FileField(label=_("Logo"), required=False, help_text=_("un SVG de 200 ko au plus"))

    @classmethod
    def of(cls, found: PaperSettings) -> dict[str, object]:
        """What the form shows first."""
        return {
            **{name: getattr(found, name) for name in _PLAIN},
            "parcours": _written(found.names.get("parcours", {})),
            "english": _written(found.names.get("english", {})),
            "director_office": found.director.get("office", ""),
            "director_name": found.director.get("name", ""),
            "director_english": found.director.get("english", ""),
            "head_office": found.head.get("office", ""),
            "head_name": found.head.get("name", ""),
        }

    def values(self) -> dict[str, object]:
        """As the service takes them; a logo stays when none is sent."""
        data = self.cleaned_data
        logo = {"logo": data["logo"].read().decode("utf-8", "replace")} if data["logo"] else {}
        return {
            **{name: data[name] for name in _PLAIN},
            "names": {"parcours": _read(data["parcours"]), "english": _read(data["english"])},
            "director": {
                "office": data["director_office"],
                "name": data["director_name"],
                "english": data["director_english"],
            },
            "head": {"office": data["head_office"], "name": data["head_name"]},
            **logo,
        }


_PLAIN = ("university", "institute", "full_name", "town", "contact", "diploma", "file_pattern")


def _written(names: Mapping[str, str]) -> str:
    return "\n".join(f"{one} = {other}" for one, other in names.items())


def _read(text: str) -> dict[str, str]:
    pairs = (line.partition("=") for line in text.splitlines())
    return {
        one.strip(): other.strip() for one, sign, other in pairs if sign and one.strip() and other.strip()
    }
