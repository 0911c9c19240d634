# SPDX-License-Identifier: EUPL-1.2
"""From the elements formation > ue > matiere > module > coefficients to what they say.

What is wrong is an error that refuses the file: a programme read in part would give wrong averages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from delibere.foundation.decoding import decode
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity, errors
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.foundation.numbers import read_decimal
from delibere.interchange.elements import LARGEST, Element, element_of, is_xml, read_json, read_xml
from delibere.interchange.scodoc.formations.values import ExportedModule, ExportedUe, Formation

BUT = "700"
"""`type_parcours` of a BUT; other diplomas have other numbers."""

LONGEST_PARCOURS = 20
"""Letters: the name of a maquette is that of a sheet, 31 at most."""

_MALUS = "1"
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")
_WORDS = (b'"ue"', b'"acronyme"', b'"matiere"')
_YES = {"1", "true", "True", "TRUE"}
_FIGURE = re.compile(r"\d{1,6}(?:[.,]\d+)?")
_SHORT_PN = re.compile(r"(R|SAE|SAÉ|S)\s?([1-6])([1-9])")
_DOTTED_UE = re.compile(r"UE[\s.-]*([1-6])[\s.-]*([1-9])", re.IGNORECASE)


def formation_of(data: bytes) -> Formation | None:
    """The programme in these bytes; None when they are neither XML nor the JSON of a programme.

    Raises:
        UnusableInputError: XML of something else or that cannot be read, not a BUT, or something wrong in it:
            every fault at once.
    """
    if is_xml(data):
        return formation_in(read_xml(data))
    if not _JSON.match(data) or not all(word in data for word in _WORDS) or len(data) > LARGEST:
        return None
    text, _notices = decode(data, _("le programme"))
    document = read_json(text)
    root = element_of(document, "formation") if isinstance(document, Mapping) else Element("")
    return formation_in(root) if _has_ues(root) else None


def _has_ues(root: Element) -> bool:
    return any("acronyme" in ue.attributes for ue in root.all("ue"))


def formation_in(root: Element) -> Formation:
    """The programme of this element.

    Raises:
        UnusableInputError: no programme of ScoDoc, not a BUT, or something wrong in it: every fault at once.
    """
    _refuse_what_is_no_but(root)
    reading = _Reading()
    ues = tuple(reading.ues(root))
    semesters = {ue.reference: ue.semester for ue in ues}
    codes = {ue.reference: ue.code for ue in ues}
    modules = tuple(reading.modules(root, semesters, codes))
    reading.strays(root)
    reading.spellings()
    if errors(reading.findings):
        message = _("Ce programme de ScoDoc ne se lit pas jusqu’au bout : corrigez-le dans ScoDoc.")
        raise UnusableInputError(message, reading.findings)
    speciality = root.get("refcomp_specialite")
    names = [root.get("acronyme"), *([f"BUT {speciality}"] if speciality else []), root.get("titre")]
    names.append(root.get("titre_officiel"))
    return Formation(tuple(filter(None, names)), ues, modules, tuple(reading.findings))


def _refuse_what_is_no_but(root: Element) -> None:
    if root.name == "referentiel_competence":
        message = _("C’est un référentiel de compétences, pas un programme : voyez delibere mcc framework.")
        raise UnusableInputError(message)
    if root.name != "formation" or not _has_ues(root):
        message = _(
            "Ce XML n’est pas un programme exporté de ScoDoc : on attend « formation », ses « ue », leurs "
            "« matiere » et leurs « module » ; la racine est « {name} »."
        )
        raise UnusableInputError(message.format(name=root.name[:60]))
    kind = root.get("type_parcours")
    if kind not in {"", BUT}:
        message = _(
            "Cette formation de ScoDoc n’est pas un BUT (type_parcours {kind}, {wanted} attendu) : ses "
            "modules n’ont pas de coefficient par UE."
        )
        raise UnusableInputError(message.format(kind=kind, wanted=BUT))


@dataclass(slots=True)
class _Reading:
    """What has been told while reading.

    Attributes:
        respelt: acronyms and codes that an annex writes otherwise.
        passed: references of UE that do not count, or whose semester is wrong: told once.
    """

    findings: list[Finding] = field(default_factory=list)
    respelt: dict[str, str] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)

    def ues(self, root: Element) -> Iterator[ExportedUe]:
        """Those that count; a reference met twice is an error."""
        seen: dict[str, str] = {}
        for element in root.all("ue"):
            ue = self._ue(element)
            if ue is None:
                self.passed.add(_reference(element))
                continue
            if ue.reference in seen:
                message = _("UE « {code} » : sa référence est déjà celle de « {other} ».")
                self._error(element, message.format(code=ue.code, other=seen[ue.reference]))
            seen[ue.reference] = ue.code
            yield ue

    def modules(
        self, root: Element, semesters: Mapping[str, int], codes: Mapping[str, str]
    ) -> Iterator[ExportedModule]:
        """Modules in the order of the file; they may stand under an UE that does not count."""
        for ue in root.all("ue"):
            for element in ue.within("matiere", "module"):
                module = self._module(ue, element, semesters)
                if module is not None:
                    self._same_semester(element, module, semesters, codes)
                    yield module

    def strays(self, root: Element) -> None:
        """Modules that stand under no UE."""
        orphans = [*root.all("module"), *root.within("matiere", "module")]
        for element in (*orphans, *root.within("ue", "module")):
            message = _("Module « {code} » : il n’est dans aucune matière d’une UE.")
            self._error(element, message.format(code=element.get("code")))

    def spellings(self) -> None:
        """One notice for all."""
        if self.respelt:
            shown = ", ".join(f"{written} → {code}" for written, code in list(self.respelt.items())[:3])
            message = _("Des codes sont écrits comme dans une annexe ({shown}…).").format(shown=shown)
            self.findings.append(Finding(Severity.NOTICE, message))

    def _ue(self, element: Element) -> ExportedUe | None:
        code = self._ue_code(element)
        outside = _("un bonus") if element.get("type") == "1" else _("une UE externe")
        if element.get("type") == "1" or element.get("is_external") in _YES:
            message = _("« {code} » est {what} : elle n’entre dans aucune maquette.")
            self._notice(element, message.format(code=code, what=outside))
            return None
        semester = self._semester(element, _("UE « {code} »").format(code=code), *_semesters_of(element))
        ects = {"": self._figure(element, "ects", _("UE « {code} » : ses ECTS").format(code=code))}
        for parcours in element.all("parcours", "parcour"):
            if parcours.get("ects"):
                what = _("UE « {code} », parcours {parcours} : ses ECTS")
                name = _parcours_code(parcours)
                said = what.format(code=code, parcours=name)
                ects[name] = self._figure(parcours, "ects", said)
        if semester is None:
            return None
        return ExportedUe(
            reference=_reference(element),
            code=code,
            title=element.get("titre") or code,
            semester=semester,
            level=_level(element),
            niveau=element.get("niveau_competence_id"),
            ects=ects,
            parcours=self._parcours(element),
            line=element.line,
        )

    def _ue_code(self, element: Element) -> str:
        """« UE 3.1 » is « UE31 » in an annex; another spelling stays as it is."""
        written = element.get("acronyme")
        found = _DOTTED_UE.fullmatch(written)
        code = f"UE{found[1]}{found[2]}" if found else written
        if code != written:
            self.respelt[written] = code
        if not code:
            self._error(element, _("Une UE n’a pas d’acronyme."))
        return code

    def _module(self, ue: Element, element: Element, semesters: Mapping[str, int]) -> ExportedModule | None:
        code = element.get("code")
        if element.get("module_type") == _MALUS:
            message = _("« {code} » est un malus de ScoDoc : il n’entre dans aucune maquette.")
            self._notice(element, message.format(code=code))
            return None
        name = _("Module « {code} »").format(code=code)
        if not code:
            self._error(element, _("Un module n’a pas de code."))
        if not element.get("titre", "abbrev"):
            self._error(element, _("{name} : il n’a pas d’intitulé.").format(name=name))
        coefficients = self._coefficients(element, name, semesters)
        semester = self._semester(element, name, element.get("semestre_id"), ue.get("semestre_idx"))
        if semester is None:
            return None
        return ExportedModule(
            code=self._pn(code, semester),
            title=element.get("titre", "abbrev"),
            apogee=element.get("code_apogee"),
            kind=element.get("module_type"),
            semester=semester,
            parcours=self._parcours(element),
            coefficients=coefficients,
            line=element.line,
        )

    def _pn(self, written: str, semester: int) -> str:
        """« SAE11 » is SAE1.01 in an annex, when the module's semester says so too."""
        found = _SHORT_PN.fullmatch(written)
        if found is None or int(found[2]) != semester:
            return written
        code = f"{found[1]}{found[2]}.0{found[3]}"
        self.respelt[written] = code
        return code

    def _coefficients(self, element: Element, name: str, semesters: Mapping[str, int]) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for each in element.all("coefficients", "coefficient"):
            reference = each.get("ue_reference")
            value = self._figure(each, "coef", _("{name} : son coefficient").format(name=name))
            if reference in found:
                message = _("{name} : deux coefficients vers la même UE.")
                self._error(each, message.format(name=name))
            elif value and reference not in {*semesters, *self.passed}:
                message = _("{name} : un coefficient va vers une UE que ce programme n’a pas ({reference}).")
                self._error(each, message.format(name=name, reference=reference or "?"))
            found[reference] = value
        return {reference: value for reference, value in found.items() if value and reference in semesters}

    def _same_semester(
        self,
        element: Element,
        module: ExportedModule,
        semesters: Mapping[str, int],
        codes: Mapping[str, str],
    ) -> None:
        for reference in module.coefficients:
            semester = semesters.get(reference, module.semester)
            if semester != module.semester:
                message = _(
                    "Module « {code} », du semestre {own} : un coefficient va vers {ue}, du semestre {its}."
                )
                text = message.format(
                    code=module.code, own=module.semester, ue=codes[reference], its=semester
                )
                self._error(element, text)

    def _parcours(self, element: Element) -> tuple[str, ...]:
        """Codes, whether a child has one or is one."""
        codes = [_parcours_code(each) for each in element.all("parcours", "parcour")]
        for code in codes:
            if len(code) > LONGEST_PARCOURS:
                message = _("Parcours « {code} » : son code est trop long pour nommer une maquette.")
                self._error(element, message.format(code=code[:40]))
        return tuple(dict.fromkeys(filter(None, codes)))

    def _semester(self, element: Element, name: str, *written: str) -> int | None:
        said = next((text for text in written if text), "")
        if said in {"1", "2", "3", "4", "5", "6"}:
            return int(said)
        message = _("{name} : son semestre n’est pas dit.")
        if said:
            message = _("{name} : le semestre « {said} » n’existe pas, on attend 1 à 6.")
        self._error(element, message.format(name=name, said=said))
        return None

    def _figure(self, element: Element, attribute: str, what: str) -> Decimal:
        """As written, to six decimals; an empty text is zero credits or no coefficient."""
        written = element.get(attribute)
        value = read_decimal(written) if _FIGURE.fullmatch(written) else None
        if value is None and written:
            message = _("{what} : « {written} » n’est pas un nombre positif.")
            self._error(element, message.format(what=what, written=written[:40]))
        elif value is not None and value != round(value, 6):
            message = _("{what} : « {written} » a plus de six décimales ; dites lesquelles comptent.")
            self._error(element, message.format(what=what, written=written[:40]))
        return value or Decimal(0)

    def _error(self, element: Element, message: str) -> None:
        self._tell(Severity.ERROR, element, message)

    def _notice(self, element: Element, message: str) -> None:
        self._tell(Severity.NOTICE, element, message)

    def _tell(self, severity: Severity, element: Element, message: str) -> None:
        self.findings.append(Finding(severity, f"{message} {element.place}".strip(), element.line))


def _reference(ue: Element) -> str:
    return ue.get("reference", "ue_id", "id", "acronyme")


def _semesters_of(ue: Element) -> tuple[str, ...]:
    """What tells the semester of an UE: itself, else its modules when they all agree."""
    modules = {module.get("semestre_id") for module in ue.within("matiere", "module")}
    return (ue.get("semestre_idx", "semestre_id"), modules.pop() if len(modules) == 1 else "")


def _level(ue: Element) -> int | None:
    said = ue.get("apc_niveau_ordre", "niveau_ordre")
    return int(said) if said in {"1", "2", "3"} else None


def _parcours_code(element: Element) -> str:
    """« Cyber » is CYBER in the name of a maquette."""
    return plain_letters(element.get("code") or element.text).upper()
