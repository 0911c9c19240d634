# SPDX-License-Identifier: EUPL-1.2
"""The sheet « Lisez-moi »: what to type, what the letters do, how errors are told."""

from xlsxwriter.worksheet import Worksheet

from delibere.calculation.evaluations import Kind
from delibere.foundation.language import _
from delibere.foundation.marks import Reason
from delibere.interchange.marksheets.pages import class_name, kind_name
from delibere.interchange.marksheets.plans import SheetPlan
from delibere.interchange.marksheets.styles import Styles

NAME = "Lisez-moi"


def write_instructions(sheet: Worksheet, styles: Styles, plan: SheetPlan) -> None:
    """Fill the sheet for a reader who opens such a workbook twice a year."""
    sheet.hide_gridlines(2)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2, 52)
    sheet.write_string(0, 0, _("Saisie des notes"), styles.title)
    sheet.write_string(1, 0, class_name(plan), styles.note)
    line = 3
    for heading, rows in _sections():
        for column in range(3):
            sheet.write_string(line, column, heading if column == 0 else "", styles.section)
        for offset, row in enumerate(rows, 1):
            _write_row(sheet, styles, line + offset, row)
        line += len(rows) + 2


def _write_row(sheet: Worksheet, styles: Styles, line: int, row: tuple[str, ...]) -> None:
    """Three cells; the last of fewer runs to the edge."""
    for column, text in enumerate(row[:-1]):
        sheet.write_string(line, column, text, styles.text)
    last = len(row) - 1
    if last < 2:
        sheet.merge_range(line, last, line, 2, row[-1], styles.text)
        sheet.set_row(line, 15 * (1 + len(row[-1]) // 100))
    else:
        sheet.write_string(line, last, row[-1], styles.text)


def _sections() -> list[tuple[str, list[tuple[str, ...]]]]:
    return [
        (_("Ce qu’il faut taper"), _typing()),
        (_("Lettres admises à la place d’une note"), _letters()),
        (_("Nature des évaluations"), _kinds()),
        (_("Ensuite"), _afterwards()),
    ]


def _typing() -> list[tuple[str, ...]]:
    return [
        (_("Une note de 0 au barème écrit au-dessus de la colonne (« Note sur »), deux décimales au plus."),),
        (_("La virgule, ou le point. Rien d’autre : ni « /20 », ni commentaire."),),
        (_("Une cellule vide veut dire « pas encore de note » : la moyenne reste provisoire."),),
        (_("Une absence n’est jamais un zéro déguisé : tapez les lettres qui disent pourquoi."),),
    ]


def _letters() -> list[tuple[str, ...]]:
    effects = {
        Reason.ABI: _("compte 0, sauf règle locale"),
        Reason.ABJ: _("neutre : note et coefficient sortent du calcul"),
        Reason.EXC: _("neutre : note et coefficient sortent du calcul"),
        Reason.DIS: _("neutre, et rien ne manque"),
        Reason.ATT: _("neutre, et la moyenne reste provisoire"),
    }
    return [(reason.value, reason.label, effect) for reason, effect in effects.items()]


def _kinds() -> list[tuple[str, ...]]:
    effects = {
        Kind.NORMAL: _("entre dans la moyenne du module"),
        Kind.RATTRAPAGE: _("remplace la moyenne du module si elle est meilleure"),
        Kind.SECOND_SESSION: _("remplace la moyenne du module dès qu’elle est passée"),
        Kind.BONUS: _("s’ajoute à la moyenne du module ; peut être négatif"),
        Kind.MALUS: _("se retranche de la moyenne de l’UE : tapez 0,5 pour retirer 0,5"),
    }
    return [(kind_name(kind), effect) for kind, effect in effects.items()]


def _afterwards() -> list[tuple[str, ...]]:
    return [
        (_("Enregistrez ce classeur en .xlsx et rendez-le : tout est vérifié d’un coup à la lecture."),),
        (
            _(
                "Chaque cellule refusée est citée avec sa feuille, sa place (« D12 »), l’étudiant et la "
                "valeur probable. Tant qu’il en reste une, rien n’est repris."
            ),
        ),
        (
            _(
                "Les lignes se retrouvent par le NIP, les colonnes par leur intitulé : l’ordre peut changer, "
                "une feuille peut changer de nom. Ne changez ni les NIP ni les intitulés."
            ),
        ),
    ]
