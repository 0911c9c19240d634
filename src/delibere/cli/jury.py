# SPDX-License-Identifier: EUPL-1.2
"""`delibere jury`: what the rules propose to the jury, and why."""

import click
from rich.console import Console
from rich.markup import escape

from delibere.cli.arguments import AS_JSON, takes_sources
from delibere.cli.output import dump, print_findings, screen, working
from delibere.cli.tables import class_table, figure, figures, year_code
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal
from delibere.jury.codes import Code
from delibere.jury.student import Decision, StudentProposal, to_json
from delibere.services.files.compute_results import Sources, compute_results
from delibere.services.files.results_json import results_to_json


@click.group(help=_("Préparer le jury : propositions expliquées."))
def jury() -> None:
    """See the help."""


@jury.command(
    help=_(
        "Propose un code par UE, par RCUE et pour l’année, avec sa phrase, son point de l’annexe 1 et ce qui "
        "reste ouvert au jury.\n\n"
        "Exemple : delibere jury propose annexe.md s3-osc.xlsx s4-osc.xlsx --outcomes passe.csv"
    )
)
@takes_sources
@click.option("--student", "nip", metavar="NIP", help=_("Un seul étudiant, en détail."))
@AS_JSON
def propose(sources: Sources, *, nip: str | None, as_json: bool) -> None:
    """See the help."""
    with working(_("Lecture et calcul…")):
        results = compute_results(sources)
    if nip:
        person = results.proposals.student(results.row(nip))
        if as_json:
            dump(to_json(person))
        else:
            print_student(screen(), person)
    elif as_json:
        dump(results_to_json(results))
    else:
        console = screen()
        print_findings(console, results.notices)
        people = results.proposals.everyone()
        console.print(class_table(people))
        for person in people:
            console.print()
            print_exceptions(console, person)


def print_exceptions(console: Console, person: StudentProposal) -> None:
    """The year, and what is not plainly acquired."""
    console.print(f"[bold]{escape(person.student.name)}[/] · {person.student.nip}")
    for each in figures(person):
        if each.decision.code is not Code.ADM:
            _print_decision(console, "", each.decision)
    _print_year(console, person)


def print_student(console: Console, person: StudentProposal) -> None:
    """Everything proposed about one student."""
    console.print(f"[bold]{escape(person.student.name)}[/] · {person.student.nip}")
    for each in [*figures(person), *person.earlier_ues, *person.earlier_rcues]:
        _print_decision(console, figure(each), each.decision)
    _print_year(console, person)
    for diploma in filter(None, (person.dut, person.but)):
        console.print(f"  {escape(diploma.sentence)}", soft_wrap=True)


def _print_year(console: Console, person: StudentProposal) -> None:
    for year in (*filter(None, [person.year]), *person.earlier_years):
        _print_decision(console, year_code(year.decision), year.decision)
    console.print(f"  {escape(person.passage)}", soft_wrap=True)
    for sentence in person.blocking:
        console.print(f"  ◌ {escape(sentence)}", soft_wrap=True)
    credits_text = _("{year} ECTS cette année, {total} en tout").format(
        year=french_minimal(person.ects.year), total=french_minimal(person.ects.total)
    )
    console.print(f"  {credits_text}")


def _print_decision(console: Console, heading: str, decision: Decision) -> None:
    lawful = ", ".join(decision.lawful)
    still_open = f" [dim]{_('aussi possibles : {codes}').format(codes=lawful)}[/]" if lawful else ""
    start = f"{heading}  " if heading else ""
    console.print(f"  {start}{escape(decision.sentence)}{still_open}", soft_wrap=True)
