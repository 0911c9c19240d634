# SPDX-License-Identifier: EUPL-1.2
"""The juries of ScoDoc as lines of a past: what they only number is named by the maquettes."""

from collections.abc import Iterator

from delibere.curriculum.model import Curriculum
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import minimal, write_fraction
from delibere.interchange.outcomes.fields import NAMES
from delibere.interchange.outcomes.slots import semester_maquettes
from delibere.interchange.scodoc import JuryFile, JuryRecord, RecordedUe
from delibere.jury.codes import ACQUIRED, Code

Line = tuple[int, dict[str, str]]
"""Rank of the record, and its texts by field."""


def lines_of(read: JuryFile, curriculum: Curriculum) -> tuple[list[Line], list[Finding]]:
    """The lines of a file, and what keeps some of its students out."""
    lines: list[Line] = []
    findings = [Finding(Severity.NOTICE, _("Laissé de côté : {what}").format(what=w)) for w in read.left_out]
    for record in read.records:
        competences = _competences(record, curriculum)
        if isinstance(competences, str):
            message = _("Décision n° {number} : {message}")
            text = message.format(number=record.number, message=competences)
            findings.append(Finding(Severity.ERROR, text, cell="rcues", subject=record.student))
        else:
            lines += [(record.number, texts) for texts in _lines(record, competences)]
    return lines, findings


def _competences(record: JuryRecord, curriculum: Curriculum) -> tuple[str, ...] | str:
    """The key of each RCUE, in order; a sentence when they cannot be told."""
    if record.year is None:
        return _("l’année (1 à 3) n’est pas dite : ajoutez « ordre » à « annee ».")
    slug = record.maquette or f"s{2 * record.year}"
    maquettes = semester_maquettes(curriculum, slug)
    if not maquettes:
        return _("« {slug} » n’est pas une maquette publiée.").format(slug=slug)
    orders = {tuple(ue.competence for ue in maquette.ues) for maquette in maquettes}
    fitting = [order for order in orders if len(order) == len(record.rcues)]
    if record.rcues and not fitting:
        message = _("{count} RCUE dans le fichier, {expected} dans {slug} : complétez-les dans l’ordre.")
        expected = len(min(orders, key=len))
        return message.format(count=len(record.rcues), expected=expected, slug=slug)
    if len(fitting) > 1:
        message = _('plusieurs parcours sont possibles : ajoutez à cet étudiant "maquette": "{slug}".')
        return message.format(slug=maquettes[0].id)
    return fitting[0] if fitting else ()


def _lines(record: JuryRecord, competences: tuple[str, ...]) -> Iterator[dict[str, str]]:
    year = record.school_year
    common = {"nip": record.nip, "annee": "" if year is None else f"{year}-{year + 1}"}
    for half in (0, 1):
        ues = [(rcue.odd, rcue.even)[half] for rcue in record.rcues]
        if any(ue is not None and ue.mean is not None for ue in ues):
            yield _texts(common, _slug(record, half), "inscription")
        for ue, competence in zip(ues, competences, strict=True):
            if ue is not None and ue.code is not None:
                yield _texts(common, _slug(record, half), "ue", competence, ue.code, **_figures(ue))
    for rcue, competence in zip(record.rcues, competences, strict=True):
        if rcue.code is not None:
            note = "" if rcue.mean is None else write_fraction(rcue.mean)
            yield _texts(common, _slug(record, 1), "rcue", competence, rcue.code, note=note)
    if record.code is not None:
        yield _texts(common, _slug(record, 1), "annee", "", record.code)


def _figures(ue: RecordedUe) -> dict[str, str]:
    """The mark as written; credits where they were granted."""
    granted = ue.ects is not None and ue.code in ACQUIRED
    return {
        "note": "" if ue.mean is None else write_fraction(ue.mean),
        "ects": minimal(ue.ects) if granted and ue.ects is not None else "",
    }


def _slug(record: JuryRecord, half: int) -> str:
    semester = 2 * (record.year or 0) - 1 + half
    return f"s{semester}{record.maquette[2:]}"


def _texts(
    common: dict[str, str], maquette: str, objet: str, ue: str = "", code: Code | None = None, **more: str
) -> dict[str, str]:
    told = {"maquette": maquette, "objet": objet, "ue": ue, "code": code or "", **common, **more}
    return {name: told.get(name, "") for name in NAMES}
