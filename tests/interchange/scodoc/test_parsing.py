# SPDX-License-Identifier: EUPL-1.2
from decimal import Decimal

import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.scodoc.parsing import parse_json


def test_figures_are_decimals_of_their_text_and_never_floats() -> None:
    assert parse_json(b'{"moy": 9.90, "n": 3, "rien": NaN}', "a.json") == {
        "moy": Decimal("9.90"),
        "n": Decimal(3),
        "rien": None,
    }


def test_a_key_that_stands_twice_is_told_and_none_is_lost_in_silence() -> None:
    with pytest.raises(UnusableInputError, match="la clé « 11 » est deux fois"):
        parse_json(b'{"11": {"value": 12}, "11": {"value": 3}}', "notes.json")


@pytest.mark.parametrize("data", [rb'["\ud800"]', rb'{"a\u0000": 1}'])
def test_half_a_character_or_none_is_told(data: bytes) -> None:
    with pytest.raises(UnusableInputError, match="la moitié d’un caractère, ou un caractère nul"):
        parse_json(data, "a.json")


def test_a_whole_character_written_in_two_halves_is_read() -> None:
    assert parse_json(rb'["\ud83c\udf31 \u00e9"]', "a.json") == ["\U0001f331 é"]


@pytest.mark.parametrize(
    "data",
    [b"<html>Connexion</html>", b"", b"[1,", b"[1e999999999]", b"1" * 5000, b"[" * 100_000],
    ids=["a page", "empty", "cut", "a figure that would fill the memory", "a long one", "too deep"],
)
def test_what_is_no_json_is_told_by_the_name_of_its_file(data: bytes) -> None:
    with pytest.raises(UnusableInputError, match=r"^« a\.json » n’est pas du JSON lisible"):
        parse_json(data, "a.json")
