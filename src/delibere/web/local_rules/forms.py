# SPDX-License-Identifier: EUPL-1.2
"""One form a parameter; its value is that of docs/formats/local-rules.md."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms

from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.web.layout.forms import day_input


class RuleForm(forms.Form):
    """The date and the vote that every declaration has; the value is what each subclass adds."""

    depuis = forms.DateField(label=_("Depuis le"), widget=day_input())
    reference = forms.CharField(
        label=_("Vote"), max_length=250, help_text=_("par exemple : conseil de l’IUT du 6 juillet 2023")
    )

    def value(self) -> object:
        """What is declared, as the format writes it."""
        return self.cleaned_data["valeur"]

    @staticmethod
    def typed_from(value: Any) -> dict[str, Any]:  # noqa: ANN401 a value of the format
        """The fields that make this value."""
        return {"valeur": value}

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Each finding beside its field: « bonus[2].valeur.taux » is the field « taux »."""
        for finding in findings:
            last = (finding.cell or "").rpartition(".")[2].partition("[")[0]
            self.add_error(last if last in self.fields else None, finding.message.partition(" : ")[2])


def _one_of(*choices: tuple[str, str]) -> type[RuleForm]:
    field = forms.ChoiceField(label=_("Valeur"), choices=choices, widget=forms.RadioSelect)
    return type("ChoiceForm", (RuleForm,), {"valeur": field})


class CountForm(RuleForm):
    """A number of students."""

    valeur = forms.IntegerField(label=_("Effectif"), min_value=0)


class PairForm(RuleForm):
    """What the two semesters of a RCUE weigh."""

    impair = forms.CharField(label=_("Poids du semestre impair"))
    pair = forms.CharField(label=_("Poids du semestre pair"))

    def value(self) -> object:
        """See RuleForm."""
        return [self.cleaned_data["impair"].strip(), self.cleaned_data["pair"].strip()]

    @staticmethod
    def typed_from(value: Any) -> dict[str, Any]:  # noqa: ANN401 a value of the format
        """See RuleForm."""
        return dict(zip(("impair", "pair"), value, strict=True))


class BonusForm(RuleForm):
    """The one declarative form of the local bonus."""

    source = forms.ChoiceField(
        label=_("Quelle note"),
        choices=[
            ("aucun", _("aucun bonus")),
            ("meilleure", _("la meilleure")),
            ("somme", _("la somme")),
            ("moyenne", _("la moyenne")),
            ("pondérée", _("la somme pondérée")),
        ],
    )
    poids = forms.CharField(
        label=_("Poids"), required=False, help_text=_("avec « pondérée » : sport 1, culture 0,5")
    )
    seuil = forms.CharField(label=_("Seuil"), initial="10", help_text=_("sous le seuil, rien"))
    taux = forms.CharField(
        label=_("Taux"), required=False, help_text=_("ce que donne chaque point au-dessus du seuil : 0,05")
    )
    paliers = forms.CharField(
        label=_("Paliers"),
        required=False,
        help_text=_("au lieu du taux : « 10 0,1 ; 15 0,4 », à partir de 10 donne 0,1"),
    )
    plafond = forms.CharField(label=_("Plafond"), required=False, help_text=_("vide : sans limite"))
    mode = forms.ChoiceField(
        label=_("Effet"),
        choices=[
            ("additif", _("points ajoutés à l’UE")),
            ("multiplicatif", _("l’UE grandit de cette part d’elle-même")),
        ],
    )
    ues = forms.CharField(label=_("UE touchées"), required=False, help_text=_("UE31, UE32 ; vide : toutes"))

    def value(self) -> object:
        """See RuleForm."""
        typed = {name: str(text).strip() for name, text in self.cleaned_data.items()}
        if typed["source"] == "aucun":
            return "aucun"
        steps = [pair.split() for pair in typed["paliers"].split(";") if pair.strip()]
        value: dict[str, Any] = {"source": typed["source"], "mode": typed["mode"]}
        if typed["source"] == "pondérée":
            value["poids"] = {words[0]: words[-1] for words in map(str.split, _parts(typed["poids"]))}
        if steps:
            value["paliers"] = steps
        else:
            value |= {"seuil": typed["seuil"], "taux": typed["taux"]}
        if typed["plafond"]:
            value["plafond"] = typed["plafond"]
        if typed["ues"]:
            value["ues"] = typed["ues"].replace(",", " ").split()
        return value

    @staticmethod
    def typed_from(value: Any) -> dict[str, Any]:  # noqa: ANN401 a value of the format
        """See RuleForm."""
        if value == "aucun":
            return {"source": value}
        return {
            **value,
            "poids": " ; ".join(f"{name} {weight}" for name, weight in value.get("poids", {}).items()),
            "paliers": " ; ".join(f"{start} {gain}" for start, gain in value.get("paliers", [])),
            "ues": ", ".join(value.get("ues", [])),
        }


class GradingForm(RuleForm):
    """The ECTS grading table; left empty, none."""

    groupe = forms.CharField(
        label=_("Notes comptées"),
        max_length=120,
        required=False,
        help_text=_("par exemple : UE acquises du BUT QLIO, promotions 2021 à 2023"),
    )
    effectif = forms.IntegerField(label=_("Nombre de notes"), min_value=1, required=False)
    tranches = forms.CharField(
        label=_("Tranches"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_(
            "une par ligne, la plus haute d’abord : à partir de quelle note, puis la part des notes en "
            "pour cent (« 16 3,8 ») ; les parts font 100. Deux colonnes d’un tableur se collent. Tout vide : "
            "aucune table"
        ),
    )

    def value(self) -> object:
        """See RuleForm."""
        typed = self.cleaned_data
        lines = [line.replace("%", " ").split() for line in typed["tranches"].splitlines()]
        bands = [words for words in lines if words]
        if not bands and not typed["groupe"] and typed["effectif"] is None:
            return "aucune"
        return {"groupe": typed["groupe"], "effectif": typed["effectif"] or 0, "tranches": bands}

    @staticmethod
    def typed_from(value: Any) -> dict[str, Any]:  # noqa: ANN401 a value of the format
        """See RuleForm."""
        if value == "aucune":
            return {}
        return {**value, "tranches": "\n".join(" ".join(pair) for pair in value["tranches"])}


def _parts(text: str) -> list[str]:
    """« sport 1 ; culture 0,5 » or « sport 1, culture 0,5 »: a comma between digits is a decimal one."""
    separated = text.replace(", ", ";")
    return [part for part in separated.split(";") if part.strip()]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One local parameter: its name in the format, what it is, its form, its value while nothing is voted.

    Attributes:
        moves_figures: so that it is tried on a promotion before it is declared.
    """

    name: str
    title: str
    explanation: str
    form: type[RuleForm]
    default: object
    moves_figures: bool = True


def parameters() -> tuple[Parameter, ...]:
    """In the order of the calculation."""
    return (*_about_marks(), *_about_averages(), *_about_papers())


def _about_marks() -> tuple[Parameter, ...]:
    return (
        Parameter(
            "arrondi",
            _("Arrondi"),
            _("Quand une moyenne est comparée à une barre ou montrée ; jamais dans un calcul suivant."),
            _one_of(
                ("au plus près", _("au plus près, à deux décimales : 9,995 devient 10,00 et passe")),
                ("tronqué à la barre", _("comparaison exacte : 9,995 est montré 9,99 et ne passe pas")),
            ),
            "au plus près",
        ),
        Parameter(
            "absence_injustifiee",
            _("Absence injustifiée"),
            _("Ce que fait ABI à une évaluation."),
            _one_of(("zéro", _("compte 0")), ("sans moyenne", _("l’UE n’a pas de moyenne : défaillant"))),
            "zéro",
        ),
        Parameter(
            "absence_seconde_session",
            _("Absence à la seconde session"),
            _("Ce que fait ABI à une seconde session."),
            _one_of(
                ("zéro", _("remplace la moyenne du module par 0")),
                ("non passée", _("la première moyenne reste")),
            ),
            "zéro",
        ),
    )


def _about_averages() -> tuple[Parameter, ...]:
    return (
        Parameter(
            "poids_rcue",
            _("Poids dans le RCUE"),
            _("Ce que pèse chaque semestre dans la moyenne d’un RCUE ; 1 et 1 : la moyenne simple."),
            PairForm,
            ["1", "1"],
        ),
        Parameter(
            "note_gardee",
            _("Note gardée après un redoublement"),
            _("Celle d’une UE non acquise qui se marie à l’autre dans le RCUE."),
            _one_of(("meilleure", _("la meilleure")), ("dernière", _("la dernière"))),
            "meilleure",
        ),
        Parameter(
            "bonus",
            _("Bonus"),
            _("Sport, culture, engagement : une note de bonus donne des points aux UE."),
            BonusForm,
            "aucun",
        ),
        Parameter(
            "effectif_affiche",
            _("Effectif affiché"),
            _("Rangs et répartitions sont cachés dans une classe plus petite."),
            CountForm,
            5,
        ),
        Parameter(
            "rang",
            _("Rang"),
            _("Le rang de chaque étudiant, par sa moyenne indicative, qui ne décide de rien."),
            _one_of(
                ("caché", _("caché à tous")),
                ("équipe", _("montré à l’équipe, jamais aux étudiants")),
                ("étudiants", _("montré à l’équipe, et à chacun sur son bulletin")),
            ),
            "caché",
        ),
    )


def _about_papers() -> tuple[Parameter, ...]:
    return (
        Parameter(
            "table_ects",
            _("Table de notation ECTS"),
            _("La répartition des notes acquises dans un groupe de référence, imprimée sur les relevés."),
            GradingForm,
            "aucune",
            moves_figures=False,
        ),
    )
