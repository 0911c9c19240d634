# SPDX-License-Identifier: EUPL-1.2
"""`delibere compute`: averages and proposals of a semester or a year."""

from pathlib import Path

import click

from delibere.cli.arguments import AS_JSON, output, takes_sources
from delibere.cli.output import dump, print_findings, screen, working, written
from delibere.cli.tables import class_table
from delibere.foundation.language import _
from delibere.services.files.compute_results import Sources, compute_results
from delibere.services.files.issue_results import issue_results
from delibere.services.files.results_json import results_to_json


@click.command(
    help=_(
        "Calcule les moyennes exactes et les propositions d’un semestre, ou des deux d’une année.\n\n"
        "Exemple : delibere compute annexe.md s3-osc.xlsx s4-osc.xlsx --outcomes passe.csv -o resultats.xlsx"
    )
)
@takes_sources
@output(_("Le classeur de résultats à écrire (.xlsx)."), required=False)
@AS_JSON
def compute(sources: Sources, *, output: Path | None, as_json: bool) -> None:
    """See the help."""
    with working(_("Lecture et calcul…")):
        results = compute_results(sources)
    if output:
        with working(_("Écriture du classeur…")), written(output) as draft:
            draft.write_bytes(issue_results(results, sources.annex.name))
    if as_json:
        dump(results_to_json(results))
        return
    console = screen()
    print_findings(console, results.notices)
    console.print(class_table(results.proposals.everyone()))
    if output:
        console.print(_("Classeur écrit : {path}").format(path=output))
