# SPDX-License-Identifier: EUPL-1.2
"""`delibere mcc diff`: what changes, module by module, in words."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.markup import escape

from delibere.cli.arguments import AS_JSON, EXISTING, takes_told
from delibere.cli.output import dump, screen
from delibere.foundation.language import _
from delibere.interchange.mcc import Told
from delibere.services.files.compare_annexes import Said, compare_annexes, compare_maquettes


@click.command(
    help=_(
        "Dit en mots ce qui change entre deux annexes, ou entre deux maquettes, module par module.\n\n"
        "Deux fichiers : toutes les maquettes. Deux noms courts : ces deux maquettes, celle du premier "
        "fichier puis celle du second, ou du même s’il n’y en a qu’un.\n\n"
        "L’annexe et le programme exporté de ScoDoc : ce que la base a de différent de ce qui est voté, "
        "l’année et les régimes étant ceux de l’annexe.\n\n"
        "Exemple : delibere mcc diff but-qlio-2023-2024.md --maquettes s3-fi-qmi s3-fa-qmi\n\n"
        "D’une annexe à un programme de ScoDoc : delibere mcc diff but-qlio-2023-2024.md programme.xml"
    )
)
@click.argument("before", metavar="ANNEXE", type=EXISTING, help=_("L’annexe de départ."))
@click.argument(
    "after",
    metavar="AUTRE",
    type=EXISTING,
    required=False,
    help=_("L’annexe d’arrivée, si c’en est une autre."),
)
@click.option(
    "--maquettes", metavar="A B", nargs=2, help=_("Deux noms courts, comme s3-fi-qmi et s3-fa-qmi.")
)
@takes_told
@AS_JSON
def diff(
    before: Path, after: Path | None, *, maquettes: tuple[str, str] | None, told: Told, as_json: bool
) -> None:
    """See the help."""
    if maquettes:
        said: tuple[Said, ...] = (compare_maquettes(before, after or before, maquettes, told),)
    elif after:
        said = compare_annexes(before, after, told)
    else:
        raise click.UsageError(_("donnez une seconde annexe, ou deux maquettes par --maquettes"))
    if as_json:
        dump([asdict(one) for one in said])
    else:
        _print(said)


def _print(said: tuple[Said, ...]) -> None:
    console = screen()
    for one in said:
        for line in _lines(one):
            console.print(line, soft_wrap=True)
    if not said:
        console.print(_("Les deux annexes disent la même chose, maquette par maquette."))


def _lines(said: Said) -> Iterator[str]:
    if said.title:
        yield f"[bold]{escape(said.title)}[/]"
    for paragraph in said.paragraphs:
        if paragraph.title:
            yield f"[bold]{escape(paragraph.title)}[/]"
        yield from (f"  – {escape(sentence)}" for sentence in paragraph.sentences)
    yield ""
