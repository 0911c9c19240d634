# SPDX-License-Identifier: EUPL-1.2
"""One page: the decision in the first sentence, results, motives, what stays acquired, ways of appeal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from delibere.documents.codes import NO_VALUE, code_mark
from delibere.documents.dates import on_paper
from delibere.documents.institution import Institution
from delibere.documents.letter.wording import Wording, default_wording, filled
from delibere.documents.typesetting import Json, short_fingerprint, typeset
from delibere.foundation.civil import Civil
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.jury.codes import Code

TEMPLATE = "letter/letter.typ"


@dataclass(frozen=True, slots=True)
class LetterResult:
    """One competence: both UE and their RCUE, in hundredths; None without an average."""

    title: str
    odd: int | None
    even: int | None
    rcue: int | None
    code: Code | None


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter is filled with.

    Attributes:
        name: of the person; civil: how to address him or her, and where.
        values: of the fields of the wording.
        semesters: heads of the two columns (« Sem. 3 », « Sem. 4 »).
        minutes: SHA-256 of the session it is extracted from.
        followed_by: who follows the file, how to write to them; lines.
    """

    institution: Institution
    name: str
    nip: str
    dated: date
    values: Mapping[str, str]
    results: Sequence[LetterResult]
    semesters: tuple[str, str]
    signed_by: tuple[str, str]
    minutes: str
    civil: Civil = field(default_factory=Civil)
    followed_by: Sequence[str] = ()
    wording: Wording = field(default_factory=default_wording)


def typeset_letter(letter: Letter) -> bytes:
    """The letter, PDF.

    Raises:
        UnusableInputError: its wording names a field that does not exist.
    """
    return typeset(TEMPLATE, letter_values(letter))


def letter_values(letter: Letter) -> Json:
    """The values of its template."""
    wording, institution = letter.wording, letter.institution
    return {
        "identity": {
            "before": "",
            "institute": institution.institute,
            "after": f", {institution.university}" if institution.university else "",
            "right": institution.department,
        },
        "followed": [*letter.followed_by, _("N° étudiant {nip}").format(nip=letter.nip)],
        "address": [f"{letter.civil.civility} {letter.name}".strip(), *letter.civil.lines],
        "salutation": _salutation(letter.civil.civility),
        "dated": _("{town}, le {day}").format(town=institution.town or "…", day=on_paper(letter.dated)),
        "title": filled(wording.title, letter.values),
        "opening": filled(wording.opening, letter.values),
        "results": _("Vos résultats"),
        "heads": [_("Compétence, niveau"), *letter.semesters, _("RCUE"), _("Code")],
        "rows": [_row(result) for result in letter.results],
        "sections": _sections(letter),
        "appeal": {
            "title": wording.appeal_title,
            "lead": wording.appeal_lead,
            "ways": list(wording.appeal_ways),
            "end": wording.appeal_end,
        },
        "office": letter.signed_by[0],
        "name": letter.signed_by[1],
        "foot": _("Décision extraite du procès-verbal, empreinte {digest}").format(
            digest=short_fingerprint(letter.minutes)
        ),
        "page": _("page"),
    }


def _salutation(civility: str) -> str:
    """« Monsieur, », « Madame, », any other as the person asked for it; nothing where nothing is known."""
    written = {"M.": _("Monsieur"), "Mme": _("Madame")}.get(civility, civility)
    return f"{written}," if written else ""


def _sections(letter: Letter) -> list[Json]:
    texts = [(title, filled(text, letter.values).strip()) for title, text in letter.wording.sections]
    return [[title, text] for title, text in texts if text]


def _row(result: LetterResult) -> Json:
    figures = [
        NO_VALUE if value is None else french(Fraction(value, 100))
        for value in (result.odd, result.even, result.rcue)
    ]
    return {"title": result.title, "figures": figures, "code": code_mark(result.code)}
