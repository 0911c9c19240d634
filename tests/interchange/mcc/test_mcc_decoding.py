# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Severity
from delibere.interchange import mcc

ANNEX = (Path(__file__).parents[3] / "examples" / "but-qlio-2023-2024.md").read_bytes()
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Le fichier est vide"),
        (b" \r\n\t", "Le fichier est vide"),
        (PICTURE, "pas un texte"),
        (bytes(range(256)), "pas un texte"),
        (b"\x81\x8d\xff", "ni en UTF-8 ni en Windows-1252"),
        (ANNEX.decode().encode("utf-16"), "UTF-16"),
        (b"Recette de la tarte aux prunes\n| farine | 200 g |\n", "Aucune maquette complète"),
        ("Bonjour, voici nos modalités.".encode(), "pas une annexe MCC"),
        (b"[]", "pas une annexe MCC"),
        (b"{}", "pas un programme au format de Délibéré".encode().decode()),
        ("Diplôme;Année\r\n".encode(), "pas un programme au format de Délibéré"),
        (b"|" * 1_000_001, "bien plus qu’une annexe"),
        (b'{"maquettes": ' + b"9" * 5000 + b"}", "pas un programme au format de Délibéré"),
        (ANNEX[:1500], "Aucune maquette complète"),
    ],
)
def test_what_holds_no_complete_maquette_is_refused_with_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(UnusableInputError, match=said):
        mcc.read(data)


def test_windows_1252_is_read_with_a_notice() -> None:
    text = ANNEX.decode().replace("œ", "oe")
    reading = mcc.read(text.encode("cp1252"))
    assert reading.curriculum == mcc.read(text.encode()).curriculum
    assert (reading.findings[0].severity, reading.findings[0].message.split(" :")[0]) == (
        Severity.NOTICE,
        "« l’annexe » est lu en Windows-1252",
    )


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str) -> None:
    assert mcc.read(ANNEX.decode().replace("\n", end).encode("utf-8-sig")) == mcc.read(ANNEX)
