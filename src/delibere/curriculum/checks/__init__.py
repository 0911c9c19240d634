# SPDX-License-Identifier: EUPL-1.2
"""Tmp."""

from delibere.curriculum.model import Curriculum
from delibere.foundation.findings import Finding


def check(curriculum: Curriculum) -> list[Finding]:
    return []
