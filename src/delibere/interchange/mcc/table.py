# SPDX-License-Identifier: EUPL-1.2
"""Settles the numbers of a table by its sums: repairs that they confirm, findings where they do not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal, minimal
from delibere.interchange.mcc.arithmetic import Solution, solve
from delibere.interchange.mcc.columns import Columns
from delibere.interchange.mcc.figures import figures
from delibere.interchange.mcc.reading import Repair, RepairKind
from delibere.interchange.mcc.rows import Row

Numbers = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What the sums of a table give.

    Attributes:
        modules: the numbers of each; None for a row that nothing completes.
        total: those of the total row; None when it is missing, or nothing completes it.
        titles: of the modules.
        repairs: of damaged rows, confirmed.
        findings: what the sums leave open.
    """

    modules: tuple[Numbers | None, ...]
    total: Numbers | None
    titles: tuple[str, ...]
    repairs: tuple[Repair, ...]
    findings: tuple[Finding, ...]


def settle(modules: Sequence[Row], total: Row | None, columns: Columns, maquette: str) -> Settled:
    """The numbers of a table once its sums hold, or as read, with errors, when none makes them hold."""
    if total is None:
        return _unsettled(modules, None, columns, maquette)
    rows = [*modules, total]
    solution = solve([[reading for reading, _title in row.readings] for row in rows])
    if solution is None:
        return _unsettled(modules, total, columns, maquette)
    titles = tuple(row.readings[choice][1] for row, choice in zip(modules, solution.chosen, strict=False))
    repairs = [_repair(rows, place, solution, columns, maquette) for place in _damaged(rows, solution)]
    return Settled(solution.rows[:-1], solution.rows[-1], titles, tuple(repairs), ())


def _damaged(rows: Sequence[Row], solution: Solution) -> list[int]:
    corrected = {row for row, _column in solution.corrected}
    return [place for place, row in enumerate(rows) if not row.natural or place in corrected]


def _repair(rows: Sequence[Row], place: int, solution: Solution, columns: Columns, maquette: str) -> Repair:
    row, numbers = rows[place], solution.rows[place]
    reading, title = row.readings[solution.chosen[place]]
    lost = [column for column, value in enumerate(reading) if value is None]
    wrong = [column for at, column in solution.corrected if at == place]
    found = {*lost, *wrong}
    total = solution.rows[-1]
    proofs = (
        _row_proof(numbers),
        *(_column_proof(columns, column, total, len(rows) - 1) for column in sorted(found)),
        *([] if found else [_columns_proof(total)]),
    )
    last = place == len(rows) - 1
    kind = _kind(row, lost=bool(lost), wrong=bool(wrong), of_sums=RepairKind.TOTAL_RESTORED if last else None)
    after = written_row(row, title, reading, numbers, columns)
    return Repair(row.raw.line, kind, row.raw.text, after, proofs, maquette)


def _kind(row: Row, *, lost: bool, wrong: bool, of_sums: RepairKind | None) -> RepairKind:
    if wrong:
        return RepairKind.NUMBER_CORRECTED
    if lost:
        return of_sums or RepairKind.COEFFICIENT_RESTORED
    return shape_kind(row)


def shape_kind(row: Row) -> RepairKind:
    """How the cells of a row stand that has lost no number."""
    places = {cell: place for place, cell in reversed(list(enumerate(row.raw.cells)))}
    if row.place == 0:
        beside = places.get(row.pn) == 1
        return RepairKind.ROW_SHIFTED_LEFT if beside else RepairKind.CODE_IN_BLOCK_COLUMN
    if row.place is not None and row.place > 1:
        return RepairKind.ROW_PUSHED_RIGHT
    return RepairKind.CELLS_REALIGNED


def written_row(
    row: Row, title: str, reading: Sequence[Decimal | None], numbers: Numbers, columns: Columns
) -> str:
    """The row as it should have been, numbers as printed where they were read."""
    figures = [
        str(value) if value == number else minimal(number)
        for value, number in zip(reading, numbers, strict=True)
    ]
    codes = [*[row.block][: columns.apogee], row.apogee, row.pn, title]
    texts = codes if row.place is not None else [title, *[""] * (columns.first - 1)]
    padding = [""] * (columns.width - len(texts) - len(figures))
    return " ".join(["|", " | ".join([*texts, *figures, *padding]), "|"]).replace("  ", " ")


def _row_proof(numbers: Numbers) -> str:
    semester, *ues = map(french_minimal, numbers)
    return _("Ligne : {semester} = {ues} (coefficient semestre = Σ des UE)").format(
        semester=semester, ues=" + ".join(ues)
    )


def _column_proof(columns: Columns, column: int, total: Numbers, modules: int) -> str:
    return _("Colonne {name} : la somme des {n} modules fait {total}, comme le total").format(
        name=columns.names[column], n=modules, total=french_minimal(total[column])
    )


def _columns_proof(total: Numbers) -> str:
    totals = ", ".join(map(french_minimal, total))
    return _("Colonnes : toutes les sommes font le total imprimé ({totals})").format(totals=totals)


def _unsettled(modules: Sequence[Row], total: Row | None, columns: Columns, maquette: str) -> Settled:
    rows = [*modules, total] if total else list(modules)
    numbers = [_as_read(row) for row in rows]
    repairs = [
        _shape_repair(row, values, columns, maquette)
        for row, values in zip(rows, numbers, strict=True)
        if values is not None and not row.natural and _holds(values)
    ]
    findings = list(_row_findings(rows, numbers, columns, maquette))
    complete = [values for values in numbers if values is not None]
    if total and len(complete) == len(rows):
        findings += _column_findings(total, complete, columns, maquette)
    elif total and numbers[-1] is not None:
        findings.append(_unconfirmed(total, maquette))
    count = len(modules)
    titles = tuple(row.title for row in modules)
    last = numbers[-1] if total else None
    return Settled(tuple(numbers[:count]), last, titles, tuple(repairs), tuple(findings))


def _as_read(row: Row) -> Numbers | None:
    if len(row.readings) != 1:
        return None
    values = [value for value in row.readings[0][0] if value is not None]
    return tuple(values) if len(values) == len(row.readings[0][0]) else None


def _holds(numbers: Numbers) -> bool:
    return numbers[0] == sum(numbers[1:], Decimal(0))


def _shape_repair(row: Row, numbers: Numbers, columns: Columns, maquette: str) -> Repair:
    after = written_row(row, row.title, numbers, numbers, columns)
    return Repair(row.raw.line, shape_kind(row), row.raw.text, after, (_row_proof(numbers),), maquette)


def _row_findings(
    rows: Sequence[Row], numbers: Sequence[Numbers | None], columns: Columns, maquette: str
) -> Iterator[Finding]:
    for row, values in zip(rows, numbers, strict=True):
        subject = row.apogee or row.title
        if values is None:
            yield _unreadable_row(row, columns, maquette, subject)
        elif not _holds(values):
            semester, *ues = map(french_minimal, values)
            message = _(
                "« {title} » : {ues} ne font pas {semester}, et rien ne dit quel nombre est faux."
            ).format(title=row.title, ues=" + ".join(ues), semester=semester)
            error = Severity.ERROR
            yield Finding(
                error, message, row.raw.line, cell=columns.names[0], maquette=maquette, subject=subject
            )


def _unreadable_row(row: Row, columns: Columns, maquette: str, subject: str) -> Finding:
    wanted, found = len(columns.names), len(row.numbers) - row.numbers.count(None)
    cells = ", ".join(unread_cells(row, columns))
    message = _(
        "« {title} » : {found} nombre(s) lisible(s) au lieu de {wanted} ({cells}), aucune somme ne les rend."
    )
    text = message.format(title=row.title, found=found, wanted=wanted, cells=cells)
    return Finding(Severity.ERROR, text, row.raw.line, cell=cells, maquette=maquette, subject=subject)


def unread_cells(row: Row, columns: Columns) -> list[str]:
    """The columns in whose place this row has no number; all of them when it has one everywhere."""
    first = columns.first + (0 if row.place is None else row.place - columns.apogee)
    cells = (*row.raw.cells, *[""] * (first + len(columns.names)))[first:]
    without = [
        name for name, cell in zip(columns.names, cells, strict=False) if len(figures(cell) or ()) != 1
    ]
    return without or list(columns.names)


def written_numbers(row: Row) -> str:
    """The numbers of a row as a person reads them."""
    return " ".join("?" if number is None else french_minimal(number) for number in row.numbers)


def _unconfirmed(total: Row, maquette: str) -> Finding:
    message = _("Aucune lecture des lignes incomplètes ne donne ces totaux : relisez-les aussi.")
    return Finding(Severity.ERROR, message, total.raw.line, cell=total.title, maquette=maquette)


def _column_findings(
    total: Row, numbers: Sequence[Numbers], columns: Columns, maquette: str
) -> Iterator[Finding]:
    for column, name in enumerate(columns.names):
        modules = sum((values[column] for values in numbers[:-1]), Decimal(0))
        if modules != numbers[-1][column]:
            message = _(
                "{name} : les modules font {modules}, le total imprimé est {total}. Une ligne manque, "
                "est en trop, ou a deux nombres faux."
            ).format(name=name, modules=french_minimal(modules), total=french_minimal(numbers[-1][column]))
            yield Finding(Severity.ERROR, message, total.raw.line, cell=name, maquette=maquette)
