# SPDX-License-Identifier: EUPL-1.2
"""One student's course over the years, as a picture: what is acquired, what is missing, the way to it."""

from delibere.jury.whole_course.drawing import whole_course
from delibere.jury.whole_course.laying import Laid, laid_from_past, laid_from_proposals
from delibere.jury.whole_course.values import (
    CourseLevel,
    CourseRcue,
    CourseRow,
    CourseUe,
    Progress,
    Remaining,
    Step,
    WholeCourse,
)

__all__ = [
    "CourseLevel",
    "CourseRcue",
    "CourseRow",
    "CourseUe",
    "Laid",
    "Progress",
    "Remaining",
    "Step",
    "WholeCourse",
    "laid_from_past",
    "laid_from_proposals",
    "whole_course",
]
