# SPDX-License-Identifier: EUPL-1.2
"""Reads outcomes, all remarks in one pass; nothing is half-read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.findings import Finding, errors
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.numbers import read_decimal, read_fraction
from delibere.foundation.people import without_zeros
from delibere.interchange.outcomes.entries import Entry, read_entries
from delibere.interchange.outcomes.fields import NAMES, NO, SUBJECTS, YES
from delibere.interchange.outcomes.slots import competences, semester_maquettes
from delibere.interchange.spreadsheet.identity import is_nip, nip_refusal
from delibere.jury.codes import Code
from delibere.jury.outcomes import Outcome, Subject

_OF_A_SLOT = frozenset({Subject.UE, Subject.RCUE})
_OF_AN_EVEN_SEMESTER = frozenset({Subject.RCUE, Subject.YEAR})


@dataclass(frozen=True, slots=True)
class OutcomeList:
    """What such a file holds: no outcome as soon as a finding is an error."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]


def read_outcomes(data: bytes, name: str, curriculum: Curriculum) -> OutcomeList:
    """Read JSON, CSV or XLSX, told apart by content.

    Args:
        data: the whole file.
        name: of the file, for the messages.
        curriculum: gives the semester and the competence that « s3-fi-osc;UE31 » means.

    Raises:
        UnusableInputError: not a file of outcomes.
    """
    entries, findings = read_entries(data, name, curriculum)
    readings = [_Reading(entry, curriculum) for entry in entries]
    outcomes = [reading.outcome() for reading in readings]
    findings += [finding for reading in readings for finding in reading.findings]
    findings += _doubles(entries, outcomes)
    read = () if errors(findings) else tuple(outcome for outcome in outcomes if outcome is not None)
    return OutcomeList(read, tuple(findings))


def read_outcome(texts: Mapping[str, str], curriculum: Curriculum) -> OutcomeList:
    """Read one outcome typed in a form: `texts` by field; a field left out is empty."""
    reading = _Reading(Entry({name: texts.get(name, "").strip() for name in NAMES}), curriculum)
    outcome = reading.outcome()
    return OutcomeList((outcome,) if outcome else (), tuple(reading.findings))


@dataclass(slots=True)
class _Reading:
    """One entry being read, and what is wrong with it."""

    entry: Entry
    curriculum: Curriculum
    findings: list[Finding] = field(default_factory=list)

    def outcome(self) -> Outcome | None:
        """The outcome, None as soon as one field is wrong."""
        subject, year, semester = self._subject(), self._year(), self._semester()
        read = Outcome(
            self._nip(),
            year or AcademicYear(0),
            subject or Subject.UE,
            semester or 0,
            self._competence(subject),
            self._code(subject),
            self._mark(),
            self._ects(),
            self._elsewhere(),
        )
        if subject in _OF_AN_EVEN_SEMESTER and semester and semester % 2:
            self._refuse(_("Un RCUE ou une année se dit par son semestre pair."), "maquette")
        return None if self.findings else read

    def _text(self, name: str) -> str:
        return self.entry.texts[name]

    def _refuse(self, message: str, name: str) -> None:
        sentence = message.format(text=self._text(name), codes=", ".join(Code))
        self.findings.append(self.entry.error(sentence, name))

    def _nip(self) -> str:
        nip = self._text("nip")
        if not is_nip(nip):
            self.findings.append(self.entry.error(nip_refusal(nip), "nip"))
        return nip

    def _year(self) -> AcademicYear | None:
        year = AcademicYear.parse(self._text("annee"))
        if year is None:
            self._refuse(_("« {text} » n’est pas une année universitaire : écrivez 2022-2023."), "annee")
        return year

    def _subject(self) -> Subject | None:
        subject = SUBJECTS.get(plain_letters(self._text("objet")))
        if subject is None:
            self._refuse(_("« {text} » n’est pas un objet : ue, rcue, annee ou inscription."), "objet")
        return subject

    def _semester(self) -> int | None:
        maquettes = semester_maquettes(self.curriculum, self._text("maquette"))
        if not maquettes:
            self._refuse(
                _("« {text} » n’est pas une maquette de l’annexe (s3-fi-osc) ni un semestre (s3)."),
                "maquette",
            )
            return None
        return maquettes[0].semester

    def _competence(self, subject: Subject | None) -> str | None:
        text = self._text("ue")
        if subject is None:
            return None
        if subject not in _OF_A_SLOT:
            if text:
                self._refuse(_("« {text} » : une année ou une inscription n’a pas d’UE, videz-la."), "ue")
            return None
        found = competences(semester_maquettes(self.curriculum, self._text("maquette")), text)
        if len(found) == 1:
            return found.pop()
        if found:
            self._refuse(
                _("« {text} » nomme plusieurs compétences : précisez la maquette (s3-fi-osc)."), "ue"
            )
        else:
            self._refuse(_("« {text} » n’est pas une UE de cette maquette."), "ue")
        return None

    def _code(self, subject: Subject | None) -> Code | None:
        text = self._text("code").upper()
        if subject is None:
            return None
        if subject is Subject.ENROLMENT:
            if text:
                self._refuse(_("« {text} » : une inscription n’a pas de code, videz-le."), "code")
            return None
        if text not in set(Code):
            self._refuse(_("« {text} » n’est pas un code : {codes}."), "code")
            return None
        return Code(text)

    def _mark(self) -> Fraction | None:
        text = self._text("note")
        mark = read_fraction(text) if text else None
        if text and (mark is None or not 0 <= mark <= 20):
            self._refuse(_("« {text} » n’est pas une moyenne sur 20 : écrivez 9,46 ou 29/3."), "note")
        return mark

    def _ects(self) -> Decimal | None:
        text = self._text("ects")
        ects = read_decimal(text) if text else None
        if text and (ects is None or ects < 0):
            self._refuse(_("« {text} » n’est pas un nombre d’ECTS."), "ects")
        return ects

    def _elsewhere(self) -> bool:
        text = plain_letters(self._text("ailleurs"))
        if text not in {"", YES, NO}:
            self._refuse(_("« {text} » : écrivez oui ou non, ou rien."), "ailleurs")
        return text == YES


def _doubles(entries: Sequence[Entry], outcomes: Sequence[Outcome | None]) -> list[Finding]:
    """Two outcomes of a student on the same thing, the same year: the message names both."""
    first: dict[tuple[object, ...], Entry] = {}
    message = _("Cette décision est déjà dite ({place}) : gardez-en une.")
    found = []
    for entry, outcome in zip(entries, outcomes, strict=True):
        if outcome is None:
            continue
        subject = (outcome.academic_year, outcome.subject, outcome.semester, outcome.competence)
        key = (without_zeros(outcome.nip), *subject)
        if key in first:
            found.append(entry.error(message.format(place=first[key].place), "nip"))
        first.setdefault(key, entry)
    return found
