# SPDX-License-Identifier: EUPL-1.2
"""Forms of a jury: who meets, when, about whom; its closing, correction and publication."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils import timezone

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.services.records.juries.closing import refuse_another_title
from delibere.services.records.juries.sessions import TypedMember, TypedSession
from delibere.store.models import JurySession, Promotion, SessionKind


def moment_input() -> forms.DateTimeInput:
    """The browser's own calendar and clock."""
    return forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


class SessionForm(forms.Form):
    """A session; the service says what is wrong in it."""

    kind = forms.ChoiceField(
        label=_("Nature"),
        choices=[(kind.value, kind.word) for kind in SessionKind],
        widget=forms.RadioSelect,
        initial=SessionKind.ANNUAL,
    )
    promotions = forms.MultipleChoiceField(
        label=_("Promotions jugées"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "pour un jury annuel, les semestres pairs : le semestre impair de chacun est jugé avec lui"
        ),
    )
    title = forms.CharField(label=_("Intitulé"), max_length=160, help_text=_("Jury annuel · BUT2 · FI · OSC"))
    held_at = forms.DateTimeField(label=_("Réuni le"), required=False, widget=moment_input())
    place = forms.CharField(label=_("Lieu"), max_length=160, required=False)
    president = forms.CharField(
        label=_("Président"),
        max_length=160,
        required=False,
        help_text=_("le directeur de l’IUT ou son délégué (annexe 1, point 4.6)"),
    )
    act = forms.CharField(
        label=_("Acte de nomination"),
        max_length=250,
        required=False,
        help_text=_("arrêté du 12/09/2023, délégation comprise : il est cité au procès-verbal"),
    )
    members = forms.CharField(
        label=_("Membres"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("un par ligne ; après une virgule, sa qualité"),
    )

    def __init__(
        self,
        promotions: Iterable[Promotion],
        data: Mapping[str, str] | None = None,
        session: JurySession | None = None,
    ) -> None:
        super().__init__(data, initial=_initial(session) if session else None)
        self.known = {str(one.pk): one for one in promotions}
        names = [(key, str(one)) for key, one in self.known.items()]
        self.fields["promotions"].choices = names  # type: ignore[attr-defined]

    @property
    def typed(self) -> TypedSession:
        """As the service wants it."""
        fields = self.cleaned_data
        return TypedSession(
            kind=SessionKind(fields["kind"]),
            promotions=tuple(self.known[key] for key in fields["promotions"]),
            title=fields["title"],
            held_at=fields["held_at"],
            place=fields["place"],
            president=fields["president"],
            act=fields["act"],
            members=tuple(_member(line) for line in fields["members"].splitlines() if line.strip()),
        )

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Put each finding beside its field."""
        for finding in findings:
            self.add_error(finding.cell if finding.cell in self.fields else None, finding.message)


def _member(line: str) -> TypedMember:
    name, _comma, quality = line.partition(",")
    return TypedMember(name.strip(), quality.strip())


def _initial(session: JurySession) -> dict[str, object]:
    members = session.members.all()
    return {
        **{
            name: getattr(session, name) for name in ("kind", "title", "held_at", "place", "president", "act")
        },
        "promotions": [str(one.promotion_id) for one in session.jury_promotions.all()],
        "members": "\n".join(f"{one.name}, {one.quality}" if one.quality else one.name for one in members),
    }


class CloseForm(forms.Form):
    """Nothing irreversible without its name typed."""

    typed = forms.CharField(label=_("Pour confirmer, recopiez l’intitulé"), max_length=160)

    def __init__(self, session: JurySession, data: Mapping[str, str] | None = None) -> None:
        super().__init__(data)
        self.session = session

    def clean_typed(self) -> str:
        """The title.

        Raises:
            ValidationError: another.
        """
        typed = str(self.cleaned_data["typed"])
        try:
            refuse_another_title(self.session, typed)
        except UnusableInputError as error:
            raise forms.ValidationError(str(error)) from error
        return typed


class CorrectForm(forms.Form):
    """Why a closed session is corrected."""

    reason = forms.CharField(
        label=_("Pourquoi cette correction"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("elle est écrite au nouveau procès-verbal ; l’ancien reste lisible tel quel"),
    )


class PublishForm(forms.Form):
    """When students read what was decided."""

    publish_at = forms.DateTimeField(label=_("Publier le"), widget=moment_input(), initial=timezone.localtime)
