# SPDX-License-Identifier: EUPL-1.2
"""`delibere mcc framework`: the competences, levels and learning outcomes of a national framework."""

import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.markup import escape

from delibere.cli.arguments import AS_JSON, EXISTING, takes_told
from delibere.cli.output import FINDINGS, FINE, dump, print_findings, screen
from delibere.foundation.findings import errors
from delibere.foundation.language import _
from delibere.interchange.mcc import Told
from delibere.services.files.name_competences import Naming, name_competences
from delibere.services.files.read_annex import read_annex


@click.command(
    help=_(
        "Montre un référentiel national de compétences (XML d’ORéBUT) : compétences, niveaux, apprentissages "
        "critiques, parcours. Avec une annexe, dit ce qu’il y nomme et ce qui ne correspond pas.\n\n"
        "Finit par 1 si une compétence de l’annexe ne correspond à rien.\n\n"
        "Exemple : delibere mcc framework but-qlio.xml --annex but-qlio-2023-2024.md"
    )
)
@click.argument("file", metavar="RÉFÉRENTIEL", type=EXISTING, help=_("Le fichier XML d’ORéBUT."))
@click.option("--annex", metavar="ANNEXE", type=EXISTING, help=_("L’annexe dont il nomme les compétences."))
@takes_told
@AS_JSON
def framework(file: Path, *, annex: Path | None, told: Told, as_json: bool) -> None:
    """See the help."""
    naming = name_competences(file, read_annex(annex, told).curriculum if annex else None)
    if as_json:
        dump({"framework": asdict(naming.framework), "matches": dict(naming.matches)})
    else:
        _print(naming)
    sys.exit(FINDINGS if errors(list(naming.findings)) else FINE)


def _print(naming: Naming) -> None:
    console, found = screen(), naming.framework
    console.print(f"[bold]{escape(found.title)}[/] · {escape(found.version)}\n", soft_wrap=True)
    for competence in found.competences:
        console.print(f"[bold]{competence.number} {escape(competence.name)}[/] {escape(competence.title)}")
        ues = [ue for one in naming.taught if naming.matches.get(one.key) == competence.key for ue in one.ues]
        if ues:
            console.print(f"  ✓ {', '.join(ues)}")
        for level in competence.levels:
            year = f"BUT{level.year} · " if level.year else ""
            console.print(f"  {year}{_('niveau')} {level.order} · {escape(level.title)}", soft_wrap=True)
            for outcome in level.outcomes:
                console.print(f"    {escape(outcome.code)} {escape(outcome.text)}", soft_wrap=True)
    for parcours in found.parcours:
        names = dict.fromkeys(key for _year, key, _order in parcours.levels)
        said = ", ".join(one.name for key in names if (one := found.competence(key)))
        console.print(
            f"[bold]{escape(parcours.code)}[/] {escape(parcours.title)} · {escape(said)}", soft_wrap=True
        )
    print_findings(console, naming.findings)
