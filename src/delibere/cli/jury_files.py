# SPDX-License-Identifier: EUPL-1.2
"""`delibere jury verify`, `replay`: what juries sealed or recorded, from their files alone."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markup import escape

from delibere.calculation.local_rules import LocalRules
from delibere.cli.arguments import AS_JSON, EXISTING
from delibere.cli.output import FINDINGS, dump, plain_table, print_findings, screen, working
from delibere.foundation.decoding import decode
from delibere.foundation.findings import Finding
from delibere.foundation.language import _, plural
from delibere.interchange.local_rules import read_local_rules
from delibere.services.files.contents import contents
from delibere.services.files.replay_jury import Replay, replay_jury
from delibere.services.files.verify_session import Verification, verify_chain, verify_session


@click.command(
    help=_(
        "Recalcule une session scellée à partir de son seul fichier : empreinte, moyennes, règles "
        "nommées, propositions, décisions. Plusieurs fichiers : leur chaîne aussi. Sans base.\n\n"
        "Code de retour : 0, tout concorde ; 1, il dit où cela diffère ; 2, fichier inutilisable.\n\n"
        "Exemple : delibere jury verify jury-annuel-2024.json"
    )
)
@click.argument(
    "paths",
    metavar="FICHIER…",
    type=EXISTING,
    nargs=-1,
    required=True,
    help=_("Le fichier d’une session close ; plusieurs, pour vérifier leur chaîne."),
)
@AS_JSON
def verify(paths: Sequence[Path], *, as_json: bool) -> None:
    """See the help."""
    with working(_("Recalcul…")):
        checked = [verify_session(contents(path)) for path in paths]
    chain = verify_chain(checked)
    if as_json:
        dump([_verification(one, chain) for one in checked])
    else:
        console = screen()
        for path, one in zip(paths, checked, strict=True):
            _print_verification(console, path, one)
        print_findings(console, chain)
    if chain or any(one.differences for one in checked):
        sys.exit(FINDINGS)


def _verification(one: Verification, chain: Sequence[Finding]) -> dict[str, object]:
    return {
        "number": one.number,
        "title": one.title,
        "sha256": one.sha256,
        "previous": one.previous,
        "students": one.students,
        "figures": one.figures,
        "differences": [{"where": f.cell, "what": f.message} for f in (*one.differences, *chain)],
    }


def _print_verification(console: Console, path: Path, one: Verification) -> None:
    heading = _("{file} · session n° {number}, {title}").format(
        file=path.name, number=one.number, title=one.title
    )
    console.print(f"[bold]{escape(heading)}[/]", soft_wrap=True)
    told = plural(_("{count} étudiant"), _("{count} étudiants"), one.students).format(count=one.students)
    counted = _("{students}, {figures} lignes recalculées, empreinte {sha}").format(
        students=told, figures=one.figures, sha=one.sha256
    )
    console.print(f"  {counted}", soft_wrap=True)
    if not one.differences:
        console.print(f"  {_('Tout concorde.')}")
    print_findings(console, one.differences)


@click.command(
    help=_(
        "Rejoue les règles sur ce qu’un jury a enregistré dans ScoDoc (réponse JSON de "
        "« formsemestre/<id>/decisions_jury ») : combien de codes concordent, et pourquoi les autres non.\n\n"
        "Exemple : delibere jury replay decisions_jury.json"
    )
)
@click.argument("path", metavar="FICHIER.json", type=EXISTING, help=_("La réponse de ScoDoc."))
@click.option(
    "--local-rules",
    "local_rules",
    metavar="FICHIER",
    type=EXISTING,
    help=_("Les règles locales de l’institution (TOML) ; par défaut, l’arrondi au plus près."),
)
@click.option(
    "--date",
    "day",
    metavar="AAAA-MM-JJ",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("Le jour dont les règles locales valent ; par défaut, aujourd’hui."),
)
@AS_JSON
def replay(path: Path, *, local_rules: Path | None, day: datetime | None, as_json: bool) -> None:
    """See the help."""
    with working(_("Lecture et calcul…")):
        result = replay_jury(contents(path), path.name, _rules(local_rules, day))
    if as_json:
        dump(_replay(result))
    else:
        _print_replay(screen(), result)


def _rules(path: Path | None, day: datetime | None) -> LocalRules | None:
    if path is None:
        return None
    text, _notices = decode(contents(path), path.name)
    return read_local_rules(text).at((day or datetime.now().astimezone()).date())


def _replay(result: Replay) -> dict[str, object]:
    return {
        "records": result.records,
        "levels": {
            name: {"compared": level.compared, "agree": level.agree} for name, level in result.levels.items()
        },
        "disagreements": [
            {
                "student": one.student,
                "level": one.level,
                "subject": one.subject,
                "recorded": one.recorded,
                "proposed": one.proposed,
                "reason": one.reason,
            }
            for one in result.disagreements
        ],
        "left_out": list(result.left_out),
    }


def _print_replay(console: Console, result: Replay) -> None:
    console.print(
        plural(_("{n} décision lue."), _("{n} décisions lues."), result.records).format(n=result.records)
    )
    names = {"ue": _("UE"), "rcue": _("RCUE"), "year": _("année")}
    table = plain_table(_("niveau"), _("comparés"), _("d’accord"), numbers=(1, 2))
    for name, level in result.levels.items():
        table.add_row(names[name], str(level.compared), str(level.agree))
    console.print(table)
    for one in result.disagreements:
        told = _("{student} · {subject} : {recorded} enregistré, {proposed} proposé ; {reason}").format(
            student=one.student,
            subject=one.subject,
            recorded=one.recorded,
            proposed=one.proposed or _("rien"),
            reason=one.reason.word,
        )
        console.print(escape(told), soft_wrap=True)
    for sentence in result.left_out:
        console.print(
            f"[dim]· {escape(_('laissé de côté : {what}').format(what=sentence))}[/]", soft_wrap=True
        )
