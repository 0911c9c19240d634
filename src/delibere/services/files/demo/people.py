# SPDX-License-Identifier: EUPL-1.2
"""People who visibly do not exist: named after what grows, with numbers no registry gives."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from delibere.foundation.civil import Civil
from delibere.foundation.people import Student

SURNAMES = (
    "ABRICOT", "AIRELLE", "AMANDIER", "ANANAS", "D’ANETH", "ARGOUSIER", "AUBÉPINE", "BASILIC",
    "BERGAMOTE", "BŒUF-SAUGE", "BOULEAU-CHARME", "BRUYÈRE", "CACAHUÈTE", "CASSIS", "CÈDRE", "CERFEUIL",
    "CHÂTAIGNE", "CLÉMENTINE", "CŒUR-DE-BŒUF", "COING", "COQUELICOT", "CORIANDRE", "CUMIN", "ÉGLANTINE",
    "ÉRABLE", "ESTRAGON", "FENOUIL", "FIGUIER", "FRAMBOISE", "GENÊT", "GENTIANE", "GINGEMBRE",
    "GIROFLE", "GRENADE", "GROSEILLE", "HÊTRE", "JONQUILLE", "JUJUBE", "KAKI", "LAURIER-ROSE",
    "LAVANDE", "LITCHI", "ŁOPIAN", "MÉLISSE", "MIRABELLE", "MÛRE", "MYRTILLE", "NÈFLE",
    "ŒILLET", "ORIGAN", "L’OSEILLE", "PÊCHER", "PIVOINE", "POIVRE", "PRUNELLE", "QUETSCHE",
    "RÉGLISSE", "SAFRAN", "SUREAU", "YUZU",
)  # fmt: skip
FIRST_NAMES = (
    "Adèle", "Aïcha", "Alix", "Ambre", "Anaïs", "Aurèle", "Bérénice", "Camille", "Célestin", "Chloé",
    "Cœlia", "Côme", "Driss", "Éloïse", "Émile", "Esther", "Fañch", "Fanny", "Félix", "Gaël",
    "Gaëtan", "Hélène", "Hugo", "Inès", "Iseult", "Jean-Noël", "Jeanne", "Joséphine", "Jules", "Kazimierz",
    "Khadija", "Léa", "Léo", "Loïc", "Lou", "Lucía", "Maëlle", "Maëva", "Malo", "Mathis",
    "Maxime", "Michał", "Moïse", "Nathan", "Noé", "Océane", "Oriane", "Paul", "Quentin", "Rémi",
    "Sacha", "Salomé", "Soraya", "Théo", "Ulysse", "Youssef", "Ysé", "Zoé", "Zohra",
)  # fmt: skip
"""59 and 60 have no common factor: no two people share both names before the 3,541st."""


_STREETS = ("allée des Vergers", "rue du Potager", "impasse de l’Herbier", "chemin de la Serre")
_TOWNS = ("99120 BELLERIVE", "99130 SAINT-ŒUF-LES-VIGNES", "99140 L’HAY-SOUS-BOIS")
_BIRTH_PLACES = ("Bellerive", "Saint-Œuf-les-Vignes", "L’Hay-sous-Bois", "Łąka")
_MISTERS = frozenset(
    {
        *("Aurèle", "Célestin", "Côme", "Driss", "Émile", "Fañch", "Félix", "Gaël", "Gaëtan", "Hugo"),
        *("Jean-Noël", "Jules", "Kazimierz", "Léo", "Loïc", "Malo", "Mathis", "Maxime", "Michał", "Moïse"),
        *("Nathan", "Noé", "Paul", "Quentin", "Rémi", "Théo", "Ulysse", "Youssef"),
    }
)
_UNSAID = frozenset({"Alix", "Camille", "Lou", "Sacha", "Ysé"})
"""What these people asked to be called: they are our own. That of anybody else is never drawn from a name."""


def _invented_civil(first_name: str, k: int) -> Civil:
    """Drawn from the rank alone: the marks of everybody stay what they were."""
    civility = "M." if first_name in _MISTERS else "" if first_name in _UNSAID else "Mme"
    return Civil(
        civility,
        date(2003, 1, 1) + timedelta(days=k * 211 % 1000),
        _BIRTH_PLACES[k % len(_BIRTH_PLACES)],
        f"{k % 98 + 1}, {_STREETS[k % len(_STREETS)]}\n{_TOWNS[k % len(_TOWNS)]}",
    )


def invented_people(rng: Random) -> Iterator[Student]:
    """People without end; any 60 in a row bear 60 surnames.

    The numbers are well formed (8 digits; 9 digits and 2 letters) and begin with 99, which none does.
    """
    surnames = rng.sample(SURNAMES, len(SURNAMES))
    first_names = rng.sample(FIRST_NAMES, len(FIRST_NAMES))
    step = rng.randrange(1, 1_000_000, 2) * 5 + 2
    k = 0
    while True:
        number = (k * step) % 1_000_000
        first_name = first_names[k % len(first_names)]
        yield Student(
            nip=f"99{number:06d}",
            surname=surnames[k % len(surnames)],
            first_name=first_name,
            ine=f"99{number:07d}ZZ",
            civil=_invented_civil(first_name, k),
        )
        k += 1
