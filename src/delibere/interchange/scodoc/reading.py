# SPDX-License-Identifier: EUPL-1.2
"""Reads `formsemestre/<id>/decisions_jury`. Figures are decimals as written, never binary floats.

Fields may miss, lists may be keyed, files may be several dumps put together: whatever is understood is taken,
and what was left out is told, counted by reason.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.scodoc.parsing import Json, number_of, parse_json, text_in, whole_of
from delibere.interchange.scodoc.values import JuryRecord, RecordedRcue, RecordedUe
from delibere.jury.codes import Code

_MARKS_OF_A_RECORD = ("rcues", "ues", "annee", "autorisations")
_MEANS = ("moy", "moyenne", "moy_ue", "moy_rcue")
_NO_DECISION = frozenset({"", "-", "~", "NONE", "NULL"})
_CODES = {code.value: code for code in Code}


@dataclass(frozen=True, slots=True)
class JuryFile:
    """What such a file holds.

    Attributes:
        records: one a student and a year: the last decision when there are several.
        left_out: sentences in French, most frequent first.
    """

    records: tuple[JuryRecord, ...]
    left_out: tuple[str, ...]


def looks_like_a_jury(document: object) -> bool:
    """Whether some record of a jury is in this JSON."""
    return next(_records(document), None) is not None


def read_jury(data: bytes, name: str) -> JuryFile:
    """Read a whole file.

    Raises:
        UnusableInputError: not JSON, or no record of a jury in it.
    """
    return jury_in(parse_json(data, name), name)


def jury_in(document: object, name: str) -> JuryFile:
    """The same from JSON that was parsed with its figures as decimals.

    Raises:
        UnusableInputError: no record of a jury in it.
    """
    found = list(_records(document))
    if not found:
        message = _(
            "« {name} » ne contient aucune décision de jury : on attend la réponse de "
            "« formsemestre/<id>/decisions_jury », avec « rcues », « ues » ou « annee »."
        )
        raise UnusableInputError(message.format(name=name))
    reading = _Reading()
    records = [reading.record(record, number) for number, record in enumerate(found, 1)]
    kept = _last_of_each(records, reading)
    told = [f"{sentence} : {count}" for sentence, count in reading.left_out.most_common()]
    return JuryFile(tuple(kept), tuple(told))


def _records(document: object) -> Iterator[Json]:
    """Every record, however deep: a list, an object keyed by student, several answers in one file."""
    stack = [document]
    while stack:
        each = stack.pop()
        if isinstance(each, Mapping):
            if any(isinstance(each.get(name), list | Mapping) for name in _MARKS_OF_A_RECORD):
                yield each
            else:
                stack.extend(reversed(list(each.values())))
        elif isinstance(each, list):
            stack.extend(reversed(each))


def _last_of_each(records: list[JuryRecord], reading: "_Reading") -> list[JuryRecord]:
    """A student told several times for one year counts once: the last decision, by date, then by place."""
    last: dict[tuple[str, int | None], JuryRecord] = {}
    for record in records:
        key = (record.student, record.year)
        before = last.get(key)
        if before is not None:
            reading.leave(_("étudiant répété pour la même année, la dernière décision est gardée"))
        if before is None or before.date <= record.date:
            last[key] = record
    return sorted(last.values(), key=lambda record: record.number)


@dataclass(slots=True)
class _Reading:
    """Records being read, and what had to be left out."""

    left_out: Counter[str] = field(default_factory=Counter)

    def leave(self, sentence: str) -> None:
        self.left_out[sentence] += 1

    def record(self, record: Json, number: int) -> JuryRecord:
        """One student."""
        year, ues = _mapping(record.get("annee")), _items(record.get("ues"))
        told = {key: self._ue(ue, key) for key, ue in ues}
        rcues = tuple(self._rcue(rcue, told) for _key, rcue in _items(record.get("rcues")))
        paired = {ue.key for rcue in rcues for ue in rcue.ues}
        authorised = tuple(filter(None, map(_semester, _plain(record.get("autorisations")))))
        code = self._code(year.get("code"))
        nip = text_in(record, "code_nip", "nip")
        return JuryRecord(
            number=number,
            student=nip or text_in(record, "code_ine", "ine", "etudid", "id") or f"n° {number}",
            nip=nip,
            year=_year(year, authorised, code),
            school_year=whole_of(year.get("annee_scolaire")) or whole_of(record.get("annee_scolaire")),
            competences=whole_of(record.get("nb_competences")),
            rcues=rcues,
            other_ues=tuple(ue for key, ue in told.items() if key not in paired),
            code=code,
            date=str(year.get("date") or ""),
            authorised=authorised,
            maquette=str(record.get("maquette") or ""),
            left=str(record.get("etat") or "I").upper() in {"D", "DEF", "DEM"},
        )

    def _rcue(self, rcue: Json, told: Mapping[str, RecordedUe]) -> RecordedRcue:
        halves = [self._half(rcue.get(name), told) for name in ("ue_1", "ue_2")]
        return RecordedRcue(halves[0], halves[1], self._mean(rcue), self._code(rcue.get("code")))

    def _half(self, ue: object, told: Mapping[str, RecordedUe]) -> RecordedUe | None:
        """The UE as its RCUE tells it; the list of UE adds its credits, and what the RCUE does not say."""
        if not isinstance(ue, Mapping) or not ue:
            return None
        read = self._ue(ue, "")
        other = told.get(read.key)
        if other is None:
            return read
        return RecordedUe(
            read.key,
            read.name or other.name,
            other.mean if read.mean is None else read.mean,
            read.code or other.code,
            other.ects if read.ects is None else read.ects,
        )

    def _ue(self, ue: Json, key: str) -> RecordedUe:
        return RecordedUe(
            text_in(ue, "ue_id", "id") or key,
            text_in(ue, "acronyme", "ue_code", "ue"),
            self._mean(ue),
            self._code(ue.get("code")),
            number_of(ue.get("ects")),
        )

    def _mean(self, holder: Json) -> Fraction | None:
        written = next((holder[name] for name in _MEANS if holder.get(name) is not None), None)
        value = number_of(written)
        if value is None:
            return None
        if not 0 <= value <= 20:
            self.leave(_("moyenne hors de 0 à 20"))
            return None
        return Fraction(value)

    def _code(self, written: object) -> Code | None:
        text = str(written if written is not None else "").strip().upper()
        if text in _NO_DECISION:
            return None
        code = _CODES.get(text)
        if code is None:
            self.leave(_("code « {code} » inconnu du BUT").format(code=text[:20]))
        return code


def _items(value: object) -> list[tuple[str, Json]]:
    """A list, or an object keyed by UE; what is not an object is passed over."""
    if isinstance(value, Mapping):
        if any(name in value for name in ("code", "moy", "ue_1")):
            return [(text_in(value, "ue_id", "id"), value)]
        return [(str(key), each) for key, each in value.items() if isinstance(each, Mapping)]
    if isinstance(value, list):
        found = [each for each in value if isinstance(each, Mapping)]
        return [(text_in(each, "ue_id", "id") or f"#{rank}", each) for rank, each in enumerate(found)]
    return []


def _plain(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [value] if "semestre_id" in value else list(value.values())
    return value if isinstance(value, list) else []


def _mapping(value: object) -> Json:
    """An object; of a list, its last one."""
    if isinstance(value, list):
        value = next((each for each in reversed(value) if isinstance(each, Mapping)), None)
    if isinstance(value, str):
        return {"code": value}
    return value if isinstance(value, Mapping) else {}


def _semester(authorisation: object) -> int | None:
    if isinstance(authorisation, Mapping):
        return whole_of(authorisation.get("semestre_id", authorisation.get("semestre")))
    return whole_of(authorisation)


def _year(year: Json, authorised: tuple[int, ...], code: Code | None) -> int | None:
    """Told by `ordre`; else by the semester one may enter."""
    order = whole_of(year.get("ordre"))
    if order in {1, 2, 3}:
        return order
    passing = code in {Code.ADM, Code.ADJ, Code.PASD, Code.PAS1NCI, Code.ADSUP}
    if passing and authorised and max(authorised) in {3, 5}:
        return max(authorised) // 2
    return None
