# SPDX-License-Identifier: EUPL-1.2
"""From the text of an annex to a curriculum: every section, then the checks over the whole."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from delibere.curriculum.checks import check_credits, check_structure
from delibere.curriculum.competences import with_levels
from delibere.curriculum.model import Curriculum
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _, plural
from delibere.interchange.mcc.document import RawAnnex, Text, cut
from delibere.interchange.mcc.reading import AnnexReading
from delibere.interchange.mcc.section import SectionReading, read_section

MOST_ROWS = 10_000


def read_annex(text: str) -> AnnexReading:
    """What an annex written as text holds.

    Raises:
        UnusableInputError: no complete maquette in it, or no academic year; every finding comes with it.
    """
    raw = cut(text)
    _refuse_what_is_no_annex(raw)
    readings = [read_section(section) for section in raw.sections]
    findings = [finding for reading in readings for finding in reading.findings]
    identified, doubles = _distinct(readings)
    findings += [*doubles, *_announced(raw, len(raw.sections)), *_diplomas(readings)]
    year, about_years = _academic_year(raw)
    findings += about_years
    complete = [reading for reading in identified if reading.complete]
    if not complete or year is None:
        raise _unusable(raw, findings)
    drafts = with_levels(reading.maquette for reading in identified if reading.maquette)
    everything = Curriculum(_main_diploma(readings), year, drafts)
    settled = {reading.maquette.id for reading in complete if reading.maquette}
    curriculum = replace(everything, maquettes=tuple(m for m in drafts if m.id in settled))
    about = [*check_structure(everything), *check_credits(curriculum)]
    findings += _located(about, identified)
    repairs = sorted((repair for reading in readings for repair in reading.repairs), key=lambda r: r.line)
    return AnnexReading(curriculum, tuple(repairs), tuple(sorted(findings, key=_place)))


def _refuse_what_is_no_annex(raw: RawAnnex) -> None:
    """A whole diploma holds in a few hundred rows; a listing of marks gives a finding a cell."""
    rows = sum(len(section.rows) for section in raw.sections)
    if rows > MOST_ROWS:
        message = _("Ce n’est pas une annexe MCC : {rows} lignes, une annexe en a quelques centaines.")
        raise UnusableInputError(message.format(rows=rows))


def _place(finding: Finding) -> tuple[bool, int]:
    return finding.line is None, finding.line or 0


def _unusable(raw: RawAnnex, findings: Sequence[Finding]) -> UnusableInputError:
    if not raw.sections:
        message = _(
            "Ce n’est pas une annexe MCC : aucun titre « Semestre … BUT … » et aucun tableau. "
            "Donnez l’annexe en texte ou Markdown, ou un export de Délibéré (XLSX, CSV, JSON)."
        )
    else:
        message = _("Aucune maquette complète dans ce fichier : corrigez ce qui suit, puis recommencez.")
    return UnusableInputError(message, sorted(findings, key=_place))


def _distinct(readings: Sequence[SectionReading]) -> tuple[list[SectionReading], list[Finding]]:
    """The first maquette of each slug; an error for each other one."""
    kept: dict[str, SectionReading] = {}
    doubles = []
    for reading in readings:
        if reading.identity is None:
            continue
        slug = reading.identity.slug
        if slug in kept:
            message = _("La maquette {slug} est déjà à la ligne {line} : retirez-en une.")
            text = message.format(slug=slug, line=kept[slug].line)
            doubles.append(Finding(Severity.ERROR, text, reading.line, maquette=slug))
        kept.setdefault(slug, reading)
    return list(kept.values()), doubles


def _announced(raw: RawAnnex, found: int) -> Iterator[Finding]:
    if not raw.announced:
        message = _("L’annexe n’annonce pas son nombre de maquettes : rien ne dit qu’elle est entière.")
        yield Finding(Severity.NOTICE, message)
    for announced in raw.announced:
        if int(announced.text) != found:
            message = plural(
                _("L’annexe annonce {announced} maquettes, {found} est là : retrouvez les autres."),
                _("L’annexe annonce {announced} maquettes, {found} sont là : vérifiez lesquelles manquent."),
                found,
            ).format(announced=announced.text, found=found)
            yield Finding(Severity.ERROR, message, announced.line)


def _main_diploma(readings: Sequence[SectionReading]) -> str:
    names = Counter(reading.identity.diploma for reading in readings if reading.identity)
    return names.most_common(1)[0][0] if names else ""


def _diplomas(readings: Sequence[SectionReading]) -> Iterator[Finding]:
    main = _main_diploma(readings)
    for reading in readings:
        if reading.identity and reading.identity.diploma != main:
            message = _("« {other} » ici, « {main} » ailleurs dans l’annexe : un seul diplôme par fichier.")
            text = message.format(other=reading.identity.diploma, main=main)
            yield Finding(Severity.ERROR, text, reading.line, maquette=reading.identity.slug)


def _academic_year(raw: RawAnnex) -> tuple[AcademicYear | None, list[Finding]]:
    """The year most often written, an error for each line that says another, a notice where it is missing."""
    written = [*raw.years, *(year for section in raw.sections for year in section.years)]
    years = Counter(year for text in written if (year := AcademicYear.parse(text.text)))
    if not years:
        message = _("Aucune année universitaire : écrivez-la sur une ligne, par exemple « 2023-2024 ».")
        return None, [Finding(Severity.ERROR, message)]
    main = years.most_common(1)[0][0]
    return main, [*_other_years(written, main), *_missing_years(raw)]


def _other_years(written: Sequence[Text], main: AcademicYear) -> Iterator[Finding]:
    for text in written:
        if AcademicYear.parse(text.text) != main:
            message = _("« {text} » n’est pas l’année du reste de l’annexe, {main}.")
            yield Finding(Severity.ERROR, message.format(text=text.text, main=main), text.line)


def _missing_years(raw: RawAnnex) -> Iterator[Finding]:
    """An annex may write its year once, or in every maquette; but not in all of them save one."""
    without = [section.line for section in raw.sections if not section.years]
    if not raw.years:
        yield Finding(Severity.NOTICE, _("L’année universitaire n’est pas écrite en tête de l’annexe."))
    for line in without if len(without) < len(raw.sections) else ():
        message = _("L’année universitaire manque sous ce titre, d’autres maquettes l’ont.")
        yield Finding(Severity.ERROR, message, line)


def _located(findings: Sequence[Finding], readings: Sequence[SectionReading]) -> Iterator[Finding]:
    """Findings about a curriculum, each once on every line of the file where its subject stands."""
    by_slug = {reading.identity.slug: reading for reading in readings if reading.identity}
    for finding in dict.fromkeys(findings):
        reading = by_slug.get(finding.maquette or "")
        if reading is None:
            yield finding
            continue
        places = (reading.lines.get(name or "") for name in (finding.cell, finding.subject))
        for line in next(filter(None, places), [reading.line]):
            yield replace(finding, line=line)
