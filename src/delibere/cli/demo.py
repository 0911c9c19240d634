# SPDX-License-Identifier: EUPL-1.2
"""`delibere demo`: the whole job, on the real annex and invented classes."""

from collections import Counter
from pathlib import Path

import click

from delibere.cli.explain import print_figure
from delibere.cli.output import plain_table, progress, screen
from delibere.cli.tables import class_table
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.services.files.explain_figure import explain_figure
from delibere.services.files.play_demo import PlayedYear, open_demo, play

SHOWN = "annee-2-fi-osc"


@click.command(
    help=_(
        "Joue tout le travail dans un dossier : l’annexe réelle, une promotion fictive par maquette, leurs "
        "feuilles de notes remplies, les classeurs de résultats, le tableau du jury.\n\n"
        "Exemple : delibere demo essai"
    )
)
@click.argument(
    "folder", metavar="DOSSIER", type=click.Path(path_type=Path, file_okay=False), help=_("Où écrire.")
)
@click.option(
    "--seed",
    metavar="N",
    default=2023,
    show_default=True,
    help=_("Le même nombre donne les mêmes promotions."),
)
def demo(folder: Path, *, seed: int) -> None:
    """See the help."""
    try:
        opened = open_demo(folder, seed)
        played = list(progress(play(opened), len(opened.years), _("Promotions")))
    except OSError as error:
        message = _("Impossible d’écrire dans « {folder} » : {why}.")
        raise UnusableInputError(message.format(folder=folder, why=error.strerror)) from error
    _print_classes(played)
    _print_jury(next((year for year in played if year.folder.name == SHOWN), played[0]))


def _print_classes(played: list[PlayedYear]) -> None:
    console = screen()
    table = plain_table(
        _("Promotion"), _("Maquettes"), _("Étudiants"), _("Propositions d’année"), numbers=[2]
    )
    for year in played:
        people = year.results.proposals.everyone()
        decisions = [person.year for person in people]
        counts = Counter(each.decision.code or _("aucune") for each in decisions if each)
        maquettes = ", ".join(averages.maquette.id for averages in year.results.semesters)
        summary = " · ".join(f"{code} {count}" for code, count in counts.most_common())
        table.add_row(year.folder.name, maquettes, str(len(people)), summary)
    console.print(table)
    console.print()


def _print_jury(year: PlayedYear) -> None:
    console = screen()
    console.print(f"[bold]{year.folder.name}[/]")
    console.print(class_table(year.results.proposals.everyone()))
    console.print()
    code = year.results.semesters[0].maquette.ues[0].code
    print_figure(console, explain_figure(year.results, year.at_the_bar.nip, code))
    console.print()
    console.print(_("Tout est dans {folder}.").format(folder=year.folder.parent))
