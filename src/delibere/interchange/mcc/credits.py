# SPDX-License-Identifier: EUPL-1.2
"""The row of ECTS credits: 30 in a semester, Σ UE = 30, and, by habit, the totals of the coefficients."""

from dataclasses import dataclass
from decimal import Decimal

from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french_minimal
from delibere.interchange.mcc.arithmetic import Reading
from delibere.interchange.mcc.columns import Columns
from delibere.interchange.mcc.reading import Repair, RepairKind
from delibere.interchange.mcc.rows import Row
from delibere.interchange.mcc.table import Numbers, shape_kind, unread_cells, written_numbers, written_row

SEMESTER = Decimal(30)


@dataclass(frozen=True, slots=True)
class Credits:
    """The credits of a maquette: the semester, then each UE; None when nothing settles them."""

    numbers: Numbers | None
    repairs: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()


UNKNOWN_CREDITS = Credits(None)


def settle_credits(row: Row, totals: Numbers | None, columns: Columns, maquette: str) -> Credits:
    """The credits of a maquette, with the repair of their row if it needed one, or what is wrong with it.

    One number, lost or wrong, is restored when the two other checks agree on it: the credits of the UE make
    30, and every other credit equals the total of its coefficients.
    """
    complete = [reading for reading, _title in row.readings if None not in reading]
    if len(complete) == 1 and _holds(as_read := tuple(v for v in complete[0] if v is not None)):
        repairs = () if row.natural else (_repair(row, complete[0], as_read, columns, maquette),)
        return Credits(as_read, repairs)
    if totals is not None and _holds(totals):
        for reading, _title in row.readings:
            if sum(value != total for value, total in zip(reading, totals, strict=True)) == 1:
                return Credits(totals, (_repair(row, reading, totals, columns, maquette),))
    return Credits(None, findings=(_finding(row, totals, columns, maquette),))


def _holds(credits_: Numbers) -> bool:
    return credits_[0] == SEMESTER == sum(credits_[1:], Decimal(0))


def _repair(row: Row, reading: Reading, numbers: Numbers, columns: Columns, maquette: str) -> Repair:
    changed = [value for value, number in zip(reading, numbers, strict=True) if value != number]
    lost = None in changed
    kind = RepairKind.ECTS_RESTORED if lost else RepairKind.NUMBER_CORRECTED if changed else shape_kind(row)
    ues = " + ".join(map(french_minimal, numbers[1:]))
    proofs = [_("Ligne : {ues} = 30 crédits dans le semestre").format(ues=ues)]
    if changed:
        proofs.append(_("Tous les autres crédits sont les totaux des coefficients"))
    after = written_row(row, row.title, reading, numbers, columns)
    return Repair(row.raw.line, kind, row.raw.text, after, tuple(proofs), maquette)


def _finding(row: Row, totals: Numbers | None, columns: Columns, maquette: str) -> Finding:
    message = _(
        "Crédits ECTS : « {read} » ne font pas 30 = Σ des UE, et rien ne dit quel nombre est faux ({cells})."
    )
    cells = ", ".join(_doubtful(row, totals, columns))
    text = message.format(read=written_numbers(row), cells=cells)
    subject = _("Crédits ECTS")
    return Finding(Severity.ERROR, text, row.raw.line, cell=cells, maquette=maquette, subject=subject)


def _doubtful(row: Row, totals: Numbers | None, columns: Columns) -> list[str]:
    """The columns whose credits are not the total of their coefficients, if that says something."""
    if totals is None or len(row.readings) != 1:
        return unread_cells(row, columns)
    pairs = zip(columns.names, row.readings[0][0], totals, strict=True)
    return [name for name, value, total in pairs if value != total] or unread_cells(row, columns)
