# SPDX-License-Identifier: EUPL-1.2
import pytest

from delibere.documents.institution import Institution


@pytest.mark.parametrize(
    ("university", "institute", "department", "line"),
    [
        ("Université", "IUT", "Département", "Université · IUT · Département"),
        ("Université", "", "Département", "Université · Département"),
        ("", "IUT", "", "IUT"),
        ("", "", "Département", "Département"),
        ("Université", "", "", "Université"),
    ],
)
def test_dots_stand_only_between_what_is_there(
    university: str, institute: str, department: str, line: str
) -> None:
    identity = Institution(university, institute, department).identity("")
    assert isinstance(identity, dict)
    assert "".join(identity[part] for part in ("before", "institute", "after")) == line
