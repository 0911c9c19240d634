# SPDX-License-Identifier: EUPL-1.2
"""What the rules give: proposed, never decided."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from delibere.jury import coding
from delibere.jury.blockers import Blockers, blockers
from delibere.jury.coding import Codes
from delibere.jury.course import Course
from delibere.jury.derivation import Acquisitions, Averages, Rights, acquisitions, averages, ects, rights
from delibere.jury.grants import Grants
from delibere.jury.parameters import Parameters
from delibere.jury.student import StudentProposal
from delibere.jury.wording import student_proposals


@dataclass(frozen=True, slots=True)
class Proposals:
    """Everything proposed about a class; codes are those of `codes.NUMBERED`.

    Attributes:
        means: the averages of RCUE, and where all averages stand.
        how: in which way each UE is acquired.
        ue_codes: (n, competences, years, 2).
        rcue_codes: (n, competences, years).
        year_codes: (n,) of the year that is judged; 0 when nothing is proposed.
        superseded_years: (n, years) new decisions on earlier years that this session completes.
        blockers: why nothing is proposed about the year.
        ects: (n, competences, years, 2) hundredths of credits acquired.
    """

    course: Course
    grants: Grants
    parameters: Parameters
    means: Averages
    how: Acquisitions
    rights: Rights
    blockers: Blockers
    ue_codes: Codes
    rcue_codes: Codes
    year_codes: Codes
    superseded_years: Codes
    ects: NDArray[np.int64]

    def student(self, row: int) -> StudentProposal:
        """What is proposed about one student, in words."""
        return student_proposals(self, [row])[0]

    def everyone(self) -> tuple[StudentProposal, ...]:
        """What is proposed about each student: the same as `student`, quicker for a whole class."""
        return student_proposals(self, range(len(self.course.students)))


def propose(course: Course, grants: Grants | None = None, parameters: Parameters | None = None) -> Proposals:
    """Derive everything from averages, past and grants: one pure pass, run again at each grant.

    Args:
        course: where the class stands.
        grants: what the jury grants beyond the rules; nothing when None.
        parameters: the numbers of the law; when None, those in force at the end of the academic year.

    Raises:
        UnusableInputError: no text was in force then, or a grant is about somebody or something else.
    """
    grants = grants or Grants.none()
    parameters = parameters or Parameters.at(course.academic_year.last_day)
    means = averages(course, parameters)
    how = acquisitions(course, means, grants)
    given = rights(course, means, how.all, parameters)
    missing = blockers(course, how.all, given)
    ues = coding.ue_codes(course, means, how)
    rcues = coding.rcue_codes(course, means, how, ues)
    return Proposals(
        course=course,
        grants=grants,
        parameters=parameters,
        means=means,
        how=how,
        rights=given,
        blockers=missing,
        ue_codes=ues,
        rcue_codes=rcues,
        year_codes=coding.year_codes(course, how, given, (ues, rcues), missing.any),
        superseded_years=coding.superseded_years(course, how),
        ects=ects(course, how.all),
    )
