# SPDX-License-Identifier: EUPL-1.2
"""Variants of a registry file that are worth knowing, and change nothing."""

from collections.abc import Iterator

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.apogee.columns import VALUES_BEGIN, VALUES_END
from delibere.interchange.apogee.file import ApogeeFile
from delibere.interchange.apogee.sections import COLUMNS, KNOWN, RESULTS, Section, wrong_counts


def remarks(file: ApogeeFile, sections: tuple[Section, ...]) -> tuple[Finding, ...]:
    """Variants that change nothing."""
    return tuple(Finding(Severity.NOTICE, text, line=line) for line, text in _remarks(file, sections))


def _remarks(file: ApogeeFile, sections: tuple[Section, ...]) -> Iterator[tuple[int | None, str]]:
    by_name = {section.name: section for section in sections}
    if RESULTS not in by_name:
        yield (
            None,
            _("pas de liste des codes de résultat (TYP_RES) : ceux qu’on écrira ne sont pas vérifiés."),
        )
    elif not file.result_codes:
        yield (
            by_name[RESULTS].index + 1,
            _("la liste des codes de résultat est vide : ceux qu’on écrira ne sont pas vérifiés."),
        )
    for section in sections:
        if section.name not in KNOWN:
            yield (
                section.index + 1,
                _("section inconnue {name}, laissée comme elle est.").format(name=section.name),
            )
        if section.name == RESULTS:
            message = _("{count} codes annoncés, {listed} écrits : tous ceux qui sont écrits valent.")
            yield from ((line, message.format(count=c, listed=n)) for line, c, n in wrong_counts(section))
    if file.columns:
        yield from _column_remarks(file, by_name)


def _column_remarks(file: ApogeeFile, sections: dict[str, Section]) -> Iterator[tuple[int | None, str]]:
    words = {word for _index, text in sections[COLUMNS].lines for word in text.split()}
    for word in (VALUES_BEGIN, VALUES_END):
        if word not in words:
            yield (
                sections[COLUMNS].index + 1,
                _("il manque {word} ; les colonnes se lisent sans.").format(word=word),
            )
    if not any(column.type == "VET" for column in file.columns):
        yield None, _("aucune colonne de l’année (VET) : le fichier ne dit pas l’étape.")
    others = sorted({column.kind for column in file.columns if column.kind and not column.is_filled})
    if others:
        yield None, _("colonnes {kinds}, jamais remplies.").format(kinds=", ".join(others))
    years = sorted({column.year for column in file.columns} - {file.year, ""})
    if years and file.year:
        message = _("des colonnes de {years}, dans un fichier de {year}.")
        yield None, message.format(years=", ".join(years), year=file.year)
