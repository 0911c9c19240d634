# SPDX-License-Identifier: EUPL-1.2
from delibere.foundation.people import Student


def test_lists_ignore_accents_apostrophes_and_hyphens() -> None:
    names = ["ŒILLET", "L’OSEILLE", "ÉRABLE", "ŁOPIAN", "D’ANETH", "CŒUR-DE-BŒUF", "COING", "FIGUIER"]
    students = [Student(str(k), name, "Zoé") for k, name in enumerate(names)]
    assert [student.surname for student in sorted(students, key=lambda s: s.sort_key)] == [
        "CŒUR-DE-BŒUF",
        "COING",
        "D’ANETH",
        "ÉRABLE",
        "FIGUIER",
        "ŁOPIAN",
        "L’OSEILLE",
        "ŒILLET",
    ]
