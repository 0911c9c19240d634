# SPDX-License-Identifier: EUPL-1.2
"""What a class is judged on, as one value: marks, maquettes, past, recorded facts. Nothing else decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.evaluations import MarkTable
from delibere.calculation.local_rules import LocalRules
from delibere.calculation.means import AsDecided, Withheld
from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.language import _
from delibere.jury.codes import Code
from delibere.jury.course import build_course
from delibere.jury.grants import Grants
from delibere.jury.outcomes import Outcome
from delibere.jury.parameters import Parameters
from delibere.jury.proposals import Proposals, propose


@dataclass(frozen=True, slots=True)
class SemesterMarks:
    """The marks of one semester.

    Attributes:
        version: of the maquette, as published.
        bonus_names: sources of the local bonus; `bonus`: students × sources.
        withheld: (NIP, UE code) of which somebody is dispensed: no average.
    """

    maquette: Maquette
    table: MarkTable
    version: int = 1
    bonus_names: tuple[str, ...] = ()
    bonus: tuple[tuple[Fraction | None, ...], ...] = ()
    withheld: frozenset[tuple[str, str]] = frozenset()

    def averages(self, rules: LocalRules) -> SemesterAverages:
        """Averages of modules and UE; a UE one is dispensed of has none."""
        bonus = AsDecided(self.bonus, self.bonus_names, _("note de bonus")) if self.bonus_names else None
        averages = semester_averages(self.maquette, self.table, rules, bonus)
        if not self.withheld:
            return averages
        mask = np.array(
            [[(s.nip, ue.code) in self.withheld for ue in self.maquette.ues] for s in self.table.students],
            bool,
        ).reshape(len(self.table.students), len(self.maquette.ues))
        ues = Withheld(mask, averages.ues, _("dispensé de cette UE"))
        return SemesterAverages(
            averages.maquette, averages.table, averages.rules, averages.modules, ues, averages.pending
        )


@dataclass(frozen=True, slots=True)
class JudgedClass:
    """One class before its jury.

    Attributes:
        slug: of the maquette it ends with, « s4-fi-osc ».
        semesters: one, or the odd and the even one of the year.
        outcomes: the past of its students, as this jury knows it.
        facts: recorded facts by NIP (DEM, DEF).
        concerned: NIP of those this jury decides about, in order.
    """

    slug: str
    semesters: tuple[SemesterMarks, ...]
    outcomes: tuple[Outcome, ...] = ()
    facts: Mapping[str, Code] = field(default_factory=dict)
    concerned: tuple[str, ...] = ()


def judge(
    curriculum: Curriculum,
    judged: JudgedClass,
    rules: LocalRules,
    parameters: Parameters,
    grants: Grants | None = None,
) -> Proposals:
    """What the rules give a class.

    Raises:
        UnusableInputError: the semesters do not make a year, or a grant is about somebody else.
    """
    followed = [semester.averages(rules) for semester in judged.semesters]
    return propose(build_course(curriculum, followed, judged.outcomes), grants, parameters)
