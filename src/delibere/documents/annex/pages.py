# SPDX-License-Identifier: EUPL-1.2
"""From a curriculum to its annex: every figure printed, so that the pages can be read back to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from delibere.curriculum.balance import sae_share
from delibere.curriculum.competences import level
from delibere.curriculum.model import Curriculum, Maquette, Module, Regime, Ue
from delibere.documents.institution import Institution, Signatory
from delibere.documents.typesetting import Json, fingerprint, short_fingerprint, typeset
from delibere.foundation.language import _
from delibere.foundation.numbers import french, french_minimal, half_up

TEMPLATE = "annex/annex.typ"


@dataclass(frozen=True, slots=True)
class AnnexSetting:
    """What the annex says beside the curriculum.

    Attributes:
        notes: sentences at the foot of a maquette, by its slug: repairs of the source, each with its proof.
        voted: « Votée par la CFVU le 6 juillet 2023… »; empty when it is not.
        versions: number of the version, by slug, where it has one.
    """

    institution: Institution = field(default_factory=Institution)
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    voted: str = ""
    versions: Mapping[str, int] = field(default_factory=dict)


def typeset_annex(curriculum: Curriculum, setting: AnnexSetting | None = None) -> bytes:
    """The annex, PDF; the same bytes for the same curriculum."""
    return typeset(TEMPLATE, annex_values(curriculum, setting or AnnexSetting()), as_written=True)


def annex_values(curriculum: Curriculum, setting: AnnexSetting) -> Json:
    """The values of its template."""
    return {
        "title": _("Annexe aux modalités du contrôle des connaissances, {diploma}, {year}").format(
            diploma=curriculum.diploma, year=curriculum.academic_year
        ),
        "identity": setting.institution.of_year(curriculum.academic_year),
        "words": _words(),
        "voted": setting.voted,
        "head": _signatory(setting.institution.head) if setting.voted else None,
        "maquettes": [_maquette(curriculum, maquette, setting) for maquette in curriculum.maquettes],
    }


def _signatory(signatory: Signatory) -> Json:
    return {"office": signatory.office, "name": signatory.name}


def _words() -> Json:
    return {
        "subtitle": _("Modalités du contrôle des connaissances\u00a0: modules, coefficients et crédits"),
        "modules": _("Modules et coefficients"),
        "poles": _("Poids des ressources et des SAÉ dans chaque UE"),
        "pole_heads": [_("UE"), _("Ressources"), _("SAÉ"), _("Part des SAÉ, bornes 40 et 60\u00a0%")],
        "page": _("page"),
    }


def _maquette(curriculum: Curriculum, maquette: Maquette, setting: AnnexSetting) -> Json:
    notes = [_empty_cell(maquette), *setting.notes.get(maquette.id, ())]
    regime = {Regime.FI: _("formation initiale"), Regime.FA: _("alternance")}[maquette.regime]
    course = setting.institution.course(curriculum.diploma, maquette.parcours)
    return {
        "heading": _heading(curriculum, maquette),
        "course": f"{course}, {regime}",
        "ues": [_ue(curriculum, maquette, ue) for ue in maquette.ues],
        "heads": [
            *("Code Apogée", "Code PN", "Intitulé module", "Coeff semestre"),
            *(f"Coeff {ue.code}" for ue in maquette.ues),
        ],
        "groups": [
            {"title": block or "", "rows": [_module(module) for module in modules]}
            for block, modules in groupby(maquette.modules, key=lambda module: module.block)
        ],
        "sums": list(_sums(maquette)),
        "poles": [_pole(maquette, ue) for ue in maquette.ues],
        "notes": notes,
        "foot": _foot(curriculum, maquette, setting),
    }


def _heading(curriculum: Curriculum, maquette: Maquette) -> str:
    """As the annex writes it: what the reader knows a maquette by."""
    regime = ["en alternance"] if maquette.regime is Regime.FA else []
    parcours = [maquette.parcours] if maquette.parcours else []
    return " ".join(["Semestre", str(maquette.semester), curriculum.diploma, *regime, *parcours])


def _ue(curriculum: Curriculum, maquette: Maquette, ue: Ue) -> Json:
    """The level is printed where the other maquettes do not tell it."""
    told = level(ue.competence, maquette, curriculum.maquettes)
    title = ue.title + (f" (niveau {ue.level})" if ue.level and ue.level != told else "")
    return {"code": ue.code, "title": title, "ects": f"{french_minimal(ue.ects)} ECTS"}


def _module(module: Module) -> Json:
    figures = [_two_places(value) if value else "" for value in module.coefficients.values()]
    return {
        "apogee": module.apogee,
        "pn": module.pn,
        "title": module.title.split(" "),
        "semester": _two_places(module.coefficient),
        "figures": figures,
    }


def _two_places(value: Decimal) -> str:
    """« 0,25 »; more figures if there are more."""
    return french(value) if value == round(value, 2) else french_minimal(value)


def _sums(maquette: Maquette) -> Iterator[Json]:
    totals, credits_ = [maquette.total(ue.code) for ue in maquette.ues], [ue.ects for ue in maquette.ues]
    for label, values, written in (
        ("Total des coefficients", totals, _two_places),
        ("Crédits ECTS", credits_, french_minimal),
    ):
        yield {"label": label, "figures": [written(value) for value in [sum(values, Decimal(0)), *values]]}


def _pole(maquette: Maquette, ue: Ue) -> Json:
    share = sae_share([(maquette, ue.code)])
    if share is None:
        return {"code": ue.code, "ressources": "—", "sae": "—", "share": None}
    return {
        "code": ue.code,
        "ressources": f"{french(100 * (1 - share))}\u00a0%",
        "sae": f"{french(100 * share)}\u00a0%",
        "share": float(half_up(share, 4)),
    }


def _empty_cell(maquette: Maquette) -> str:
    idle = [module.pn for module in maquette.modules if not module.coefficient]
    sentence = _("Cellule vide\u00a0: le module n’entre pas dans l’UE.")
    if not idle:
        return sentence
    rest = _("{modules}\u00a0: coefficient 0, non évalué à ce semestre.").format(modules=", ".join(idle))
    return f"{sentence} {rest}"


def _foot(curriculum: Curriculum, maquette: Maquette, setting: AnnexSetting) -> str:
    version = setting.versions.get(maquette.id)
    named = _(", version {version}").format(version=version) if version else ""
    values = [_heading(curriculum, maquette), *map(_module, maquette.modules)]
    digest = short_fingerprint(fingerprint(values))
    return _(
        "Annexe aux modalités du contrôle des connaissances {year}, {count} maquettes. "
        "Maquette {name}{version}, empreinte {digest}"
    ).format(
        year=curriculum.academic_year,
        count=len(curriculum.maquettes),
        name=maquette.id.upper(),
        version=named,
        digest=digest,
    )
