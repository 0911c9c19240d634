# SPDX-License-Identifier: EUPL-1.2
"""What the grid's scripts say, through the same `_` as everything else; several forms are [one, many]."""

from delibere.foundation.language import _


def words() -> dict[str, str | list[str]]:
    """By name; « {n} » and the like are filled in by the page."""
    return {**_states(), **_advice(), **_paste()}


def _states() -> dict[str, str | list[str]]:
    return {
        "saved": _("Enregistré à {at}"),
        "saving": _("Enregistrement…"),
        "waiting": [_("{n} cellule en attente"), _("{n} cellules en attente")],
        "offline": _("Pas de réponse du serveur : rien n’est perdu, l’envoi reprendra seul"),
        "expired": _("Session expirée : reconnectez-vous dans un autre onglet, puis rechargez cette page"),
        "forbidden": _("Le serveur ne vous laisse pas écrire ici : vos cellules sont gardées sur ce poste"),
        "restored": [
            _("{n} cellule reprise d’une visite interrompue"),
            _("{n} cellules reprises d’une visite interrompue"),
        ],
        "refused": [_("{n} cellule refusée"), _("{n} cellules refusées")],
        "conflicts": [
            _("{n} cellule changée par quelqu’un d’autre"),
            _("{n} cellules changées par d’autres"),
        ],
        "unexplained": [_("{n} cellule attend un motif"), _("{n} cellules attendent un motif")],
        "undone": [_("{n} cellule remise comme avant"), _("{n} cellules remises comme avant")],
        "complete": _("complète"),
        "left": _("{n} à saisir"),
        "provisional": _("provisoire"),
    }


def _advice() -> dict[str, str | list[str]]:
    return {
        "unsaved": _("Rien n’a été enregistré."),
        "accept": _("accepter {value}"),
        "correct": _("corriger"),
        "leave": _("laisser {value}"),
        "mine": _("écrire {value}"),
        "empty": _("vide"),
        "enter": _("Entrée"),
        "escape": _("Échap"),
        "history_failed": _("L’historique n’a pas pu être lu : réessayez."),
        "reason": _("Dites plus haut pourquoi ces notes changent, puis validez."),
    }


def _paste() -> dict[str, str | list[str]]:
    return {
        "to_write": [_("{n} note à écrire"), _("{n} notes à écrire")],
        "same": [_("{n} identique"), _("{n} identiques")],
        "refused_values": [_("{n} valeur refusée"), _("{n} valeurs refusées")],
        "unknown": [
            _("{n} ligne sans étudiant reconnu : rien n’en sera écrit"),
            _("{n} lignes sans étudiant reconnu : rien n’en sera écrit"),
        ],
        "beyond": [
            _("{n} valeur au-delà de la dernière colonne"),
            _("{n} valeurs au-delà de la dernière colonne"),
        ],
        "write": [_("Écrire {n} note"), _("Écrire {n} notes")],
        "more": [_("et {n} autre ligne"), _("et {n} autres lignes")],
        "nothing": _("Rien à écrire"),
        "paste_failed": _("Le serveur n’a pas répondu : rien n’a été écrit, réessayez."),
    }
