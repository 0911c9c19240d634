# SPDX-License-Identifier: EUPL-1.2
"""Forms about the registry."""

from typing import Any

from django import forms

from delibere.foundation.language import _
from delibere.interchange.apogee import DecimalSign, Encoding
from delibere.jury.codes import Code
from delibere.services.records.registry.settings import POSSIBLE, ElementKind, RegistrySettings
from delibere.web.layout.forms import UploadsField, day_input


class RegistryFilesForm(forms.Form):
    """Files of the registry."""

    dropped = UploadsField(
        label=_("Les fichiers reçus de la scolarité"),
        help_text=_("un ou plusieurs fichiers texte d’Apogée, ou un ZIP ; 10 Mo au plus chacun"),
    )


class SettingsForm(forms.Form):
    """How the institution writes to its registry; each of our codes is a field (« code_ADM »)."""

    since = forms.DateField(label=_("Depuis le"), widget=day_input())
    reference = forms.CharField(
        label=_("Demandé par"),
        max_length=250,
        help_text=_("par exemple : message de la scolarité du 12/06/2024"),
    )
    sign = forms.ChoiceField(
        label=_("Signe décimal"),
        choices=[
            (DecimalSign.COMMA.value, _("virgule : 12,50")),
            (DecimalSign.DOT.value, _("point : 12.50")),
        ],
        widget=forms.RadioSelect,
    )
    encoding = forms.ChoiceField(
        label=_("Encodage"),
        choices=[
            ("", _("celui de chaque fichier")),
            (Encoding.CP1252.value, _("Windows-1252")),
            (Encoding.LATIN1.value, _("ISO-8859-1 (Latin-1)")),
            (Encoding.LATIN9.value, _("ISO-8859-15 (Latin-9)")),
            (Encoding.UTF8.value, _("UTF-8")),
            (Encoding.UTF8_MARKED.value, _("UTF-8 avec marque (BOM)")),
        ],
        required=False,
        help_text=_("un fichier qui en a un autre est signalé ; il est toujours rendu dans le sien"),
    )
    absent = forms.ChoiceField(
        label=_("Module où toutes les notes sont ABI"),
        choices=[("ABI", _("ABI")), ("", _("sa moyenne, 0,00"))],
        required=False,
    )
    excused = forms.ChoiceField(
        label=_("Module où toutes les notes sont ABJ ou EXC"),
        choices=[("ABJ", _("ABJ")), ("DIS", _("DIS")), ("", _("rien"))],
        required=False,
    )
    dispensed = forms.ChoiceField(
        label=_("Module dispensé"),
        choices=[("DIS", _("DIS")), ("ABJ", _("ABJ")), ("", _("rien"))],
        required=False,
    )

    def __init__(self, held: RegistrySettings, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 Django's own
        kwargs.setdefault("initial", {}).update(_initial(held))
        super().__init__(*args, **kwargs)
        letters = {"N": _("note"), "B": _("barème"), "R": _("résultat")}
        for kind, possible in POSSIBLE.items():
            if possible:
                self.fields[f"filled_{kind.value}"] = forms.MultipleChoiceField(
                    label=_("Ce qui s’écrit : {kind}").format(kind=kind.word),
                    choices=[(letter, letters[letter]) for letter in possible],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )
        for code in Code:
            self.fields[f"code_{code.value}"] = forms.CharField(
                label=_("{code} s’écrit").format(code=code.value), max_length=10, required=False
            )

    @property
    def settings(self) -> RegistrySettings:
        """What is declared."""
        typed = self.cleaned_data
        results = {code: typed[f"code_{code.value}"].strip() for code in Code}
        return RegistrySettings(
            sign=DecimalSign(typed["sign"]),
            encoding=Encoding(typed["encoding"]) if typed["encoding"] else None,
            results={code: text for code, text in results.items() if text},
            absent=typed["absent"],
            excused=typed["excused"],
            dispensed=typed["dispensed"],
            filled={kind: "".join(typed.get(f"filled_{kind.value}", ())) for kind in ElementKind},
        )


def _initial(held: RegistrySettings) -> dict[str, object]:
    plain = {name: getattr(held, name) for name in ("absent", "excused", "dispensed")}
    filled = {f"filled_{kind.value}": list(letters) for kind, letters in held.filled.items()}
    codes = {f"code_{code.value}": held.results.get(code, "") for code in Code}
    return {"sign": held.sign.value, "encoding": held.encoding or "", **plain, **filled, **codes}
