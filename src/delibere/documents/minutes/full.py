# SPDX-License-Identifier: EUPL-1.2
"""The minutes (procès-verbal) to sign: session, rules, every figure and code, motives, signatures, hash."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from delibere.documents.codes import NO_VALUE
from delibere.documents.dates import day_on_paper, hour_on_paper, on_paper
from delibere.documents.minutes.table import class_table
from delibere.documents.minutes.values import Minutes, MinutesStudent
from delibere.documents.typesetting import Json, short_fingerprint, typeset
from delibere.foundation.language import _, plural
from delibere.jury.codes import Code
from delibere.jury.outcomes import Subject
from delibere.jury.wording.codes import short_words

TEMPLATE = "minutes/minutes.typ"
_PLAIN = frozenset({None, Code.ADM, Code.ADSUP, Code.ADJ})
"""Years that need no motive of their own."""


def typeset_minutes(minutes: Minutes) -> bytes:
    """The minutes, PDF."""
    return typeset(TEMPLATE, minutes_values(minutes))


def minutes_values(minutes: Minutes) -> Json:
    """The values of their template."""
    numbers = {student.nip: number for number, student in enumerate(minutes.students, 1)}
    return {
        "title": _("Procès-verbal de jury"),
        "draft": None if minutes.sealed else _("PROJET"),
        "identity": minutes.institution.of_year(minutes.academic_year),
        "subtitle": [minutes.course, minutes.title[:1].upper() + minutes.title[1:]],
        "facts": _facts(minutes),
        "words": _words(),
        "members": _members(minutes),
        "quorum": _quorum(minutes),
        "texts": minutes.texts,
        "parameters": [list(line) for line in minutes.parameters],
        "summary": _summary(minutes),
        "classes": [class_table(one, numbers, annual=minutes.annual) for one in minutes.classes],
        "motives": [motive for student in minutes.students for motive in _motives(student, numbers)],
        "reserves": [sentence for student in minutes.students for sentence in _reserves(student)],
        "closing": _closing(minutes),
        "signatures": _signatures(minutes),
        "fingerprint": [minutes.fingerprint[at : at + 8] for at in range(0, 64, 8)],
        "foot": _foot(minutes),
    }


def _facts(minutes: Minutes) -> list[Json]:
    held = minutes.held_at
    when = NO_VALUE if held is None else f"{day_on_paper(held.date())}, {hour_on_paper(held)}"
    return [
        {"label": _("Séance"), "value": when},
        {"label": _("Lieu"), "value": minutes.place or NO_VALUE},
        {"label": _("Jury nommé par"), "value": minutes.act or NO_VALUE},
        {"label": _("Étudiants délibérés"), "value": str(len(minutes.students))},
    ]


def _words() -> Json:
    return {
        "members": _("1. Composition du jury"),
        "member_heads": [_("Nom"), _("Qualité"), _("Fonction"), _("Présence")],
        "rules": _("2. Textes appliqués et paramètres"),
        "rule_heads": [_("Paramètre"), _("Valeur utilisée"), _("Source")],
        "summary": _("3. Résultats d’ensemble"),
        "summary_heads": [_("Code"), _("Signification"), _("Étudiants")],
        "total": _("Total"),
        "results": _("4. Résultats individuels"),
        "motives": _("5. Décisions motivées"),
        "motive_heads": [_("Étudiant (n°)"), _("Proposé"), _("Décidé"), _("Motifs")],
        "no_motive": _("Toutes les décisions sont celles que les règles proposent."),
        "reserves": _("6. Suites et réserves"),
        "no_reserve": _("Aucune."),
        "closing": _("7. Clôture"),
        "fingerprint": _("Empreinte SHA-256 des données délibérées"),
        "same": _(
            "Deux exemplaires du même procès-verbal portent la même empreinte. Une décision n’est jamais "
            "modifiée : une décision postérieure la remplace et les deux restent lisibles."
        ),
        "page": _("page"),
    }


def _members(minutes: Minutes) -> list[Json]:
    return [
        [one.name, one.quality or NO_VALUE, one.function, _("oui") if one.present else _("non")]
        for one in minutes.members
    ]


def _quorum(minutes: Minutes) -> str:
    present = sum(one.present for one in minutes.members)
    sentence = plural("{present} membre présent sur {all}.", "{present} membres présents sur {all}.", present)
    return sentence.format(present=present, all=len(minutes.members))


def _summary(minutes: Minutes) -> Json:
    """Codes of the year, or of the UE after an odd semester, that sum to what was decided."""
    counts = _codes(minutes)
    ordered = sorted(
        counts.items(), key=lambda pair: (pair[0] is None, list(Code).index(pair[0]) if pair[0] else 0)
    )
    return {
        "rows": [
            [code.value if code else NO_VALUE, _named(code, minutes), str(count)] for code, count in ordered
        ],
        "total": str(sum(counts.values())),
        "unit": _("Étudiants") if minutes.annual else _("UE"),
    }


def _codes(minutes: Minutes) -> Counter[Code | None]:
    if minutes.annual:
        return Counter(student.year_code for student in minutes.students)
    lines = [line for student in minutes.students for line in student.lines]
    return Counter(line.code for line in lines if line.subject is Subject.UE and not line.earlier)


def _named(code: Code | None, minutes: Minutes) -> str:
    if code is None:
        return _("Rien n’est décidé")
    words = short_words(code, Subject.YEAR if minutes.annual else Subject.UE)
    return words[:1].upper() + words[1:]


def _motives(student: MinutesStudent, numbers: Mapping[str, int]) -> Iterator[Json]:
    """Whatever is not plainly given by the rules: what the jury chose, and a year that is not validated."""
    who = f"{student.name} ({numbers[student.nip]})"
    for line in student.lines:
        if line.motive and line is not student.year:
            yield [f"{who}, {line.label}", _code(line.proposed), _code(line.code), line.motive]
    year = student.year
    if (
        student.fact is None
        and year
        and (year.motive or year.code not in {None, Code.ADM, Code.ADSUP, Code.ADJ})
    ):
        yield [who, _code(year.proposed), _code(year.code), year.motive or student.sentence]


def _code(code: Code | None) -> str:
    return code.value if code else NO_VALUE


def _reserves(student: MinutesStudent) -> Iterator[str]:
    """Facts, what waits, and what this session gives to earlier years."""
    if student.fact is not None:
        fact = short_words(student.fact, Subject.YEAR)
        yield _("{name} : {fact} ({code}).").format(name=student.name, fact=fact, code=student.fact)
    elif student.pending:
        what = " ; ".join(_reasons(student.pending))
        yield _("{name} : décision en attente, {what}.").format(name=student.name, what=what)
    for code in (Code.ADSUP, Code.ADJ, Code.ADJR):
        labels = [line.label for line in student.lines if line.earlier and line.code is code]
        if labels:
            sentence = _("{name} : {labels}, d’une année antérieure, en {code}.")
            yield sentence.format(name=student.name, labels=", ".join(labels), code=code)


def _reasons(pending: Sequence[str]) -> list[str]:
    """Each thing that is missing, once: a mark is awaited by several UE."""
    things = [thing for text in pending for thing in text.partition(" : ")[2].split(" ; ")]
    return list(dict.fromkeys(filter(None, things))) or list(pending)


def _closing(minutes: Minutes) -> str:
    if not minutes.sealed:
        return _("Projet : la séance n’est pas close, rien n’est arrêté.")
    sentence = _("Après en avoir délibéré, le jury souverain arrête les résultats et décisions ci-dessus.")
    if minutes.closed_at is None:
        return sentence
    risen = _("Séance levée à {hour}.").format(hour=hour_on_paper(minutes.closed_at))
    return f"{sentence} {risen}"


def _signatures(minutes: Minutes) -> list[Json]:
    """The president and the members who were there."""
    return [{"function": one.function, "name": one.name} for one in minutes.members if one.present]


def _foot(minutes: Minutes) -> str:
    day = on_paper(minutes.held_at.date()) if minutes.held_at else NO_VALUE
    return _("Procès-verbal du jury du {day}, {title}. Empreinte {digest}").format(
        day=day, title=minutes.title, digest=short_fingerprint(minutes.fingerprint)
    )
