# SPDX-License-Identifier: EUPL-1.2
"""From competences > competence > niveaux > niveau > acs > ac; parcours > parcour > annee > competence.

ORéBUT gives the same in JSON, where a list stands for the element that holds its items.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from delibere.curriculum.framework import (
    Framework,
    FrameworkCompetence,
    FrameworkLevel,
    FrameworkParcours,
    LearningOutcome,
)
from delibere.foundation.decoding import decode
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.elements import LARGEST, Element, element_of, is_xml, read_json, read_xml

_ORDERS = {"1", "2", "3"}
_YEAR = re.compile(r"(?:BUT\s*)?([1-3])", re.IGNORECASE)


def read_framework(data: bytes) -> Framework:
    """The framework in these bytes, XML or JSON.

    Raises:
        UnusableInputError: not a framework, or something wrong in it: every fault at once, with its place.
    """
    root = _root(data)
    elements = list(_items(root, "competences", "competence"))
    if not any("libelle_long" in element.attributes for element in elements):
        message = _(
            "Ce n’est pas un référentiel de compétences d’ORéBUT : on attend « competences » et leurs "
            "« libelle_long » ; la racine est « {name} »."
        )
        raise UnusableInputError(message.format(name=root.name[:60]))
    reading = _Reading()
    competences = tuple(reading.competence(element, rank) for rank, element in enumerate(elements, 1))
    reading.doubles(elements, [one.key for one in competences])
    known = {one.key: one for one in competences}
    known |= {one.name: one for one in competences}
    parcours = tuple(reading.parcours(element, known) for element in _items(root, "parcours", "parcour"))
    if reading.faults:
        raise UnusableInputError(_("Ce référentiel ne se lit pas jusqu’au bout."), reading.faults)
    title = root.get("specialite_long", "specialite")
    version = root.get("version", "version_orebut")
    return Framework(root.get("specialite"), title, version, competences, parcours)


@dataclass(slots=True)
class _Reading:
    """What is wrong, so far."""

    faults: list[Finding] = field(default_factory=list)

    def competence(self, element: Element, rank: int) -> FrameworkCompetence:
        name = element.get("nom_court", "name")
        title = element.get("libelle_long")
        if not name or not title:
            self._fault(element, _("Une compétence n’a pas de « nom_court » ou de « libelle_long »."))
        levels = tuple(self._level(each, name) for each in _items(element, "niveaux", "niveau"))
        if len({level.order for level in levels}) < len(levels):
            message = _("Compétence « {name} » : deux niveaux ont le même ordre.")
            self._fault(element, message.format(name=name))
        number = element.get("numero")
        return FrameworkCompetence(
            key=element.get("id") or name,
            number=int(number) if number.isdecimal() and len(number) < 3 else rank,
            name=name,
            title=title,
            levels=tuple(sorted(levels, key=lambda level: level.order)),
        )

    def doubles(self, elements: Sequence[Element], keys: Sequence[str]) -> None:
        """A competence met twice."""
        for place, (element, key) in enumerate(zip(elements, keys, strict=True)):
            if key in keys[:place]:
                message = _("La compétence « {name} » est deux fois dans le référentiel.")
                self._fault(element, message.format(name=element.get("nom_court", "name") or key))

    def parcours(self, element: Element, known: Mapping[str, FrameworkCompetence]) -> FrameworkParcours:
        code = element.get("code")
        if not code:
            self._fault(element, _("Un parcours n’a pas de code."))
        years = [*element.all("annee"), *_items(element, "annees", "annee")]
        levels = tuple(level for year in years for level in self._followed(year, code, known))
        return FrameworkParcours(code, element.get("libelle") or code, levels)

    def _level(self, element: Element, competence: str) -> FrameworkLevel:
        order = element.get("ordre")
        if order not in _ORDERS:
            message = _("Compétence « {name} » : un niveau d’ordre « {order} », on attend 1, 2 ou 3.")
            self._fault(element, message.format(name=competence, order=order[:20]))
        year = _YEAR.fullmatch(element.get("annee"))
        return FrameworkLevel(
            int(order) if order in _ORDERS else 0,
            element.get("libelle"),
            int(year[1]) if year else None,
            tuple(self._outcome(each, competence) for each in _items(element, "acs", "ac")),
        )

    def _outcome(self, element: Element, competence: str) -> LearningOutcome:
        code, text = element.get("code"), " ".join(element.text.split()) or element.get("libelle")
        if not code or not text:
            message = _("Compétence « {name} » : un apprentissage critique n’a pas de code ou de texte.")
            self._fault(element, message.format(name=competence))
        return LearningOutcome(code, text)

    def _followed(
        self, year: Element, parcours: str, known: Mapping[str, FrameworkCompetence]
    ) -> Iterator[tuple[int, str, int]]:
        rank = _YEAR.fullmatch(year.get("ordre", "annee"))
        for element in (*year.all("competence"), *_items(year, "competences", "competence")):
            competence = known.get(element.get("id", "nom", "nom_court"))
            level = competence.ordered(int(order)) if competence and (order := _order(element)) else None
            if competence is None or level is None or rank is None:
                message = _("Parcours « {code} » : une compétence, son niveau ou son année n’existe pas.")
                self._fault(element, message.format(code=parcours))
            else:
                yield int(rank[1]), competence.key, level.order

    def _fault(self, element: Element, message: str) -> None:
        text = f"{message} {element.place}".strip()
        self.faults.append(Finding(Severity.ERROR, text, element.line))


def _root(data: bytes) -> Element:
    if is_xml(data):
        return read_xml(data)
    text, _notices = decode(data, _("le référentiel"))
    document = read_json(text) if len(data) <= LARGEST else None
    if not isinstance(document, Mapping):
        message = _("Ce n’est pas un référentiel : on attend le fichier d’ORéBUT, en XML ou en JSON.")
        raise UnusableInputError(message)
    return element_of(document, _("un objet JSON"))


def _items(element: Element, many: str, one: str) -> Iterator[Element]:
    """In XML, those inside the element that holds them; in JSON, those of the list."""
    for each in element.all(many):
        yield from each.all(one) if element.line is not None else (each,)


def _order(element: Element) -> str:
    return order if (order := element.get("niveau")) in _ORDERS else ""
