# SPDX-License-Identifier: EUPL-1.2
"""`delibere marks`: prepare sheets to fill, check filled ones."""

import sys
from dataclasses import asdict
from pathlib import Path

import click

from delibere.cli.arguments import ANNEX, AS_JSON, EVALUATIONS, EXISTING, SLUG, output
from delibere.cli.output import FINDINGS, FINE, dump, print_findings, screen, written
from delibere.foundation.findings import errors
from delibere.foundation.language import _, plural
from delibere.interchange.marksheets import Layout, MarkSheet
from delibere.services.files.mark_sheets import SheetRequest, prepare_sheet, read_sheet
from delibere.services.files.read_annex import read_annex
from delibere.services.files.scodoc_sheet import sheet_from_scodoc


@click.group(help=_("Préparer et relire des feuilles de notes."))
def marks() -> None:
    """See the help."""


@marks.command(
    help=_(
        "Écrit un classeur à remplir pour une maquette et une liste d’étudiants.\n\n"
        "Exemple : delibere marks template annexe.md s3-fi-osc --students liste.csv -o s3-osc.xlsx"
    )
)
@ANNEX
@SLUG
@click.option(
    "--students",
    metavar="FICHIER",
    required=True,
    type=EXISTING,
    help=_("La liste des étudiants (CSV ou XLSX) : NIP, nom, prénom, groupe."),
)
@EVALUATIONS
@click.option("--single", is_flag=True, help=_("Une seule feuille pour tous les modules."))
@click.option(
    "--bonus",
    metavar="NOM",
    multiple=True,
    help=_("Une colonne de points de bonus local : sport, engagement… (répétable)."),
)
@output(_("Le classeur à écrire (.xlsx)."), required=True)
def template(  # noqa: PLR0913 one parameter for each option of the command line
    annex: Path,
    slug: str,
    *,
    students: Path,
    evaluations: Path | None,
    single: bool,
    bonus: tuple[str, ...],
    output: Path,
) -> None:
    """See the help."""
    layout = Layout.SINGLE if single else Layout.MODULES
    workbook, notices = prepare_sheet(SheetRequest(annex, slug, students, evaluations, bonus, layout))
    with written(output) as draft:
        draft.write_bytes(workbook)
    console = screen()
    print_findings(console, notices)
    console.print(_("Classeur écrit : {path}").format(path=output))


@marks.command(
    help=_(
        "Écrit le classeur d’un semestre de ScoDoc, rempli : étudiants, évaluations et notes des réponses de "
        "son API.\n\n"
        "Finit par 0, ou par 2 quand quelque chose est à corriger : rien n’est alors écrit.\n\n"
        "Exemple : delibere marks scodoc annexe.md s3-fi-osc reponses.zip -o s3-osc.xlsx"
    )
)
@ANNEX
@SLUG
@click.argument(
    "answers",
    metavar="RÉPONSE…",
    type=EXISTING,
    nargs=-1,
    required=True,
    help=_("Les réponses d’un semestre : fichiers JSON, ou ZIP, dans n’importe quel ordre."),
)
@click.option("--single", is_flag=True, help=_("Une seule feuille pour tous les modules."))
@output(_("Le classeur à écrire (.xlsx)."), required=True)
def scodoc(annex: Path, slug: str, answers: tuple[Path, ...], *, single: bool, output: Path) -> None:
    """See the help."""
    layout = Layout.SINGLE if single else Layout.MODULES
    workbook, notices = sheet_from_scodoc(annex, slug, answers, layout)
    with written(output) as draft:
        draft.write_bytes(workbook)
    console = screen()
    print_findings(console, notices)
    console.print(_("Classeur écrit : {path}").format(path=output))


@marks.command(
    help=_(
        "Relit une feuille remplie et dit toutes les cases à corriger, en une fois.\n\n"
        "Finit par 0 (tout est lu), 1 (des cases à corriger) ou 2 (fichier inutilisable).\n\n"
        "Exemple : delibere marks check annexe.md s3-osc.xlsx"
    )
)
@ANNEX
@click.argument("sheet", metavar="FEUILLE", type=EXISTING, help=_("La feuille remplie (XLSX ou CSV)."))
@click.option(
    "--maquette", "slug", metavar="NOM", help=_("Sa maquette ; inutile pour un classeur de Délibéré.")
)
@EVALUATIONS
@AS_JSON
def check(annex: Path, sheet: Path, *, slug: str | None, evaluations: Path | None, as_json: bool) -> None:
    """See the help."""
    maquette, read = read_sheet(read_annex(annex).curriculum, sheet, slug, evaluations)
    if as_json:
        counts = (
            {"students": len(read.table.students), "evaluations": len(read.table.evaluations)}
            if read.table
            else {}
        )
        dump({"maquette": maquette.id, **counts, "findings": [asdict(finding) for finding in read.findings]})
    else:
        console = screen()
        print_findings(console, read.findings)
        console.print(f"[bold]{maquette.name}[/] : {_conclusion(read)}")
    sys.exit(FINE if read.table is not None else FINDINGS)


def _conclusion(read: MarkSheet) -> str:
    if read.table is None:
        wrong = len(errors(list(read.findings)))
        return plural(
            _("{n} point à corriger, rien n’a été lu."), _("{n} points à corriger, rien n’a été lu."), wrong
        ).format(n=wrong)
    return _("{students} étudiants, {evaluations} évaluations, rien à corriger.").format(
        students=len(read.table.students), evaluations=len(read.table.evaluations)
    )
