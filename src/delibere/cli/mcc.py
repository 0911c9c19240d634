# SPDX-License-Identifier: EUPL-1.2
"""`delibere mcc`: check, show and export an annex."""

import sys
from itertools import groupby
from pathlib import Path

import click
from rich.markup import escape
from rich.table import Table

from delibere.cli.arguments import ANNEX, AS_JSON, SLUG, output, takes_told
from delibere.cli.output import FINDINGS, FINE, aside, dump, plain_table, print_findings, screen, written
from delibere.curriculum.balance import sae_share
from delibere.curriculum.model import Curriculum, Maquette, Module
from delibere.foundation.findings import Severity
from delibere.foundation.language import _, plural
from delibere.foundation.numbers import french, french_minimal
from delibere.interchange.mcc import Format, Told, to_json
from delibere.interchange.mcc.reading import AnnexReading
from delibere.services.files.issue_annex import FORMATS, issue_annex
from delibere.services.files.read_annex import read_annex


@click.group(help=_("Lire, vérifier et exporter l’annexe MCC."))
def mcc() -> None:
    """See the help."""


@mcc.command(
    help=_(
        "Vérifie une annexe : maquettes lues, lignes réparées avec leur preuve, points à régler.\n\n"
        "Finit par 0 (rien à régler), 1 (des points à régler) ou 2 (fichier inutilisable).\n\n"
        "Exemple : delibere mcc check but-qlio-2023-2024.md\n\n"
        "Un programme de ScoDoc : delibere mcc check programme.xml --year 2023-2024 --regime FI"
    )
)
@ANNEX
@takes_told
@AS_JSON
def check(annex: Path, *, told: Told, as_json: bool) -> None:
    """See the help."""
    reading = read_annex(annex, told)
    if as_json:
        dump(to_json(reading))
    else:
        _print_check(reading)
    sys.exit(FINDINGS if _open(reading) else FINE)


def _open(reading: AnnexReading) -> int:
    return sum(finding.severity is Severity.ERROR for finding in reading.findings)


def _print_check(reading: AnnexReading) -> None:
    console = screen()
    console.print(f"[bold]{escape(_headline(reading.curriculum))}[/]\n")
    for repair in reading.repairs:
        heading = f"{repair.where} · {repair.maquette} · {repair.kind.label}"
        console.print(f"[bold]{escape(heading)}[/]")
        console.print(f"  {_('lu')}       {escape(repair.before)}", soft_wrap=True)
        console.print(f"  {_('devenu')}   {escape(repair.after)}", soft_wrap=True)
        for proof in repair.confirmed_by:
            console.print(f"  ✓ {escape(proof)}", soft_wrap=True)
    if reading.repairs:
        console.print()
    print_findings(console, reading.findings)
    console.print(f"\n[bold]{_conclusion(reading)}[/]")


def _headline(curriculum: Curriculum) -> str:
    return _("Annexe MCC {year} · {diploma} · {maquettes} maquettes · {modules} modules · {ues} UE").format(
        year=curriculum.academic_year,
        diploma=curriculum.diploma,
        maquettes=len(curriculum.maquettes),
        modules=sum(len(maquette.modules) for maquette in curriculum.maquettes),
        ues=sum(len(maquette.ues) for maquette in curriculum.maquettes),
    )


def _conclusion(reading: AnnexReading) -> str:
    repaired, left = len(reading.repairs), _open(reading)
    repairs = plural(_("{n} ligne réparée"), _("{n} lignes réparées"), repaired).format(n=repaired)
    questions = plural(_("{n} point à régler"), _("{n} points à régler"), left).format(n=left)
    return f"{repairs}, {questions if left else _('rien à régler')}."


@mcc.command(
    help=_(
        "Montre une maquette comme l’annexe l’imprime, réparée, avec ses totaux et la part des SAÉ.\n\n"
        "Exemple : delibere mcc show but-qlio-2023-2024.md s3-fi-osc"
    )
)
@ANNEX
@SLUG
@takes_told
@AS_JSON
def show(annex: Path, slug: str, *, told: Told, as_json: bool) -> None:
    """See the help."""
    reading = read_annex(annex, told)
    maquette = reading.curriculum.maquette(slug)
    if as_json:
        dump(next(each for each in to_json(reading)["maquettes"] if each["id"] == slug))
    else:
        _print_maquette(maquette)
    waiting = [finding for finding in reading.findings if finding.maquette == slug]
    sys.exit(FINDINGS if any(finding.severity is Severity.ERROR for finding in waiting) else FINE)


def _print_maquette(maquette: Maquette) -> None:
    console = screen()
    console.print(f"[bold]{maquette.name}[/]")
    for ue in maquette.ues:
        level = _("niveau {level}").format(level=ue.level or "?")
        console.print(f"{ue.code}  {escape(ue.title)}, {level}, {french_minimal(ue.ects)} ECTS")
    console.print()
    console.print(_table(maquette))


def _table(maquette: Maquette) -> Table:
    codes = [ue.code for ue in maquette.ues]
    headings = _("Apogée"), _("Code PN"), _("Intitulé"), _("Semestre")
    table = plain_table(*headings, *codes, numbers=range(3, 4 + len(codes)))
    for block, modules in groupby(maquette.modules, key=lambda module: module.block):
        if block:
            table.add_row("", "", f"[italic]{escape(block)}[/]")
        for module in modules:
            table.add_row(*_cells(module))
    _add_foot(table, maquette)
    return table


def _cells(module: Module) -> list[str]:
    figures = [french(value) if value else "0" for value in module.coefficients.values()]
    return [module.apogee, module.pn, escape(module.title), french(module.coefficient), *figures]


def _add_foot(table: Table, maquette: Maquette) -> None:
    totals = [maquette.total(ue.code) for ue in maquette.ues]
    ects = [ue.ects for ue in maquette.ues]
    shares = [sae_share([(maquette, ue.code)]) for ue in maquette.ues]
    table.add_section()
    table.add_row(
        "", "", _("Total des coefficients"), french(sum(totals)), *map(french, totals), style="bold"
    )
    table.add_row("", "", _("Crédits ECTS"), french(sum(ects), 0), *map(french_minimal, ects))
    in_percent = ["–" if share is None else french(share * 100) for share in shares]
    table.add_row("", "", _("Part des SAÉ, en %"), "", *in_percent)


@mcc.command(
    help=_(
        "Écrit toute l’annexe réparée en PDF à publier, en classeur XLSX (une feuille par maquette, totaux "
        "en formules), en Markdown, en CSV ou en JSON. Chacun se relit comme l’annexe.\n\n"
        "Exemple : delibere mcc export but-qlio-2023-2024.md -o annexe.xlsx"
    )
)
@ANNEX
@output(_("Le fichier à écrire ; sans lui, tout va à la sortie du terminal."), required=False)
@click.option(
    "--format",
    "written_as",
    type=click.Choice(FORMATS),
    help=_("Le format ; par défaut, celui que dit l’extension du fichier, sinon json."),
)
@takes_told
def export(annex: Path, *, told: Told, output: Path | None, written_as: str | None) -> None:
    """See the help."""
    form = written_as or _format_of(output)
    reading = read_annex(annex, told)
    data = issue_annex(reading, form)
    if output:
        with written(output) as draft:
            draft.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
    left = _open(reading)
    if left:
        message = plural(_("Attention : {n} point à régler."), _("Attention : {n} points à régler."), left)
        aside().print(message.format(n=left) + " " + _("Voyez : delibere mcc check"))
    sys.exit(FINDINGS if left else FINE)


def _format_of(path: Path | None) -> str:
    extension = path.suffix.lower().removeprefix(".") if path else Format.JSON.value
    if extension not in FORMATS:
        message = _("l’extension doit être .pdf, .xlsx, .md, .csv ou .json, ou le format donné par --format")
        raise click.BadParameter(message, param_hint="--output")
    return extension
