# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delibere.foundation.marks import Mark, Reason
from delibere.interchange.marksheets.entries import Refusal, read_points, read_slot
from delibere.interchange.marksheets.hints import likely_marks
from delibere.interchange.marksheets.slots import Bounds, mark_of
from delibere.interchange.spreadsheet.cells import Cell, Form

OUT_OF_20 = Bounds(Decimal(0), Decimal(20))
OUT_OF_15 = Bounds(Decimal(0), Decimal(15))
SIGNED = Bounds(Decimal(-2), Decimal(2))
NEITHER = "n’est ni une note ni ABI, ABJ, EXC, ATT ou DIS."

READ: list[tuple[str, Bounds, Mark]] = [
    ("", OUT_OF_20, None),
    ("12,5", OUT_OF_20, Decimal("12.5")),
    ("12.5", OUT_OF_20, Decimal("12.5")),
    ("12,500", OUT_OF_20, Decimal("12.5")),
    ("0", OUT_OF_20, Decimal(0)),
    ("20", OUT_OF_20, Decimal(20)),
    ("15", OUT_OF_15, Decimal(15)),
    ("-1,25", SIGNED, Decimal("-1.25")),
    ("\u22121,25", SIGNED, Decimal("-1.25")),
    ("abi", OUT_OF_20, Reason.ABI),
    ("Abj", OUT_OF_20, Reason.ABJ),
    ("EXC", OUT_OF_20, Reason.EXC),
    ("att", OUT_OF_20, Reason.ATT),
    ("DIS", OUT_OF_20, Reason.DIS),
    ("a", OUT_OF_20, Reason.ABI),
    ("J", OUT_OF_20, Reason.ABJ),
    ("e", OUT_OF_20, Reason.EXC),
    ("D", OUT_OF_20, Reason.DIS),
    ("?", OUT_OF_20, Reason.ATT),
]

REFUSED: list[tuple[Cell, Bounds, str]] = [
    (Cell("125"), OUT_OF_20, "« 125 » n’est pas une note sur 20. Vouliez-vous 12,5\u202f?"),
    (Cell("1275", Form.NUMBER), OUT_OF_20, "« 1275 » n’est pas une note sur 20. Vouliez-vous 12,75\u202f?"),
    (Cell("20.01"), OUT_OF_20, "« 20,01 » n’est pas une note sur 20."),
    (Cell("16"), OUT_OF_15, "« 16 » n’est pas une note sur 15."),
    (Cell("-5"), OUT_OF_20, "« -5 » : une note n’est pas négative. Vouliez-vous 5\u202f?"),
    (Cell("-2,5"), SIGNED, "« -2,5 » n’est pas entre −2 et 2."),
    (Cell("12.345"), OUT_OF_20, "« 12,345 » : deux décimales au plus. Vouliez-vous 12,35\u202f?"),
    (Cell("-1.005"), SIGNED, "« -1,005 » : deux décimales au plus. Vouliez-vous −1\u202f?"),
    (Cell("ABS"), OUT_OF_20, f"« ABS » {NEITHER} Vouliez-vous ABI ou ABJ\u202f?"),
    (Cell("absente"), OUT_OF_20, f"« absente » {NEITHER} Vouliez-vous ABI ou ABJ\u202f?"),
    (Cell("EXCU"), OUT_OF_20, f"« EXCU » {NEITHER} Vouliez-vous EXC\u202f?"),
    (Cell("O"), OUT_OF_20, f"« O » {NEITHER} Vouliez-vous 0\u202f?"),
    (Cell("1O"), OUT_OF_20, f"« 1O » {NEITHER} Vouliez-vous 10\u202f?"),
    (Cell("l2"), OUT_OF_20, f"« l2 » {NEITHER} Vouliez-vous 12\u202f?"),
    (Cell("12;5"), OUT_OF_20, f"« 12;5 » {NEITHER} Vouliez-vous 12,5\u202f?"),
    (Cell("12,,5"), OUT_OF_20, f"« 12,,5 » {NEITHER} Vouliez-vous 12,5\u202f?"),
    (Cell("12/20"), OUT_OF_20, f"« 12/20 » {NEITHER} Vouliez-vous 12\u202f?"),
    (Cell("12/15"), OUT_OF_20, f"« 12/15 » {NEITHER}"),
    (Cell("14 pts"), OUT_OF_20, f"« 14 pts » {NEITHER} Vouliez-vous 14\u202f?"),
    (Cell("1 2"), OUT_OF_20, f"« 1 2 » {NEITHER} Vouliez-vous 1,2\u202f?"),
    (Cell("1e1"), OUT_OF_20, f"« 1e1 » {NEITHER}"),
    (Cell("=1+1"), OUT_OF_20, f"« =1+1 » {NEITHER}"),
    (Cell("bien"), OUT_OF_20, f"« bien » {NEITHER}"),
    (Cell("VRAI", Form.BOOLEAN), OUT_OF_20, f"« VRAI » {NEITHER}"),
    (Cell("#REF!", Form.ERROR), OUT_OF_20, "#REF! : la formule a échoué. Tapez la note elle-même."),
    (
        Cell("2024-05-12", Form.MOMENT),
        OUT_OF_20,
        "12/05/2024 : le tableur a cru lire une date ou une heure. Vouliez-vous 12,5\u202f?",
    ),
    (
        Cell("12:30:00", Form.MOMENT),
        OUT_OF_20,
        "12:30:00 : le tableur a cru lire une date ou une heure. Vouliez-vous 12,3\u202f?",
    ),
]


@pytest.mark.parametrize(("text", "bounds", "mark"), READ, ids=[text or "nothing" for text, _b, _m in READ])
def test_what_people_type_is_read(text: str, bounds: Bounds, mark: Mark) -> None:
    assert read_slot(Cell(text), bounds) == mark


@pytest.mark.parametrize(("cell", "bounds", "message"), REFUSED, ids=[cell.text for cell, _b, _m in REFUSED])
def test_what_cannot_be_read_is_told_with_a_hint(cell: Cell, bounds: Bounds, message: str) -> None:
    refusal = read_slot(cell, bounds)
    assert isinstance(refusal, Refusal)
    assert refusal.message == message
    assert (f"Vouliez-vous {refusal.likely}" in message) == ("Vouliez-vous" in message)


def test_nobody_is_absent_from_a_bonus() -> None:
    refusal = Refusal("« ABI » : un bonus est un nombre, ou rien. Videz la cellule.")
    assert read_points(Cell("ABI"), OUT_OF_20) == refusal


@given(st.text(max_size=8), st.sampled_from([OUT_OF_20, OUT_OF_15, SIGNED]))
def test_any_text_is_a_mark_or_a_refusal_and_a_hint_is_never_refused(text: str, bounds: Bounds) -> None:
    cell = Cell(text.strip())
    read = read_slot(cell, bounds)
    assert isinstance(read, Decimal | Reason | Refusal) or not cell.text
    for likely in likely_marks(cell, bounds):
        assert mark_of(likely.value if isinstance(likely, Reason) else str(likely), bounds) == likely


@given(st.integers(0, 2000), st.sampled_from([",", "."]))
def test_every_hundredth_is_read_exactly(hundredths: int, comma: str) -> None:
    text = f"{hundredths // 100}{comma}{hundredths % 100:02d}"
    assert read_slot(Cell(text), OUT_OF_20) == Decimal(hundredths) / 100
