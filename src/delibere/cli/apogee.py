# SPDX-License-Identifier: EUPL-1.2
"""`delibere apogee`: look at a registry file, fill it to the byte, compare two."""

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from delibere.cli.arguments import AS_JSON, EXISTING, output
from delibere.cli.output import (
    FINDINGS,
    FINE,
    UNUSABLE,
    dump,
    plain_table,
    print_findings,
    refuse,
    screen,
    written,
)
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _, plural
from delibere.interchange.apogee import ApogeeFile, Comparison, DecimalSign, Encoding, Judged, compare
from delibere.services.files.registry_file import (
    Filling,
    fill_registry_file,
    open_registry_file,
    told,
)

SIGNS = {"virgule": DecimalSign.COMMA, "point": DecimalSign.DOT}
FILE = click.argument("path", metavar="FICHIER", type=EXISTING, help=_("Le fichier reçu de la scolarité."))

ENCODING = click.option(
    "--encoding",
    type=click.Choice([one.value for one in Encoding]),
    callback=lambda _context, _option, name: name and Encoding(name),
    help=_("L’encodage des fichiers de la scolarité ; un fichier qui en a un autre est signalé."),
)


@click.group(help=_("Lire, vérifier, remplir et comparer les fichiers d’échange d’Apogée."))
def apogee() -> None:
    """See the help."""


@apogee.command(
    help=_(
        "Vérifie un fichier d’Apogée : encodage, colonnes, étudiants, ce qui est douteux.\n\n"
        "Finit par 0 (rien à dire), 1 (douteux : à regarder) ou 2 (fichier inutilisable).\n\n"
        "Exemple : delibere apogee check VDTCJ_V1CJ.txt --json"
    )
)
@FILE
@ENCODING
@AS_JSON
def check(path: Path, *, encoding: Encoding | None, as_json: bool) -> None:
    """See the help."""
    try:
        file = open_registry_file(path, encoding)
    except UnusableInputError as error:
        if as_json:
            dump(_unreadable(error))
        sys.exit(UNUSABLE if as_json else refuse(error))
    if as_json:
        dump(told(file))
    else:
        _print_head(screen(), file)
        _print_told(screen(), file)
    sys.exit(_ending(file))


def _ending(file: ApogeeFile) -> int:
    if file.errors:
        return UNUSABLE
    return FINDINGS if file.warnings else FINE


def _unreadable(error: UnusableInputError) -> dict[str, object]:
    nothing: list[object] = []
    return {
        "encoding": None,
        "newline": None,
        "titles": {},
        "result_codes": None,
        "columns": nothing,
        "students": nothing,
        "warnings": nothing,
        "errors": [str(error)],
        "notices": nothing,
    }


def _print_head(console: Console, file: ApogeeFile) -> None:
    titles = [file.titles.get(key, "") for key in ("apoC_annee", "apoC_cod_dip", "apoC_lib_dip")]
    console.print(f"[bold]{escape(' · '.join(part for part in titles if part) or file.name)}[/]")
    if file.original_name:
        console.print(escape(_("fichier de la scolarité : {name}").format(name=file.original_name)))
    message = _("{encoding}, fins de ligne {newline} ; {columns} colonnes, {students} étudiants")
    counts = {"columns": len(file.columns), "students": len(file.rows)}
    console.print(message.format(encoding=file.encoding, newline=file.newline, **counts))


def _print_told(console: Console, file: ApogeeFile) -> None:
    print_findings(console, [*file.errors, *file.warnings, *file.notices])
    if file.errors:
        console.print(f"[bold]{_('Fichier inutilisable.')}[/]")
    elif file.warnings:
        console.print(f"[bold]{_('Fichier douteux : à regarder avant de le rendre.')}[/]")
    else:
        console.print(f"[bold]{_('Rien à dire.')}[/]")


@apogee.command(
    help=_(
        "Montre ce qu’un fichier d’Apogée contient : colonnes, étudiants, cases.\n\n"
        "Exemple : delibere apogee read VDTCJ_V1CJ.txt"
    )
)
@FILE
@ENCODING
@AS_JSON
def read(path: Path, *, encoding: Encoding | None, as_json: bool) -> None:
    """See the help."""
    file = open_registry_file(path, encoding)
    if as_json:
        rows = [
            {"nip": row.nip, "name": row.name, "cells": _cells(file, index)}
            for index, row in enumerate(file.rows)
        ]
        dump(told(file) | {"rows": rows})
    else:
        console = screen()
        _print_head(console, file)
        _print_columns(console, file)
        _print_rows(console, file)
        _print_told(console, file)
    sys.exit(_ending(file))


def _cells(file: ApogeeFile, index: int) -> dict[str, str]:
    return {column.id: file.cell(file.rows[index], column) for column in file.columns}


def _print_columns(console: Console, file: ApogeeFile) -> None:
    headings = (
        _("Colonne"),
        _("Type"),
        _("Code"),
        _("Version"),
        _("Année"),
        _("Session"),
        _("Nature"),
        _("Intitulé"),
    )
    table = plain_table(*headings)
    for each in file.columns:
        cells = each.id, each.type, each.code, each.version, each.year, each.session, each.kind, each.label
        table.add_row(*map(escape, cells))
    console.print(table)


def _print_rows(console: Console, file: ApogeeFile) -> None:
    table = plain_table(_("NIP"), _("Étudiant"), _("Cases remplies"))
    for index, row in enumerate(file.rows):
        filled = [
            f"{name.removeprefix('apoL_')} {text}" for name, text in _cells(file, index).items() if text
        ]
        table.add_row(escape(row.nip), escape(row.name), escape(" · ".join(filled)))
    console.print(table)


@apogee.command(
    help=_(
        "Remplit un fichier d’Apogée avec une liste de valeurs, et ne change rien d’autre.\n\n"
        "La liste est un CSV « nip;colonne;valeur » ; la colonne s’écrit apoL_c0001, code:nature "
        "(TBQTR301:N) ou code:nature:session. Une seule valeur refusée, et rien n’est écrit.\n\n"
        "Finit par 0 (tout est fait), 1 (des valeurs sont restées de côté) ou 2 (refusé).\n\n"
        "Exemple : delibere apogee fill VDTCJ_V1CJ.txt --values notes.csv -o rempli.txt"
    )
)
@FILE
@click.option(
    "--values", metavar="FICHIER", required=True, type=EXISTING, help=_("La liste des valeurs (CSV).")
)
@output(_("Le fichier rempli, à écrire."), required=True)
@click.option("--replace", is_flag=True, help=_("Remplace aussi les cases qui contiennent autre chose."))
@click.option(
    "--decimal",
    type=click.Choice(list(SIGNS)),
    default="virgule",
    show_default=True,
    help=_("Le signe décimal que la scolarité attend."),
)
@ENCODING
def fill(
    path: Path, *, values: Path, output: Path, replace: bool, decimal: str, encoding: Encoding | None
) -> None:
    """See the help."""
    filling = fill_registry_file(open_registry_file(path, encoding), values, SIGNS[decimal], replace=replace)
    with written(output) as draft:
        draft.write_bytes(filling.data)
    console = screen()
    _print_filling(console, filling)
    console.print(_("Fichier écrit : {path}").format(path=output))
    sys.exit(FINDINGS if filling.not_done else FINE)


def _print_filling(console: Console, filling: Filling) -> None:
    written_cells, not_done = len(filling.written), filling.not_done
    console.print(
        plural(_("{n} case écrite."), _("{n} cases écrites."), written_cells).format(n=written_cells)
    )
    if not_done:
        table = plain_table(_("Pas fait"), _("Étudiant"), _("Colonne"), _("Fichier"), _("Valeur"))
        for one in not_done:
            table.add_row(*map(escape, _not_done(one)))
        console.print(table)
    strangers = filling.unknown_students if filling.judged else ()
    if strangers:
        names = ", ".join(row.nip for row in strangers[:10]) + ("…" if len(strangers) > 10 else "")
        message = plural(
            _("{n} étudiant du fichier sans valeur : {names}."),
            _("{n} étudiants du fichier sans valeur : {names}."),
            len(strangers),
        )
        console.print(escape(message.format(n=len(strangers), names=names)))


def _not_done(one: Judged) -> tuple[str, ...]:
    why = one.message or _("case déjà remplie, gardée (--replace la remplace)")
    return why, one.student, one.cell, one.before, one.after or one.entry.value


@apogee.command(
    help=_(
        "Compare deux états d’un fichier d’Apogée : les cases changées, et elles seules.\n\n"
        "Exemple : delibere apogee diff recu.txt rempli.txt"
    )
)
@click.argument("old", metavar="AVANT", type=EXISTING, help=_("Le fichier d’avant."))
@click.argument("new", metavar="APRÈS", type=EXISTING, help=_("Le fichier d’après."))
@ENCODING
@AS_JSON
def diff(old: Path, new: Path, *, encoding: Encoding | None, as_json: bool) -> None:
    """See the help."""
    comparison = compare(open_registry_file(old, encoding), open_registry_file(new, encoding))
    if as_json:
        dump(_comparison_to_json(comparison))
    else:
        _print_comparison(screen(), comparison)


def _comparison_to_json(comparison: Comparison) -> dict[str, object]:
    return {
        "changes": [
            {
                "student": change.row.nip,
                "column": change.column.id,
                "type": change.column.type,
                "element": change.column.code,
                "kind": change.column.kind,
                "session": change.column.session,
                "old": change.old,
                "new": change.new,
            }
            for change in comparison.changes
        ],
        "removed_students": [row.nip for row in comparison.removed_students],
        "added_students": [row.nip for row in comparison.added_students],
        "removed_columns": [column.id for column in comparison.removed_columns],
        "added_columns": [column.id for column in comparison.added_columns],
        "other_lines": comparison.other_lines,
    }


def _print_comparison(console: Console, comparison: Comparison) -> None:
    if comparison.changes:
        table = plain_table(_("NIP"), _("Étudiant"), _("Élément"), _("Avant"), _("Après"))
        for change in comparison.changes:
            cells = change.row.nip, change.row.name, change.column.name, change.old or "–", change.new or "–"
            table.add_row(*map(escape, cells))
        console.print(table)
    else:
        console.print(_("Aucune case ne change."))
    for message, names in (
        (_("Étudiants disparus : {names}"), [row.nip for row in comparison.removed_students]),
        (_("Étudiants ajoutés : {names}"), [row.nip for row in comparison.added_students]),
        (_("Colonnes disparues : {names}"), [column.name for column in comparison.removed_columns]),
        (_("Colonnes ajoutées : {names}"), [column.name for column in comparison.added_columns]),
    ):
        if names:
            console.print(escape(message.format(names=", ".join(names))))
    if comparison.other_lines:
        console.print(_("Attention : quelque chose change aussi hors des cases des étudiants."))
