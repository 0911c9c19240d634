# SPDX-License-Identifier: EUPL-1.2
"""« Paramètres »: the rules in force behind the figures, and where they come from."""

from collections.abc import Iterator
from fractions import Fraction

from delibere.calculation.local_rules import (
    Bonus,
    BonusMode,
    BonusSource,
    GradingTable,
    KeptOnRepeat,
    LocalRules,
    Ranks,
    Rounding,
    SecondSessionAbsence,
    UnjustifiedAbsence,
)
from delibere.documents.results.book import GREY, GROUP_RULE, Page
from delibere.documents.results.origin import Origin
from delibere.foundation.language import _
from delibere.foundation.numbers import write_fraction
from delibere.jury.parameters import Parameters, text_for
from delibere.jury.proposals import Proposals

Line = tuple[str, str]


def write_parameters(page: Page, proposals: Proposals) -> None:
    """Two columns: what is set, and to what."""
    page.sheet.set_column(0, 0, 34)
    page.sheet.set_column(1, 1, 110)
    row = page.top
    for heading, lines in _sections(page.book.origin, proposals):
        page.text(row, 0, heading, bold=True, bottom=1, bottom_color=GROUP_RULE)
        page.text(row, 1, "", bottom=1, bottom_color=GROUP_RULE)
        for place, (name, value) in enumerate(lines, 1):
            page.text(row + place, 0, name, font_color=GREY, valign="top")
            page.text(row + place, 1, value, text_wrap=True, valign="top")
        row += len(lines) + 2


def _sections(origin: Origin, proposals: Proposals) -> Iterator[tuple[str, list[Line]]]:
    course = proposals.course
    yield (
        _("Origine"),
        [
            (_("Classe"), origin.title),
            (_("Année universitaire"), str(origin.academic_year)),
            (_("Annexe"), origin.annex),
            (_("Maquettes"), ", ".join(averages.maquette.id for averages in course.followed)),
            (_("Édité le"), f"{origin.edited_on:%d/%m/%Y}"),
            (_("Délibéré"), origin.version),
        ],
    )
    yield _("Règles nationales"), national(proposals.parameters)
    yield _("Règles locales en vigueur"), described(course.rules)
    declared = origin.declared or (_("aucune : les valeurs par défaut s’appliquent"),)
    yield _("Règles locales déclarées"), [("", sentence) for sentence in declared]


def national(parameters: Parameters) -> list[Line]:
    """The numbers that these figures met, each with the text that says it."""
    names = {
        "ue_bar": _("Seuil d’une UE"),
        "rcue_bar": _("Seuil d’un RCUE"),
        "rcue_floor": _("Plancher d’un RCUE"),
        "rcue_share": _("Part des RCUE à dépasser"),
    }
    return [(label, _with_text(name, getattr(parameters, name))) for name, label in names.items()]


def _with_text(name: str, value: Fraction) -> str:
    text = text_for(name, value)
    reference = _("sans texte national") if text is None else text.reference
    return f"{write_fraction(value)} ({reference})"


def described(rules: LocalRules) -> list[Line]:
    """Each local rule in words; of a grading table, which decides nothing, only the one that is given."""
    lines = described_by_field(rules)
    if rules.grading_table is None:
        del lines["grading_table"]
    return list(lines.values())


def described_by_field(rules: LocalRules) -> dict[str, Line]:
    """The same, by the name of its field in LocalRules."""
    odd, even = rules.rcue_weights
    return {
        "rounding": (_("Arrondi"), rounding_in_words(rules.rounding)),
        "unjustified_absence": (_("Absence injustifiée (ABI)"), _absence(rules.unjustified_absence)),
        "second_session_absence": (
            _("ABI en seconde session"),
            _second_session(rules.second_session_absence),
        ),
        "rcue_weights": (
            _("Poids dans le RCUE"),
            _("semestre impair {odd}, semestre pair {even}").format(
                odd=write_fraction(odd), even=write_fraction(even)
            ),
        ),
        "kept_on_repeat": (_("UE repassée, non acquise"), _kept(rules.kept_on_repeat)),
        "bonus": (_("Bonus local"), _bonus(rules.bonus)),
        "shown_from": (
            _("Statistiques et rang"),
            _("à partir de {size} étudiants").format(size=rules.shown_from),
        ),
        "ranks": (_("Rang"), _ranks(rules.ranks)),
        "grading_table": (_("Table de notation ECTS"), _grading(rules.grading_table)),
    }


def _grading(table: GradingTable | None) -> str:
    if table is None:
        return _("aucune")
    message = _("{bands} tranches, {count} notes : {group}")
    return message.format(bands=len(table.bands), count=table.count, group=table.group)


def _ranks(ranks: Ranks) -> str:
    return {
        Ranks.HIDDEN: _("caché"),
        Ranks.STAFF: _("montré à l’équipe"),
        Ranks.STUDENTS: _("montré à l’équipe et sur les bulletins"),
    }[ranks]


def rounding_in_words(rounding: Rounding) -> str:
    """The sentence printed under every table of figures."""
    return {
        Rounding.HALF_UP: _("moyennes arrondies au centième une seule fois, demi au supérieur"),
        Rounding.TRUNCATE_AT_BAR: _(
            "moyennes comparées exactement ; arrondies au centième, tronquées si l’arrondi passait un seuil"
        ),
    }[rounding]


def _absence(absence: UnjustifiedAbsence) -> str:
    return {
        UnjustifiedAbsence.ZERO: _("compte 0"),
        UnjustifiedAbsence.NO_AVERAGE: _("laisse l’UE sans moyenne (défaillant)"),
    }[absence]


def _second_session(absence: SecondSessionAbsence) -> str:
    return {
        SecondSessionAbsence.ZERO: _("compte 0 et remplace la première session"),
        SecondSessionAbsence.NOT_SAT: _("vaut seconde session non passée"),
    }[absence]


def _kept(kept: KeptOnRepeat) -> str:
    return {
        KeptOnRepeat.BEST: _("la meilleure moyenne est gardée"),
        KeptOnRepeat.LATEST: _("la dernière moyenne est gardée"),
    }[kept]


def _bonus(bonus: Bonus | None) -> str:
    if bonus is None:
        return _("aucun")
    source = {
        BonusSource.BEST: _("la meilleure note"),
        BonusSource.SUM: _("la somme des notes"),
        BonusSource.MEAN: _("la moyenne des notes"),
        BonusSource.WEIGHTED: _("la somme pondérée des notes"),
    }[bonus.source]
    mode = {
        BonusMode.ADDITIVE: _("points ajoutés à l’UE"),
        BonusMode.MULTIPLICATIVE: _("part de l’UE ajoutée à elle-même"),
    }[bonus.mode]
    parts = [
        source,
        _bonus_rate(bonus),
        mode,
        _("UE : {ues}").format(ues=", ".join(bonus.targets) or _("toutes")),
    ]
    if bonus.cap is not None:
        parts.insert(2, _("plafond {cap}").format(cap=write_fraction(bonus.cap)))
    return ", ".join(parts)


def _bonus_rate(bonus: Bonus) -> str:
    if bonus.steps:
        return ", ".join(
            _("dès {at} : {gives}").format(at=write_fraction(at), gives=write_fraction(gives))
            for at, gives in bonus.steps
        )
    rule = _("au-dessus de {threshold} : {rate} par point")
    return rule.format(threshold=write_fraction(bonus.threshold), rate=write_fraction(bonus.rate))
