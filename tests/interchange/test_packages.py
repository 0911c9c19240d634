# SPDX-License-Identifier: EUPL-1.2
import io
import zipfile

import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.packages import LARGEST_FILE, MOST_FILES, unpacked


def package(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def test_a_package_gives_its_files_and_leaves_dust() -> None:
    data = package({"a/V1.TXT": b"1", "__MACOSX/._V1.TXT": b"x", "b\\V2.TXT": b"2", ".DS_Store": b"x"})
    assert unpacked(data, "p.zip") == (("V1.TXT", b"1"), ("V2.TXT", b"2"))


def test_what_is_no_package_is_alone() -> None:
    assert unpacked(b"XX-APO", "V1.TXT") == (("V1.TXT", b"XX-APO"),)
    workbook = package({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
    assert unpacked(workbook, "V1.xlsx") == (("V1.xlsx", workbook),)


@pytest.mark.parametrize(
    "data",
    [
        package({"bomb.txt": bytes(LARGEST_FILE + 1)}),
        package({f"{n}.txt": bytes(LARGEST_FILE) for n in range(7)}),
        package({f"{n}.txt": b"" for n in range(MOST_FILES + 1)}),
        package({"a.txt": b"abc"})[:-10],
    ],
    ids=["one file that swells", "many that swell", "too many files", "cut short"],
)
def test_a_bomb_or_a_damaged_package_is_refused(data: bytes) -> None:
    with pytest.raises(UnusableInputError):
        unpacked(data, "p.zip")
