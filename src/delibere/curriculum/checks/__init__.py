# SPDX-License-Identifier: EUPL-1.2
"""What must hold in a curriculum, whatever file it came from."""

from delibere.curriculum.checks.codes import check_codes
from delibere.curriculum.checks.coefficients import check_coefficients
from delibere.curriculum.checks.consistency import check_consistency
from delibere.curriculum.checks.courses import check_courses
from delibere.curriculum.checks.credits import check_credits
from delibere.curriculum.checks.order import check_order
from delibere.curriculum.checks.patterns import check_patterns
from delibere.curriculum.checks.regimes import check_regimes
from delibere.curriculum.model import Curriculum
from delibere.foundation.findings import Finding

__all__ = ["check", "check_credits", "check_structure"]


def check(curriculum: Curriculum) -> list[Finding]:
    """Every finding about a curriculum; each names its maquette, its subject and its cell, if it has one."""
    return [*check_structure(curriculum), *check_credits(curriculum)]


def check_structure(curriculum: Curriculum) -> list[Finding]:
    """Codes, modules, competences, courses: what can be checked while some numbers are still missing."""
    checks = (
        check_codes,
        check_coefficients,
        check_patterns,
        check_regimes,
        check_consistency,
        check_order,
        check_courses,
    )
    return [finding for each in checks for finding in each(curriculum)]
