# SPDX-License-Identifier: EUPL-1.2
"""From one section of an annex to one maquette."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from delibere.curriculum.competences import competence_key
from delibere.curriculum.model import Maquette, Module, Ue
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.interchange.mcc.columns import Columns, read_columns
from delibere.interchange.mcc.credits import UNKNOWN_CREDITS, Credits, settle_credits
from delibere.interchange.mcc.document import RawRow, RawSection
from delibere.interchange.mcc.identity import Identity, identify
from delibere.interchange.mcc.reading import Repair
from delibere.interchange.mcc.rows import Row, read_module, read_sums
from delibere.interchange.mcc.sorting import SortedRows, sort_rows
from delibere.interchange.mcc.table import Settled, settle


@dataclass(slots=True)
class SectionReading:
    """What one section gives.

    Attributes:
        line: where it begins.
        identity: what its heading says, None when it cannot be read.
        maquette: None when its heading or its header cannot be read; a module whose numbers are not settled
            has no coefficients in it.
        complete: nothing in it is missing.
        lines: where its modules and UE stand, by code, and its credits; all of them for a code met twice.
        repairs, findings: in no particular order.
    """

    line: int
    identity: Identity | None
    maquette: Maquette | None = None
    complete: bool = False
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
    rows = sort_rows(section)
    reading.findings += rows.findings
    if rows.header is not None:
        columns, findings = read_columns(rows.header, section.ues, _usual_width(section))
        reading.findings += [*findings, *_first_cell(rows.header, identity)]
        if columns is not None:
            _read_table(reading, section, rows, columns, identity)
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


def _read_table(
    reading: SectionReading, section: RawSection, rows: SortedRows, columns: Columns, identity: Identity
) -> None:
    modules = [_noted(reading, read_module(raw, columns)) for raw in rows.modules]
    total = _noted(reading, read_sums(rows.total, columns)) if rows.total else None
    ects = _noted(reading, read_sums(rows.ects, columns)) if rows.ects else None
    settled = settle(modules, total, columns, identity.slug)
    credits_ = settle_credits(ects, settled.total, columns, identity.slug) if ects else UNKNOWN_CREDITS
    reading.findings += [*settled.findings, *credits_.findings]
    reading.repairs += [*settled.repairs, *credits_.repairs]
    reading.maquette = _maquette(identity, section, modules, settled, credits_)
    reading.complete = total is not None and None not in {credits_.numbers, *settled.modules}
    reading.lines = _lines(section, modules, rows.ects)


def _usual_width(section: RawSection) -> int:
    return Counter(len(row.cells) for row in section.rows).most_common(1)[0][0]


def _noted(reading: SectionReading, found: tuple[Row, list[Finding]]) -> Row:
    row, findings = found
    reading.findings += findings
    return row


def _maquette(
    identity: Identity, section: RawSection, rows: Sequence[Row], settled: Settled, credits_: Credits
) -> Maquette:
    ects = credits_.numbers[1:] if credits_.numbers else [Decimal(0)] * len(section.ues)
    ues = tuple(
        Ue(ue.code, ue.title, competence_key(ue.title), ue.level, value)
        for ue, value in zip(section.ues, ects, strict=True)
    )
    codes = [ue.code for ue in ues]
    modules = tuple(
        Module(
            row.apogee, row.pn, title, block, dict(zip(codes, numbers[1:], strict=True)) if numbers else {}
        )
        for row, block, title, numbers in zip(
            rows, _blocks(rows), settled.titles, settled.modules, strict=True
        )
    )
    return Maquette(identity.semester, identity.regime, identity.parcours, ues, modules)


def _blocks(rows: Sequence[Row]) -> Iterator[str | None]:
    """A block's name is printed once, on its first row."""
    block: str | None = None
    for row in rows:
        block = row.block or block
        yield block


def _lines(section: RawSection, rows: Sequence[Row], ects: RawRow | None) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for subject, line in [
        *((ue.code, ue.line) for ue in section.ues),
        *((row.apogee, row.raw.line) for row in rows),
        *([(_("Crédits ECTS"), ects.line)] if ects else []),
    ]:
        lines.setdefault(subject, []).append(line)
    return lines
