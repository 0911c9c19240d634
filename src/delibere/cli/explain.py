# SPDX-License-Identifier: EUPL-1.2
"""`delibere explain`: one figure opened into its terms."""

import click
from rich.markup import escape
from rich.tree import Tree

from delibere.calculation.explanation import Explanation, Term, to_json
from delibere.cli.arguments import AS_JSON, takes_sources
from delibere.cli.output import dump, screen
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.services.files.compute_results import Sources, compute_results
from delibere.services.files.explain_figure import explain_figure


@click.command(
    help=_(
        "Ouvre un chiffre : notes, coefficients, ce qui est sorti du calcul et pourquoi, quotient exact, "
        "arrondi, comparaison à la barre.\n\n"
        "Exemple : delibere explain annexe.md s3-osc.xlsx --student 99000012 --figure UE31"
    )
)
@takes_sources
@click.option("--student", "nip", metavar="NIP", required=True, help=_("L’étudiant."))
@click.option(
    "--figure",
    metavar="CODE",
    required=True,
    help=_("Une UE (UE31), un module (R3.04) ou un RCUE (UE31+UE41)."),
)
@AS_JSON
def explain(sources: Sources, *, nip: str, figure: str, as_json: bool) -> None:
    """See the help."""
    results = compute_results(sources)
    student, explanation = explain_figure(results, nip, figure)
    if as_json:
        dump({"student": nip, **to_json(explanation)})
    else:
        screen().print(tree(f"{figure} · {student.name}", explanation))


def tree(title: str, explanation: Explanation) -> Tree:
    """The figure and, under each term, what made it."""
    root = Tree(f"[bold]{escape(title)}[/]", guide_style="dim")
    _grow(root, explanation, "")
    return root


def _grow(branch: Tree, explanation: Explanation, before: str) -> None:
    value = "–" if explanation.value is None else french(explanation.value, 4)
    note = f"  [dim]{escape(explanation.note)}[/]" if explanation.note else ""
    grown = branch.add(f"{before}{escape(explanation.label)} = [bold]{value}[/]{note}")
    for term in explanation.terms:
        _grow(grown, term.value, _weight(term))


def _weight(term: Term) -> str:
    left_out = (
        f"[dim strike]× {french(term.weight)}[/] [dim]{escape(term.left_out)}[/] " if term.left_out else ""
    )
    return left_out or f"[dim]× {french(term.weight)}[/]  "
