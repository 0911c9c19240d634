# SPDX-License-Identifier: EUPL-1.2
"""What a person must look at before a registry file goes back; it can be used meanwhile."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from delibere.foundation.findings import Finding
from delibere.foundation.language import _, plural
from delibere.interchange.apogee.bytes import MIXED, Encoding
from delibere.interchange.apogee.columns import Column
from delibere.interchange.apogee.damage import damaged
from delibere.interchange.apogee.file import ApogeeFile
from delibere.interchange.apogee.sections import (
    TITLES,
    VALUES,
    Section,
    error,
)
from delibere.interchange.apogee.students import BIRTH, nameless, read_head

_YEAR = re.compile(r"\d{4}/\d{4}")


def doubts(file: ApogeeFile, sections: tuple[Section, ...], declared: Encoding | None) -> tuple[Finding, ...]:
    """What a person must look at before the file goes back; it can be used."""
    by_name = {section.name: section for section in sections}
    return (
        *_encoding(file, declared),
        *_damage(file),
        *_newlines(file),
        *_titles(file, by_name),
        *_odd_columns(file),
        *_head_against_columns(file, by_name),
        *_odd_rows(file, by_name),
        *_odd_births(file),
    )


def _encoding(file: ApogeeFile, declared: Encoding | None) -> Iterator[Finding]:
    if declared and file.encoding is not declared:
        message = _(
            "le fichier est en {found}, et {declared} est déclaré : il a changé d’encodage en chemin, ou la "
            "déclaration est à revoir. Il est lu, et serait rendu, comme il est."
        )
        yield error(message.format(found=file.encoding, declared=declared))


def _odd_births(file: ApogeeFile) -> Iterator[Finding]:
    message = _("« {text} » n’est pas une date de naissance : elle ne sera pas reprise.")
    for row in file.rows:
        if row.birth and row.born is None and not row.spaced:
            yield error(message.format(text=row.birth), row.line, BIRTH, row.nip)


def _damage(file: ApogeeFile) -> Iterator[Finding]:
    words = [(index + 1, word) for index in range(len(file.lines)) if (word := damaged(file.text(index)))]
    if words:
        message = plural(
            _("« {word} » trahit une mauvaise conversion des lettres, avant nous ; rien n’y est changé."),
            _(
                "« {word} » et {more} autres lignes trahissent une mauvaise conversion des lettres, "
                "avant nous ; rien n’y est changé."
            ),
            len(words),
        )
        line, word = words[0]
        yield error(message.format(word=word, more=len(words) - 1), line)


def _newlines(file: ApogeeFile) -> Iterator[Finding]:
    if file.newline == MIXED:
        yield error(
            _(
                "les lignes ne finissent pas toutes de même : le fichier a été retouché. Chacune est laissée "
                "comme elle est."
            )
        )


def _titles(file: ApogeeFile, sections: dict[str, Section]) -> Iterator[Finding]:
    if TITLES not in sections:
        yield error(_("il manque la section XX-APO_TITRES-XX : ni l’année ni le diplôme ne sont connus."))
    elif not _YEAR.fullmatch(file.titles.get("apoC_annee", "")):
        message = _("l’année « {year} » (apoC_annee) n’a pas la forme 2023/2024.")
        yield error(message.format(year=file.titles.get("apoC_annee", "")), sections[TITLES].index + 1)


def _odd_columns(file: ApogeeFile) -> Iterator[Finding]:
    for column in file.columns:
        if not column.code or len(column.kind) != 1:
            yield error(_("colonne décrite à moitié : elle ne sera pas remplie."), column.line, column.id)
    for before, after in pairwise((None, *file.columns)):
        expected = before.number + 1 if before else 1
        if after and after.number != expected:
            message = _("les numéros de colonne sautent : apoL_c{expected} attendue.")
            yield error(message.format(expected=f"{expected:04d}"), after.line, after.id)
    yield from _same_columns(file.columns)


def _same_columns(columns: Iterable[Column]) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], Column] = {}
    message = _("{column} dit la même chose que {other} : rien ne les distingue.")
    for column in columns:
        if column.key in seen:
            yield error(message.format(column=column.name, other=seen[column.key].id), column.line, column.id)
        seen.setdefault(column.key, column)


def _head_against_columns(file: ApogeeFile, sections: dict[str, Section]) -> Iterator[Finding]:
    head = read_head(sections[VALUES]) if VALUES in sections else None
    if head is None:
        return
    described = {column.id for column in file.columns}
    for column in file.columns:
        if column.id not in file.places:
            message = _(
                "colonne décrite, mais absente de la ligne des colonnes de VALEURS : "
                "elle ne sera pas remplie."
            )
            yield error(message, column.line, column.id)
    for name in head.ids:
        if name.startswith("apoL_c") and name not in described:
            message = _("colonne de VALEURS que COLONNES ne décrit pas : elle ne sera pas remplie.")
            yield error(message, head.index + 1, name)


def _odd_rows(file: ApogeeFile, sections: dict[str, Section]) -> Iterator[Finding]:
    head = read_head(sections[VALUES]) if VALUES in sections else None
    if head is None:
        return
    if not file.rows:
        yield error(_("aucun étudiant : demandez l’extraction après les inscriptions."), head.index + 1)
    for line in nameless(sections[VALUES], head):
        yield error(_("ligne sans numéro d’étudiant, laissée comme elle est."), line)
    for row in file.rows:
        if row.spaced:
            message = _(
                "les champs de {nip} sont séparés par des espaces, non des tabulations : "
                "rien ne sera écrit sur cette ligne."
            )
            yield error(message.format(nip=row.nip), row.line, subject=row.nip)
        elif any(field.strip() for field in row.fields[len(head.ids) :]):
            message = _(
                "{nip} a des cases au-delà de la dernière colonne : une tabulation de trop "
                "dans la ligne\u202f?"
            )
            yield error(message.format(nip=row.nip), row.line, subject=row.nip)
        elif not row.nip.isdecimal():
            yield error(
                _("« {nip} » n’est pas un numéro d’étudiant.").format(nip=row.nip), row.line, subject=row.nip
            )
    yield from _same_students(file)


def _same_students(file: ApogeeFile) -> Iterator[Finding]:
    message = _(
        "{nip} est sur plusieurs lignes ({lines}) : rien n’y sera écrit tant qu’on ne sait pas "
        "laquelle remplir."
    )
    for nip, count in Counter(row.nip for row in file.rows).items():
        if count > 1:
            lines = [row.line for row in file.rows if row.nip == nip]
            yield error(message.format(nip=nip, lines=", ".join(map(str, lines))), lines[-1], subject=nip)
