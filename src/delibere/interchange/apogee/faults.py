# SPDX-License-Identifier: EUPL-1.2
"""Why a registry file cannot be used at all."""

from collections import Counter
from collections.abc import Iterator

from delibere.foundation.findings import Finding
from delibere.foundation.language import _
from delibere.interchange.apogee.file import ApogeeFile
from delibere.interchange.apogee.sections import COLUMNS, VALUES, Section, error
from delibere.interchange.apogee.students import read_head


def faults(file: ApogeeFile, sections: tuple[Section, ...]) -> tuple[Finding, ...]:
    """Why the file cannot be used: each an ERROR."""
    return (
        *_sections_missing(sections),
        *_sections_twice(sections),
        *_columns_unknown(file, sections),
        *_head(sections),
    )


def _sections_missing(sections: tuple[Section, ...]) -> Iterator[Finding]:
    names = {section.name for section in sections}
    message = _(
        "il manque la section XX-APO_{section}-XX : ce n’est pas un fichier d’échange Apogée, "
        "ou il est coupé."
    )
    for name in (COLUMNS, VALUES):
        if name not in names:
            yield error(message.format(section=name))


def _sections_twice(sections: tuple[Section, ...]) -> Iterator[Finding]:
    message = _("la section XX-APO_{section}-XX apparaît deux fois : deux fichiers mis bout à bout\u202f?")
    seen = set()
    for section in sections:
        if section.name in seen:
            yield error(message.format(section=section.name), section.index + 1)
        seen.add(section.name)


def _columns_unknown(file: ApogeeFile, sections: tuple[Section, ...]) -> Iterator[Finding]:
    if COLUMNS not in {section.name for section in sections}:
        return
    if not file.columns:
        yield error(_("la section COLONNES ne décrit aucune colonne (apoL_c0001…)."))
    message = _("la colonne {id} est décrite deux fois : on ne sait pas laquelle est dans VALEURS.")
    for name, count in Counter(column.id for column in file.columns).items():
        if count > 1:
            lines = [column.line for column in file.columns if column.id == name]
            yield error(message.format(id=name), lines[-1], name)


def _head(sections: tuple[Section, ...]) -> Iterator[Finding]:
    for section in sections:
        if section.name != VALUES:
            continue
        head = read_head(section)
        if head is None:
            message = _(
                "VALEURS ne commence pas par la ligne des colonnes (apoL_a01_code…) : on ne sait pas "
                "quelle case est de quelle colonne."
            )
            yield error(message, section.index + 1)
            continue
        for name, count in Counter(name for name in head.ids if name).items():
            if count > 1:
                message = _("{id} est deux fois dans la ligne des colonnes de VALEURS.")
                yield error(message.format(id=name), head.index + 1, name)
