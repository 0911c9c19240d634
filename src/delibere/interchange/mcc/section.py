# SPDX-License-Identifier: EUPL-1.2
"""From one section of an annex to one maquette."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from delibere.curriculum.competences import competence_key
from delibere.curriculum.model import Maquette, Module, Ue
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.mcc.columns import Columns, is_header, read_columns
from delibere.interchange.mcc.credits import settle_credits
from delibere.interchange.mcc.document import RawRow, RawSection
from delibere.interchange.mcc.identity import Identity, identify
from delibere.interchange.mcc.reading import Repair
from delibere.interchange.mcc.rows import Row, RowKind, kind_of, read_module, read_sums
from delibere.interchange.mcc.table import Numbers, Settled, settle


@dataclass(slots=True)
class SectionReading:
    """What one section gives.

    Attributes:
        line: where it begins.
        identity: what its heading says, None when it cannot be read.
        maquette: None when something is missing in it.
        lines: where its modules and UE stand, by code; every line of a code that stands more than once.
        repairs, findings: in no particular order.
    """

    line: int
    identity: Identity | None
    maquette: Maquette | None = None
    lines: dict[str, list[int]] = field(default_factory=dict)
    repairs: list[Repair] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_section(section: RawSection) -> SectionReading:
    """One maquette, repaired where its sums confirm it; what they do not is in the findings."""
    heading = section.heading
    reading = SectionReading(section.line, identify(heading.text) if heading else None)
    reading.findings += _strays(section)
    identity = reading.identity
    if identity is None:
        reading.findings.append(_no_heading(section))
        return reading
    tables = _Rows(section)
    reading.findings += tables.findings
    if tables.header is None:
        return reading
    columns, findings = read_columns(tables.header, section.ues)
    reading.findings += [*findings, *_first_cell(tables.header, identity)]
    if columns is not None:
        _read_table(reading, section, tables, columns, identity)
    reading.findings = [replace(finding, maquette=identity.slug) for finding in reading.findings]
    return reading


def _strays(section: RawSection) -> Iterator[Finding]:
    for stray in section.strays:
        message = _("Ligne non comprise : « {text} ». Corrigez-la ou retirez-la.").format(text=stray.text)
        yield Finding(Severity.ERROR, message, stray.line)


def _no_heading(section: RawSection) -> Finding:
    message = _(
        "Titre de maquette absent ou illisible : écrivez par exemple "
        "« Semestre 3 BUT QLIO par alternance QMI ». Ce qui suit n’a pas été lu."
    )
    return Finding(Severity.ERROR, message, section.line)


def _first_cell(header: RawRow, identity: Identity) -> Iterator[Finding]:
    title = header.cells[0]
    if title and identify(title) != identity:
        message = _("L’en-tête du tableau dit « {title} », ce n’est pas le titre de la maquette.")
        yield Finding(Severity.ERROR, message.format(title=title), header.line, cell=title)


class _Rows:
    """The rows of a section by kind, and what is missing or too many among them."""

    def __init__(self, section: RawSection) -> None:
        headers = [row for row in section.rows if is_header(row)]
        self.header = headers[0] if headers else None
        body = [row for row in section.rows if row not in headers]
        self.by_kind = {kind: [row for row in body if kind_of(row) is kind] for kind in RowKind}
        self.findings = [
            *_exactly_one(headers, _("L’en-tête du tableau"), section.line),
            *_exactly_one(
                self.by_kind[RowKind.TOTAL], _("La ligne « Total des coefficients »"), section.line
            ),
            *_exactly_one(self.by_kind[RowKind.ECTS], _("La ligne « Crédits ECTS »"), section.line),
            *_exactly_one(
                self.by_kind[RowKind.SEPARATOR], _("Le filet sous l’en-tête"), section.line, Severity.NOTICE
            ),
            *(
                Finding(Severity.NOTICE, _("Ligne de tableau vide, passée."), row.line)
                for row in self.by_kind[RowKind.EMPTY]
            ),
            *_in_order(body),
        ]

    def one(self, kind: RowKind) -> RawRow | None:
        return self.by_kind[kind][0] if self.by_kind[kind] else None


def _exactly_one(
    rows: Sequence[RawRow], name: str, line: int, severity: Severity = Severity.ERROR
) -> Iterator[Finding]:
    if not rows:
        yield Finding(severity, _("{name} manque dans cette maquette.").format(name=name), line)
    for row in rows[1:]:
        yield Finding(severity, _("{name} est en double dans cette maquette.").format(name=name), row.line)


def _in_order(body: Sequence[RawRow]) -> Iterator[Finding]:
    """Modules, then their total, then the credits."""
    rank = {RowKind.MODULE: 0, RowKind.TOTAL: 1, RowKind.ECTS: 2}
    highest = 0
    for row in body:
        current = rank.get(kind_of(row), highest)
        if current < highest:
            yield Finding(Severity.ERROR, _("Ligne mal placée : elle suit les totaux."), row.line)
        highest = max(highest, current)


def _read_table(
    reading: SectionReading, section: RawSection, tables: _Rows, columns: Columns, identity: Identity
) -> None:
    modules = []
    for raw in tables.by_kind[RowKind.MODULE]:
        row, findings = read_module(raw, columns)
        modules.append(row)
        reading.findings += findings
    total, ects = tables.one(RowKind.TOTAL), tables.one(RowKind.ECTS)
    if total is None:
        return
    total_row, findings = read_sums(total, columns)
    settled = settle(modules, total_row, columns, identity.slug)
    reading.findings += [*findings, *settled.findings]
    reading.repairs += settled.repairs
    if ects is None:
        return
    ects_row, findings = read_sums(ects, columns)
    credits_, repair, finding = settle_credits(ects_row, settled.numbers[-1], columns, identity.slug)
    reading.findings += [*findings, *([finding] if finding else [])]
    reading.repairs += [repair] if repair else []
    if credits_ is not None and all(numbers is not None for numbers in settled.numbers):
        reading.maquette = _maquette(identity, section, modules, settled, credits_)
        reading.lines = _lines(section, modules)


def _maquette(
    identity: Identity,
    section: RawSection,
    rows: Sequence[Row],
    settled: Settled,
    credits_: Numbers,
) -> Maquette:
    ues = tuple(
        Ue(ue.code, ue.title, competence_key(ue.title), None, ects)
        for ue, ects in zip(section.ues, credits_[1:], strict=True)
    )
    modules = tuple(
        Module(
            row.apogee,
            row.pn,
            title,
            block,
            dict(zip((ue.code for ue in ues), (numbers or ())[1:], strict=True)),
        )
        for row, block, title, numbers in zip(
            rows, _blocks(rows), settled.titles, settled.numbers, strict=False
        )
    )
    return Maquette(identity.semester, identity.regime, identity.parcours, ues, modules)


def _blocks(rows: Sequence[Row]) -> Iterator[str | None]:
    """A block's name is printed once, on its first row."""
    block: str | None = None
    for row in rows:
        block = row.block or block
        yield block


def _lines(section: RawSection, rows: Sequence[Row]) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for code, line in [
        *((ue.code, ue.line) for ue in section.ues),
        *((row.apogee, row.raw.line) for row in rows),
    ]:
        lines.setdefault(code, []).append(line)
    return lines
