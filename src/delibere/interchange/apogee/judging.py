# SPDX-License-Identifier: EUPL-1.2
"""What becomes of each value brought to a file, before a byte is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from delibere.foundation.language import _
from delibere.foundation.numbers import read_decimal
from delibere.foundation.people import without_zeros
from delibere.interchange.apogee.addresses import columns_at
from delibere.interchange.apogee.bytes import Encoding, bytes_of
from delibere.interchange.apogee.columns import Column, Kind
from delibere.interchange.apogee.file import ApogeeFile, Row
from delibere.interchange.apogee.values import (
    SCALE,
    DecimalSign,
    RefusedValueError,
    same,
    written_mark,
    written_result,
    written_scale,
)


class Verdict(StrEnum):
    """What becomes of a value."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    MISSING = "missing"
    REFUSED = "refused"
    EMPTY = "empty"


PLACED = (Verdict.NEW, Verdict.CHANGED, Verdict.SAME)


@dataclass(frozen=True, slots=True)
class Entry:
    """A value for a cell.

    Attributes:
        nip: of the student.
        column: « apoL_c0001 », « code:kind » or « code:kind:session ».
        value: as somebody wrote it.
        line: of the file it comes from, when there is one.
    """

    nip: str
    column: str
    value: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry, where it goes and what becomes of it.

    Attributes:
        verdict: NEW in an empty cell, CHANGED in one that holds something else, SAME, MISSING (no such
            student or column), REFUSED, EMPTY (an empty value: the cell stays as it was found).
        before, after: the text of the cell.
        message: why it is missing or refused.
    """

    entry: Entry
    verdict: Verdict
    row: Row | None = None
    column: Column | None = None
    before: str = ""
    after: str = ""
    message: str = ""

    @property
    def student(self) -> str:
        """« 00417263 FRAMBOISE Félix »."""
        return f"{self.row.nip} {self.row.name}".strip() if self.row else self.entry.nip

    @property
    def cell(self) -> str:
        """The column, for people."""
        return self.column.name if self.column else self.entry.column


class _SetAsideError(Exception):
    """The entry goes no further."""

    def __init__(self, verdict: Verdict, message: str) -> None:
        super().__init__(message)
        self.verdict = verdict


@dataclass(slots=True)
class _Judge:
    """Goes through entries, and remembers the scales that they bring."""

    file: ApogeeFile
    sign: DecimalSign
    scales: dict[tuple[int, tuple[str, ...]], Decimal] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.file.rows:
            for key in {row.nip, without_zeros(row.nip)}:
                self.rows.setdefault(key, []).append(row)

    def judged(self, entry: Entry) -> Judged:
        """Everything known when it stops, and why it stops."""
        found = Judged(entry, Verdict.EMPTY)
        try:
            found = replace(found, column=self.column(entry.column))
            found = replace(found, row=self.row(entry.nip))
            return self.placed(found)
        except _SetAsideError as aside:
            return replace(found, verdict=aside.verdict, message=str(aside))

    def column(self, address: str) -> Column:
        found = columns_at(self.file, address)
        if found is None:
            message = _("« {column} » ne désigne pas une colonne : écrivez apoL_c0001, code:N ou code:N:1")
            raise _SetAsideError(Verdict.REFUSED, message.format(column=address))
        if not found:
            raise _SetAsideError(Verdict.MISSING, _("le fichier n’a pas cette colonne"))
        if len(found) > 1:
            message = _("« {column} » désigne plusieurs colonnes : {names}")
            names = ", ".join(column.name for column in found)
            raise _SetAsideError(Verdict.REFUSED, message.format(column=address, names=names))
        return found[0]

    def row(self, nip: str) -> Row:
        found = [row for row in self.rows.get(nip, []) if row.nip == nip] or self.rows.get(
            without_zeros(nip), []
        )
        if not found:
            raise _SetAsideError(Verdict.MISSING, _("étudiant absent du fichier"))
        if len(found) > 1:
            lines = ", ".join(str(row.line) for row in found)
            message = _("ce numéro est sur plusieurs lignes du fichier ({lines})")
            raise _SetAsideError(Verdict.REFUSED, message.format(lines=lines))
        return found[0]

    def placed(self, found: Judged) -> Judged:
        """The verdict on an entry whose cell is known."""
        row, column = found.row, found.column
        if row is None or column is None:
            return found
        before, raw = self.file.cell(row, column), found.entry.value.strip()
        if not raw:
            return replace(found, before=before, after=before)
        self.refuse_cell(row, column)
        try:
            after = self.written(row, column, raw)
        except RefusedValueError as refusal:
            raise _SetAsideError(Verdict.REFUSED, str(refusal)) from None
        return replace(found, before=before, after=after, verdict=_verdict(before, after))

    def refuse_cell(self, row: Row, column: Column) -> None:
        if not column.is_filled:
            message = _("les colonnes « {kind} » ne se remplissent pas")
            raise _SetAsideError(Verdict.REFUSED, message.format(kind=column.kind))
        if column.id not in self.file.places:
            raise _SetAsideError(
                Verdict.REFUSED, _("cette colonne n’est pas dans la ligne des colonnes de VALEURS")
            )
        if row.spaced:
            raise _SetAsideError(Verdict.REFUSED, _("les champs de cette ligne sont séparés par des espaces"))

    def written(self, row: Row, column: Column, raw: str) -> str:
        _refuse_letters(raw, self.file.encoding)
        match column.kind:
            case Kind.SCALE:
                written = written_scale(raw, self.sign)
                self.scales[row.index, column.element] = read_decimal(written) or SCALE
                return written
            case Kind.MARK:
                return written_mark(raw, self.scale(row, column), self.sign)
            case _:
                return written_result(raw, self.file.result_codes)

    def scale(self, row: Row, column: Column) -> Decimal:
        """What the entries bring, else what the file holds, else 20."""
        brought = self.scales.get((row.index, column.element))
        if brought is not None:
            return brought
        beside = (c for c in self.file.columns if c.kind == Kind.SCALE and c.element == column.element)
        held = (read_decimal(self.file.cell(row, each)) for each in beside)
        return next((value for value in held if value), SCALE)


def _verdict(before: str, after: str) -> Verdict:
    if not before:
        return Verdict.NEW
    return Verdict.SAME if same(before, after) else Verdict.CHANGED


def _refuse_letters(raw: str, encoding: Encoding) -> None:
    if any(letter < " " or letter == "\x7f" for letter in raw):
        raise RefusedValueError(_("« {value} » contient un caractère invisible").format(value=raw))
    try:
        bytes_of(raw, encoding)
    except UnicodeEncodeError as error:
        message = _("« {letter} » n’existe pas dans l’encodage du fichier ({encoding})")
        letter = error.object[error.start]
        raise RefusedValueError(message.format(letter=letter, encoding=encoding)) from None


def judge(
    file: ApogeeFile, entries: Iterable[Entry], sign: DecimalSign = DecimalSign.COMMA
) -> tuple[Judged, ...]:
    """What becomes of each entry, in their order; nothing is written.

    Raises:
        UnusableInputError: the file cannot be used.
    """
    file.refuse_unusable()
    entries, judging = list(entries), _Judge(file, sign)
    order = sorted(range(len(entries)), key=lambda place: not _is_scale(file, entries[place]))
    judged = {place: judging.judged(entries[place]) for place in order}
    return tuple(_without_conflicts([judged[place] for place in range(len(entries))]))


def _is_scale(file: ApogeeFile, entry: Entry) -> bool:
    """Scales first: marks are compared with them."""
    return any(column.kind == Kind.SCALE for column in columns_at(file, entry.column) or ())


def _without_conflicts(judged: Sequence[Judged]) -> Iterator[Judged]:
    """Of two values for one cell, neither is right."""
    values: dict[tuple[Row | None, Column | None], set[str]] = defaultdict(set)
    for one in judged:
        if one.verdict in PLACED:
            values[one.row, one.column].add(one.after)
    message = _("deux valeurs différentes pour cette case")
    for one in judged:
        clash = one.verdict in PLACED and len(values[one.row, one.column]) > 1
        yield replace(one, verdict=Verdict.REFUSED, after="", message=message) if clash else one
