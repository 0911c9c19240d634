# SPDX-License-Identifier: EUPL-1.2
"""Whose paper it is: names, signatories, logo; settings of an institution, never constants."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from delibere.documents.typesetting import Json
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, and as what (« La directrice de l’IUT », « Mme VERGER Solène »).

    Attributes:
        english: the same office in English, for papers that leave the country.
    """

    office: str = ""
    name: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Institution:
    """What stands on top and at the foot of every document.

    Attributes:
        university: « Université de Bellerive ».
        institute: « IUT de Bellerive ».
        department: in full (« Département Qualité, logistique industrielle et organisation »).
        town: where papers are dated from.
        diploma: of the department, in full (« BUT Qualité, logistique industrielle et organisation »).
        parcours: full names by code (« OSC » → « Organisation et supply chain »).
        english: titles in English by their French one: diploma, parcours, competences.
        logo: an SVG, shown at the right of the first line; None without.
        director, head: who signs for the institute, for the department.
        contact: where an error is reported (« secrétariat du département »).
    """

    university: str = ""
    institute: str = ""
    department: str = ""
    town: str = ""
    diploma: str = ""
    parcours: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    logo: str | None = None
    director: Signatory = Signatory()
    head: Signatory = Signatory()
    contact: str = ""

    def identity(self, right: str) -> Json:
        """The line under the black rule: university, **institute**, department, and what is at the right."""
        before, institute, after = self.university, self.institute, self.department
        return {
            "before": f"{before} · " if before and (institute or after) else before,
            "institute": institute,
            "after": f" · {after}" if institute and after else after,
            "right": right,
            "logo": self.logo,
            "logo_alt": _("Logo : {institute}").format(institute=institute),
        }

    def of_year(self, year: AcademicYear) -> Json:
        """The same, with the academic year."""
        return self.identity(_("Année universitaire {year}").format(year=year))

    def course(self, diploma: str, parcours: str | None) -> str:
        """« BUT Qualité…, parcours Organisation et supply chain (OSC) »; codes where no name was given."""
        name = self.diploma or diploma
        if parcours is None:
            return name
        known = self.parcours.get(parcours)
        track = f"{known} ({parcours})" if known else parcours
        return _("{diploma}, parcours {track}").format(diploma=name, track=track)

    def in_english(self, title: str) -> str | None:
        """The English of a title, whatever its accents and capitals; None when nobody gave it."""
        known = {plain_letters(french): english for french, english in self.english.items()}
        return known.get(plain_letters(title))
