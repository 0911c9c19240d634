# SPDX-License-Identifier: EUPL-1.2
"""`delibere explain`: one figure opened into its terms."""

from fractions import Fraction

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from delibere.calculation.explanation import Explanation, Operation, Term
from delibere.cli.arguments import AS_JSON, takes_sources
from delibere.cli.output import dump, plain_table, screen, working
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.services.files.compute_results import Sources, compute_results
from delibere.services.files.explain_figure import OpenedFigure, explain_figure

WEIGHTED = frozenset({Operation.WEIGHTED_MEAN, Operation.WEIGHTED_SUM})
ROUNDED = frozenset({Operation.ROUNDED, Operation.TRUNCATED})


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
    "code",
    metavar="CODE",
    required=True,
    help=_("Une UE (UE31), un module (R3.04) ou un RCUE (UE31+UE41)."),
)
@AS_JSON
def explain(sources: Sources, *, nip: str, code: str, as_json: bool) -> None:
    """See the help."""
    with working(_("Lecture et calcul…")):
        results = compute_results(sources)
    figure = explain_figure(results, nip, code)
    if as_json:
        dump(figure.to_json())
    else:
        print_figure(screen(), figure)


def print_figure(console: Console, figure: OpenedFigure) -> None:
    """The figure, what made it, and what is proposed about it."""
    console.print(f"[bold]{escape(figure.explanation.label)} · {escape(figure.student.name)}[/]")
    console.print(opened(figure.explanation))
    if figure.decision:
        console.print(escape(figure.decision.sentence), soft_wrap=True)


def opened(explanation: Explanation) -> Table:
    """The figure, then what made it, indented: what it weighs, what it is worth, what there is to know."""
    table = plain_table(_("Terme"), _("coef."), _("valeur"), "", numbers=[1, 2])
    _add(table, explanation, None, 0)
    return table


def _add(table: Table, figure: Explanation, term: Term | None, depth: int, *, weighted: bool = False) -> None:
    made = figure.without_idle_steps()
    told = (term.left_out if term else None, made.note)
    table.add_row(
        f"{'  ' * depth}{escape(made.label)}",
        _weight(term.weight) if term and weighted else "",
        _value(made),
        escape(" ; ".join(dict.fromkeys(text for text in told if text))),
        style="bold" if depth == 0 else "dim" if term and term.left_out else "",
    )
    for each in made.terms:
        _add(table, each.value, each, depth + 1, weighted=made.operation in WEIGHTED)


def _weight(weight: Fraction) -> str:
    return french(weight) if (weight * 100).denominator == 1 else str(weight)


def _value(made: Explanation) -> str:
    if made.value is None:
        return "–"
    return french(made.value, 2 if made.operation in ROUNDED else 4)
