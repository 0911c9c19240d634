# SPDX-License-Identifier: EUPL-1.2
"""Forms about evaluations."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from delibere.calculation.evaluations import Kind
from delibere.curriculum.model import Module
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal, read_decimal
from delibere.services.records.evaluations import LOCAL_BONUS, TypedEvaluation
from delibere.store.models import Evaluation, Group, Promotion
from delibere.web.layout.forms import day_input


def kinds() -> list[tuple[str, str]]:
    """What an evaluation may be, with what it does."""
    return [
        (Kind.NORMAL.value, _("évaluation")),
        (Kind.RATTRAPAGE.value, _("rattrapage : gardé s’il est meilleur")),
        (Kind.SECOND_SESSION.value, _("seconde session : remplace la moyenne du module")),
        (Kind.BONUS.value, _("bonus : points ajoutés à la moyenne du module")),
        (Kind.MALUS.value, _("malus : points retirés de l’UE")),
    ]


class EvaluationForm(forms.Form):
    """An evaluation of a module; the service says what is wrong in it."""

    title = forms.CharField(label=_("Intitulé"), max_length=120)
    kind = forms.ChoiceField(label=_("Nature"), choices=kinds)
    held_on = forms.DateField(
        label=_("Date"),
        required=False,
        widget=day_input(),
        help_text=_("un justificatif d’absence de ce jour y rend ABI justifiée"),
    )
    group = forms.ModelChoiceField(
        label=_("Groupe"), queryset=Group.objects.none(), required=False, empty_label=_("toute la promotion")
    )
    scale = forms.CharField(label=_("Barème"), max_length=8, initial="20")
    coefficient = forms.CharField(
        label=_("Coefficient"),
        max_length=8,
        initial="1",
        help_text=_("parmi les évaluations du module ; sans effet sur un bonus ou un malus"),
    )

    def __init__(
        self, promotion: Promotion, module: Module, data: Mapping[str, str] | None, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)
        self._module = module
        groups = Group.objects.filter(partition__promotion=promotion).select_related("partition")
        self.fields["group"].queryset = groups.order_by("partition__position", "name")  # type: ignore[attr-defined]
        self.fields["group"].label_from_instance = _group_name  # type: ignore[attr-defined]
        if not groups:
            del self.fields["group"]
        fed = [ue for ue, coefficient in module.coefficients.items() if coefficient]
        for ue in fed if len(fed) > 1 else ():
            self.fields[f"weight_{ue}"] = forms.CharField(
                label=_("Poids en {ue}").format(ue=ue), max_length=8, required=False, initial="1"
            )
        for field in ("scale", "coefficient", *(name for name in self.fields if name.startswith("weight_"))):
            self.fields[field].widget.attrs["inputmode"] = "decimal"

    @property
    def weights(self) -> list[forms.BoundField]:
        """The fields of poids."""
        return [self[name] for name in self.fields if name.startswith("weight_")]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The others."""
        return [self[name] for name in self.fields if not name.startswith("weight_")]

    def typed(self) -> TypedEvaluation:
        """As the service takes it; a poids of 1 is what is not written."""
        data = self.cleaned_data
        weights = {
            name.removeprefix("weight_"): text
            for name, text in data.items()
            if name.startswith("weight_") and read_decimal(text.strip()) != 1
        }
        return TypedEvaluation(
            self._module.apogee,
            data["title"],
            Kind(data["kind"]),
            data["scale"],
            data["coefficient"],
            weights,
            data["held_on"],
            data.get("group"),
        )

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put each finding beside its field."""
        for finding in findings:
            self.add_error(finding.cell if finding.cell in self.fields else None, finding.message)


def _group_name(group: object) -> str:
    return f"{group.partition.name} {group.name}" if isinstance(group, Group) else str(group)


def as_typed(evaluation: Evaluation) -> dict[str, Any]:
    """What a form shows of an evaluation."""
    return {
        "title": evaluation.title,
        "kind": evaluation.kind,
        "held_on": evaluation.held_on,
        "group": evaluation.group_id,
        "scale": french_minimal(evaluation.value.scale),
        "coefficient": french_minimal(evaluation.value.coefficient),
        **{f"weight_{ue}": french_minimal(weight) for ue, weight in evaluation.value.weights.items()},
    }


class BonusForm(forms.Form):
    """A source of the local bonus."""

    title = forms.CharField(label=_("Activité"), max_length=120)

    def __init__(self, names: Iterable[str], data: Mapping[str, str] | None, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        listed = list(names)
        if listed:
            chosen = [*listed, *([initial["title"]] if initial.get("title", listed[0]) not in listed else [])]
            self.fields["title"] = forms.ChoiceField(
                label=_("Activité"), choices=[(name, name) for name in chosen]
            )

    def typed(self) -> TypedEvaluation:
        """As the service takes it."""
        return TypedEvaluation(LOCAL_BONUS, self.cleaned_data["title"])

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put each finding beside its field."""
        for finding in findings:
            self.add_error(finding.cell if finding.cell in self.fields else None, finding.message)


class ActForm(forms.Form):
    """What to do with the evaluations chosen."""

    act = forms.ChoiceField(
        choices=[(one, one) for one in ("publish", "schedule", "withdraw", "lock")],
    )
    at = forms.DateTimeField(
        required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"]
    )
    everything = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        """An hour is asked for a publication at an hour.

        Raises:
            ValidationError: none was given.
        """
        data: dict[str, Any] = super().clean() or {}
        if data.get("act") == "schedule" and not data.get("at"):
            raise forms.ValidationError(_("Choisissez le jour et l’heure de la publication."))
        return data
