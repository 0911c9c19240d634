# SPDX-License-Identifier: EUPL-1.2
"""What every bulletin of a class shares: titles, coefficients, medians, the ticks of the group, heights."""

from collections.abc import Sequence
from fractions import Fraction
from importlib.metadata import version

from delibere.curriculum.balance import sae_share
from delibere.curriculum.model import Pole
from delibere.documents.bulletin.figures import ClassFigures
from delibere.documents.bulletin.heights import Heights
from delibere.documents.bulletin.setting import BulletinSetting
from delibere.documents.codes import NO_VALUE
from delibere.documents.dates import moment_on_paper
from delibere.documents.typesetting import Json
from delibere.foundation.language import _
from delibere.foundation.numbers import french

PLOT = 36
"""Millimetres for 0 to 20."""


def hundredths(value: int | None, sign: str = "") -> str:
    """« 12,93 », with what marks it as provisional; a dash without a value."""
    return NO_VALUE if value is None else french(Fraction(value, 100)) + sign


def class_values(figures: ClassFigures, setting: BulletinSetting, heights: Heights) -> dict[str, Json]:
    """The constants of the template."""
    maquette = figures.averages.maquette
    year = figures.proposals.course.academic_year
    return {
        "words": _words(figures, setting),
        "identity": setting.institution.of_year(year),
        "course": setting.institution.course(setting.diploma, maquette.parcours),
        "ues": _ues(figures, heights),
        "scale": any(figures.is_large(values) for values in figures.settled_ues),
        "semester_median": hundredths(figures.median(figures.settled_semesters)),
        "modules": _modules(figures),
        "chunks": _chunks(figures, heights) if setting.full else [],
        "together": heights.together,
        "coefficient_width": heights.coefficient,
    }


def _chunks(figures: ClassFigures, heights: Heights) -> list[Json]:
    return [
        {
            "heights": heights.of_chunk(chunk, last=chunk is heights.chunks[-1]),
            "groups": [
                {"title": pole_titles()[pole], "shares": shares(figures, pole), "modules": modules}
                for pole, modules in chunk.groups
            ],
        }
        for chunk in heights.chunks
    ]


def _words(figures: ClassFigures, setting: BulletinSetting) -> Json:
    semester = figures.averages.maquette.semester
    return {
        "document": _("Bulletins du semestre {semester}, {year}").format(
            semester=semester, year=figures.proposals.course.academic_year
        ),
        "title": _("Bulletin du semestre {semester}").format(semester=semester),
        "provisional": _("PROVISOIRE"),
        "continued": _("Modules du semestre {semester}").format(semester=semester),
        "ues": _("Unités d’enseignement"),
        "modules": _("Modules, notes et coefficients"),
        "decision": _("Décision du jury :"),
        "ue_heads": [
            _("UE"),
            _("Compétence et situation"),
            _("Le groupe et vous"),
            _("Moyenne"),
            _("Rang"),
            _("Médiane"),
            _("ECTS"),
            _("Code"),
        ],
        "module_heads": [
            _("Code"),
            _("Module"),
            _("Note"),
            _("Médiane"),
            *(ue.code for ue in figures.averages.maquette.ues),
        ],
        "semester": _("Moyenne du semestre pondérée par les ECTS, indicative : aucune décision n’en dépend."),
        "sums": _("Somme des coefficients comptés"),
        "means": _("Moyenne de l’UE"),
        "foot": _foot(setting),
    }


def _foot(setting: BulletinSetting) -> str:
    parts = [
        _("Document d’information : seules les décisions du jury font foi."),
        _("Notes arrêtées au {moment}.").format(moment=moment_on_paper(setting.as_of)),
        *([f"{setting.rules}."] if setting.rules else []),
        _("Délibéré {version}").format(version=version("delibere")),
    ]
    return " ".join(parts)


def _ues(figures: ClassFigures, heights: Heights) -> list[Json]:
    return [
        {
            "code": ue.code,
            "title": ue.title,
            "median": hundredths(figures.median(figures.settled_ues[column])),
            "ticks": _ticks(figures.settled_ues[column])
            if figures.is_large(figures.settled_ues[column])
            else None,
            "height": heights.ues[column],
        }
        for column, ue in enumerate(figures.averages.maquette.ues)
    ]


def _ticks(values: Sequence[Fraction]) -> str:
    """The group as thin strokes on a line from 0 to 20, a long one at 10: one picture for the class.

    Strokes closer than a fourth of their width are one.
    """
    places = sorted({round(float(value) * 5, 1) for value in values})
    strokes = "".join(f"M{place} 3.4v5.2" for place in places)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 12.22" width="100" height="12.22" '
        'fill="none">'
        '<path d="M0 6H100" stroke="#777" stroke-width=".5"/>'
        '<path d="M50 1V11" stroke="#000" stroke-width=".7"/>'
        f'<path d="{strokes}" stroke="#444" stroke-width=".45"/></svg>'
    )


def _modules(figures: ClassFigures) -> list[Json]:
    return [
        {
            "pn": module.pn,
            "title": module.title,
            "median": hundredths(figures.median([own[column] for own in figures.modules])),
            "coefficients": [french(value) if value else "" for value in module.coefficients.values()],
        }
        for column, module in enumerate(figures.averages.maquette.modules)
    ]


def pole_titles() -> dict[Pole, str]:
    """The headings of the groups of modules."""
    return {
        Pole.RESSOURCES: _("Ressources, poids dans l’UE"),
        Pole.SAE: _("Situations d’apprentissage et d’évaluation (SAÉ)"),
    }


def shares(figures: ClassFigures, pole: Pole) -> list[str]:
    """What a pole weighs in each UE, in hundredths of a percent."""
    maquette, found = figures.averages.maquette, list[str]()
    for ue in maquette.ues:
        sae = sae_share([(maquette, ue.code)])
        part = None if sae is None else (sae if pole is Pole.SAE else 1 - sae)
        found.append("" if part is None else _("{share} %").format(share=french(100 * part)))
    return found
