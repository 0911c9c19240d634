# SPDX-License-Identifier: EUPL-1.2
"""Where an invented student's marks are not numbers."""

from collections.abc import Collection, Mapping, Sequence

from delibere.calculation.evaluations import Evaluation
from delibere.curriculum.model import Maquette
from delibere.foundation.marks import Mark, Reason
from delibere.services.files.demo.situations import Situation


def without_number(
    situation: Situation, maquette: Maquette, tests: Sequence[Evaluation], acquired: Collection[str]
) -> Mapping[str, Mark]:
    """What stands in place of a number, by key of the normal test.

    `acquired` holds the competences whose UE of this semester was acquired before.
    """
    module = [test.key for test in tests if test.module == tests[0].module]
    apart = [tests[-1].key, tests[len(tests) // 2].key]
    match situation:
        case Situation.ABSENT:
            return dict.fromkeys(module + apart, Reason.ABI)
        case Situation.EXCUSED:
            return dict.fromkeys(module, Reason.ABJ) | dict.fromkeys(apart, Reason.EXC)
        case Situation.DISPENSED:
            return dict.fromkeys(module, Reason.DIS)
        case Situation.PENDING if maquette.semester % 2 == 0:
            return {tests[-1].key: Reason.ATT}
        case Situation.NOTHING_YET:
            return dict.fromkeys(module)
        case _:
            return dict.fromkeys(_already_acquired(maquette, tests, acquired), Reason.DIS)


def _already_acquired(
    maquette: Maquette, tests: Sequence[Evaluation], acquired: Collection[str]
) -> list[str]:
    """The tests of modules that feed acquired UE only: nobody sits them again."""
    missing = {ue.code for ue in maquette.ues if ue.competence not in acquired}
    feeds = {
        m.apogee: {ue for ue, coefficient in m.coefficients.items() if coefficient} for m in maquette.modules
    }
    return [test.key for test in tests if not feeds[test.module] & missing]
