# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from delibere.calculation.averages import semester_averages
from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.calculation.local_rules import LocalRules, Rounding
from delibere.calculation.needed import Standing, needed_in_module, open_modules
from delibere.curriculum.model import Curriculum
from delibere.foundation.marks import Mark
from delibere.foundation.people import Student

TEN = Fraction(10)
FELIX = Student("99000001", "FRAMBOISE", "Félix")


def table_of(annex: Curriculum, marks: dict[str, Mark], scale: int = 20) -> MarkTable:
    tests = [Evaluation(module, module, module, scale=Decimal(scale)) for module in marks]
    return MarkTable.of([FELIX], tests, [list(marks.values())])


def needed(annex: Curriculum, table: MarkTable, rounding: Rounding = Rounding.HALF_UP) -> Fraction | None:
    maquette = annex.maquette("s3-fi-osc")
    return needed_in_module(Standing(maquette, table, LocalRules(rounding)), "TBQTR308", "UE31", TEN)


def test_the_mark_balances_the_other_coefficients_to_the_hundredth(annex: Curriculum) -> None:
    table = table_of(annex, {"TBQTR307": Decimal(8), "TBQTR308": None})
    assert needed(annex, table) == Fraction("11.99")
    assert needed(annex, table, Rounding.TRUNCATE_AT_BAR) == Fraction(12)


def test_a_module_without_evaluation_counts_as_one_mark(annex: Curriculum) -> None:
    assert needed(annex, table_of(annex, {"TBQTR307": Decimal(8)})) == Fraction("11.99")


def test_out_of_reach_is_said_so(annex: Curriculum) -> None:
    assert needed(annex, table_of(annex, {"TBQTE301": Decimal(1), "TBQTR308": None})) is None


def test_an_acquired_ue_needs_nothing(annex: Curriculum) -> None:
    assert needed(annex, table_of(annex, {"TBQTE301": Decimal(19), "TBQTR308": None})) == 0


def test_the_open_modules_of_a_ue_wait_for_a_mark_or_an_evaluation(annex: Curriculum) -> None:
    maquette = annex.maquette("s3-fi-osc")
    table = table_of(annex, {"TBQTR307": Decimal(8), "TBQTR308": None})
    found = open_modules(maquette, table, "UE31")
    assert "TBQTR307" not in found
    assert {"TBQTR301", "TBQTR308"} <= set(found)


@given(
    other=st.decimals(0, 20, places=2),
    third=st.decimals(0, 20, places=2),
    scale=st.sampled_from([10, 15, 20]),
    rounding=st.sampled_from(Rounding),
)
def test_the_mark_found_passes_and_one_hundredth_less_does_not(
    annex: Curriculum, other: Decimal, third: Decimal, scale: int, rounding: Rounding
) -> None:
    maquette = annex.maquette("s3-fi-osc")
    marks: dict[str, Mark] = {
        "TBQTR307": other * scale / 20 // Decimal("0.01") / 100,
        "TBQTE301": third,
        "TBQTR308": None,
    }
    table = table_of(annex, marks)
    found = needed(annex, table, rounding)

    def value(mark: Fraction) -> Fraction:
        with_mark = table_of(annex, {**marks, "TBQTR308": Decimal(mark.numerator) / mark.denominator})
        exact = semester_averages(maquette, with_mark, LocalRules(rounding)).ues.exact(0, 0)
        assert exact is not None
        return exact

    bar = TEN if rounding is Rounding.TRUNCATE_AT_BAR else Fraction("9.995")
    if found is None:
        assert value(TEN * 2) < bar
    else:
        assert value(found) >= bar
        assert found == 0 or value(found - Fraction(1, 100)) < bar
