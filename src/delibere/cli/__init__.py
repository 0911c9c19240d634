# SPDX-License-Identifier: EUPL-1.2
"""The command `delibere`."""

from pathlib import Path

import click

from delibere.calculation.averages import semester_averages
from delibere.interchange.marksheets import workbook
from delibere.interchange.mcc import markdown
from delibere.jury.proposals import propose_semester


@click.group()
def main() -> None:
    """De l'annexe MCC aux décisions de jury du BUT."""


@main.command()
@click.argument("annex", type=click.Path(path_type=Path, exists=True))
@click.argument("maquette")
@click.argument("sheet", type=click.Path(path_type=Path, exists=True))
def compute(annex: Path, maquette: str, sheet: Path) -> None:
    """Calcule les moyennes et les propositions d'une feuille de notes."""
    found = markdown.read(annex.read_text(encoding="utf-8")).maquette(maquette)
    averages = semester_averages(found, workbook.read(sheet, found))
    for student, proposals in zip(averages.table.students, propose_semester(averages), strict=True):
        click.echo(f"{student.name} : " + " ".join(proposal.sentence for proposal in proposals))
