# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from delibere.calculation.averages import semester_averages
from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.foundation.people import Student
from delibere.interchange.mcc import markdown
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.proposals import propose

ANNEX = Path(__file__).parents[1] / "examples" / "but-qlio-2023-2024.md"


def test_the_annex_holds_twenty_maquettes_and_350_modules() -> None:
    curriculum = markdown.read(ANNEX.read_text(encoding="utf-8"))
    assert len(curriculum.maquettes) == 20
    assert sum(len(maquette.modules) for maquette in curriculum.maquettes) == 350


def test_one_student_goes_from_the_annex_to_an_explained_proposal() -> None:
    curriculum = markdown.read(ANNEX.read_text(encoding="utf-8"))
    maquette = curriculum.maquette("s3-fi-osc")
    evaluations = [Evaluation(m.apogee, m.apogee, m.title) for m in maquette.modules]
    student = Student("00417263", "GROSEILLE", "Gaëtan")
    table = MarkTable.of([student], evaluations, [[Decimal("9.99")] * 18])
    averages = semester_averages(maquette, table)
    assert averages.ues.exact(0, 0) == Fraction("9.99")
    assert averages.ues.terms(0, 0).evaluate() == Fraction("9.99")
    proposal = propose(build_course(curriculum, [averages])).student(0)
    assert [ue.decision.code for ue in proposal.ues] == [Code.AJ] * 4
