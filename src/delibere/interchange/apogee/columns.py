# SPDX-License-Identifier: EUPL-1.2
"""What a column of the file is about: an element, a session, and what is written of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from delibere.foundation.language import _

VALUES_BEGIN, VALUES_END = "APO_COL_VAL_DEB", "APO_COL_VAL_FIN"
_ID = re.compile(r"apoL_c(\d+)")
_SPACED = re.compile(
    r"(?P<id>apoL_c\d+)\s+(?P<type>[A-Z]{3})\s+(?P<code>\S+)\s+(?:(?P<version>\d{1,3})\s+)?"
    r"(?P<year>\d{4})\s+(?P<session>\d)\s+(?P<admission>\d)\s+(?P<kind>[A-Z])\b(?P<label>.*)"
)


class Kind(StrEnum):
    """What is written in a column; those of another letter are kept and never filled."""

    MARK = "N"
    SCALE = "B"
    RESULT = "R"


@dataclass(frozen=True, slots=True)
class Column:
    """One result column, as the section COLONNES describes it. Every field is the text of the file.

    Attributes:
        id: « apoL_c0001 ».
        type: VET (the year), ELP (semester, UE, module) or EPR (test).
        code: of the element.
        version: of the year (VET), else empty.
        year: « 2023 » for 2023/2024.
        session: « 0 » single, « 1 », « 2 ».
        admission: « 0 » or « 1 ».
        kind: N, B, R are filled; J, M, A and the others never.
        label: on the mark's column, the title of the element.
        line: where it stands, from 1.
    """

    id: str
    type: str
    code: str
    version: str
    year: str
    session: str
    admission: str
    kind: str
    label: str
    line: int

    @property
    def number(self) -> int:
        """1 for « apoL_c0001 »."""
        return int(self.id.removeprefix("apoL_c"))

    @property
    def key(self) -> tuple[str, ...]:
        """What tells it from the others: never the code alone."""
        return (*self.element, self.kind)

    @property
    def element(self) -> tuple[str, ...]:
        """What its mark, scale and result have together."""
        return (self.type, self.code, self.version, self.year, self.session, self.admission)

    @property
    def name(self) -> str:
        """For people: « TBQTR301 · N · session 1 (apoL_c0004) »."""
        version = f" v{self.version}" if self.version else ""
        session = _("session {number}").format(number=self.session or "?")
        return f"{self.code}{version} · {self.kind or '?'} · {session} ({self.id})"

    @property
    def is_filled(self) -> bool:
        """Whether anybody but the registry writes in it."""
        return self.kind in set(Kind)


def read_column(text: str, line: int) -> Column | None:
    """The column that a line describes, or None: a description of identity, the end, something else."""
    fields = [field.strip() for field in text.split("\t")]
    if not _ID.fullmatch(fields[0]):
        return _read_spaced(text, line) if "\t" not in text else None
    if VALUES_END in fields:
        return None
    fields += [""] * (9 - len(fields))
    return _column(fields, line)


def _read_spaced(text: str, line: int) -> Column | None:
    """A line whose tabulations have become spaces."""
    found = _SPACED.match(text.strip())
    if found is None:
        return None
    return _column([(part or "").strip() for part in found.groups()], line)


def _column(fields: Sequence[str], line: int) -> Column:
    name, type_, code, version, year, session, admission, kind, label = fields[:9]
    return Column(name, type_, code, version, year, session, admission, kind, label, line)
