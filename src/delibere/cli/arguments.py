# SPDX-License-Identifier: EUPL-1.2
"""What several commands ask for, described once."""

from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from delibere.curriculum.model import Regime
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.interchange.mcc import Told
from delibere.services.files.compute_results import Sources

F = TypeVar("F", bound=Callable[..., Any])

EXISTING = click.Path(path_type=Path, exists=True, dir_okay=False)
WRITTEN = click.Path(path_type=Path, dir_okay=False)

ANNEX = click.argument(
    "annex",
    metavar="ANNEXE",
    type=EXISTING,
    help=_(
        "L’annexe MCC : texte Markdown, ou un export de Délibéré (XLSX, CSV, JSON). Pour « mcc », aussi un "
        "programme exporté de ScoDoc (XML ou JSON)."
    ),
)
_YEAR = click.option(
    "--year",
    metavar="AAAA-AAAA",
    callback=lambda _context, _option, text: _academic_year(text) if text else None,
    help=_("L’année universitaire d’un programme de ScoDoc, qui ne la dit pas."),
)
_REGIMES = click.option(
    "--regime",
    "regimes",
    type=click.Choice([one.value for one in Regime]),
    multiple=True,
    help=_("Le régime d’un programme de ScoDoc, qui ne le dit pas ; deux fois s’il sert aux deux."),
)
SLUG = click.argument("slug", metavar="MAQUETTE", help=_("Son nom court : s1-fa, s3-fi-osc…"))
AS_JSON = click.option("--json", "as_json", is_flag=True, help=_("Écrit du JSON, pour un programme."))
EVALUATIONS = click.option(
    "--evaluations",
    metavar="FICHIER",
    type=EXISTING,
    help=_("Les évaluations de chaque module (CSV ou XLSX) ; sinon, une par module."),
)


def _academic_year(text: str) -> AcademicYear:
    year = AcademicYear.parse(text)
    if year is None:
        message = _("« {text} » n’est pas une année universitaire, comme 2023-2024")
        raise click.BadParameter(message.format(text=text))
    return year


def takes_told(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command what a programme of ScoDoc does not say, as one `told`."""

    @wraps(command)
    def gathered(year: AcademicYear | None, regimes: tuple[str, ...], **given: Any) -> None:  # noqa: ANN401 click gives options by name
        command(told=Told(year, tuple(map(Regime, dict.fromkeys(regimes)))), **given)

    return _YEAR(_REGIMES(gathered))


def output(help_text: str, *, required: bool) -> Callable[[F], F]:
    """The option `-o`: where to write."""
    return click.option("-o", "--output", metavar="FICHIER", type=WRITTEN, required=required, help=help_text)


_SHEETS = click.argument(
    "sheets",
    metavar="FEUILLE…",
    type=EXISTING,
    nargs=-1,
    required=True,
    help=_("Une feuille de notes remplie (XLSX ou CSV), ou les deux d’une même année."),
)
_MAQUETTES = click.option(
    "--maquette",
    "maquettes",
    metavar="NOM",
    multiple=True,
    help=_("La maquette de chaque feuille, dans le même ordre ; inutile pour un classeur de Délibéré."),
)
_OUTCOMES = click.option(
    "--outcomes",
    metavar="FICHIER",
    type=EXISTING,
    help=_("Les décisions des jurys précédents (CSV, XLSX ou JSON)."),
)
_LOCAL_RULES = click.option(
    "--local-rules",
    metavar="FICHIER",
    type=EXISTING,
    help=_("Les règles locales datées de l’institution (TOML)."),
)
_DAY = click.option(
    "--date",
    "day",
    metavar="AAAA-MM-JJ",
    type=click.DateTime(["%Y-%m-%d"]),
    help=_("Le jour dont les règles valent ; par défaut, la fin de l’année universitaire."),
)


def takes_sources(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the files that results are computed from, as one `sources`."""

    @wraps(command)
    def gathered(day: datetime | None, **given: Any) -> None:  # noqa: ANN401 click gives options by name
        files = {field.name: given.pop(field.name) for field in fields(Sources) if field.name in given}
        command(Sources(day=day.date() if day else None, **files), **given)

    for decorate in (_DAY, _LOCAL_RULES, _OUTCOMES, EVALUATIONS, _MAQUETTES, _SHEETS, ANNEX):
        gathered = decorate(gathered)
    return gathered
