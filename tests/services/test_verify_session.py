# SPDX-License-Identifier: EUPL-1.2
"""Sealing then verifying agrees; whatever is changed afterwards is found."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.jury_sessions import (
    canonical,
    digest,
    read_results,
    read_sealed,
    read_session,
    sealed_file,
)
from delibere.interchange.jury_sessions.judging import judged_again
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice
from delibere.jury.outcomes import Subject
from delibere.services.files.verify_session import verify_session
from invented_courses import NIP, PASSED
from sealed_sessions import record, sealed

MARKS = st.sampled_from(["0", "7.99", "9", "9.99", "10", "12", "20", "ABI", "ABJ", "ATT", None])
ROW = st.lists(MARKS, min_size=3, max_size=3)
GRANT = Choice(Subject.RCUE, 2, "semer", Code.ADJ, motive="progression constante")


@settings(max_examples=40)
@given(
    st.dictionaries(st.sampled_from([NIP, "99000002", "99000003"]), st.tuples(ROW, ROW), min_size=1),
    st.booleans(),
)
def test_a_session_just_sealed_is_verified(rows: dict[str, Any], granted: bool) -> None:  # noqa: FBT001 drawn
    halves = [{nip: both[half] for nip, both in rows.items()} for half in (0, 1)]
    choices = {nip: [GRANT] for nip in rows} if granted else {}
    file = sealed(record(halves[0], halves[1], choices=choices))
    checked = verify_session(file)
    assert checked.differences == ()
    assert checked.students == len(rows)


@cache
def example() -> bytes:
    odd = {NIP: ["9.5", "12", "12"], "99000002": ["9", "ABJ", "12"]}
    even = {NIP: ["9", "12", "12"], "99000002": ["9", "12", "12"]}
    return sealed(record(odd, even, choices={NIP: [GRANT]}))


def is_found(data: bytes) -> bool:
    try:
        return bool(verify_session(data).differences)
    except UnusableInputError:
        return True


@settings(max_examples=300)
@given(st.data())
def test_one_changed_byte_is_found(data: st.DataObject) -> None:
    file = example()
    place = data.draw(st.integers(0, len(file) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != file[place]))
    assert is_found(file[:place] + bytes([byte]) + file[place + 1 :])


@settings(max_examples=100)
@given(st.data())
def test_a_byte_added_or_taken_away_is_found(data: st.DataObject) -> None:
    file = example()
    place = data.draw(st.integers(0, len(file) - 1))
    added = data.draw(st.binary(max_size=3))
    assert is_found(file[:place] + added + file[place + 1 :]) or added == file[place : place + 1]


def test_what_the_file_says_is_read_as_it_was_sealed() -> None:
    document = read_sealed(example()).document
    made = read_session(document)
    assert read_results(document) == judged_again(made)


def test_a_past_is_part_of_what_is_verified() -> None:
    row = {NIP: ["12", "12", "12", "12"]}
    file = sealed(record(row, row, PASSED, year=2))
    assert verify_session(file).differences == ()
    document = json.loads(file)["document"]
    document["classes"][0]["past"][0]["code"] = "AJ"
    assert is_found(again(document))


def again(document: dict[str, Any]) -> bytes:
    """The document sealed anew by somebody who knows how."""
    data = canonical(document)
    return sealed_file(data, digest(data))


def lower_the_bar(document: dict[str, Any]) -> None:
    bar = next(p for p in document["law"]["parameters"] if p["name"] == "ue_bar")
    bar["value"] = "9"


def take_a_coefficient(document: dict[str, Any]) -> None:
    maquette = document["curriculum"]["maquettes"][0]["document"]
    maquette["modules"][0]["coefficients"]["UE11"] = "0"


def raise_a_mean(document: dict[str, Any]) -> None:
    document["results"][0]["lines"][0]["mean"] = "10"


def change_a_decision(document: dict[str, Any]) -> None:
    document["decisions"][NIP]["choices"] = []


def change_a_written_code(document: dict[str, Any]) -> None:
    document["decisions"][NIP]["codes"]["year S2"] = "RED"


def add_a_key(document: dict[str, Any]) -> None:
    document["results"][0]["note"] = "…"


@pytest.mark.parametrize(
    "change",
    [lower_the_bar, take_a_coefficient, raise_a_mean, change_a_decision, change_a_written_code, add_a_key],
)
def test_a_change_sealed_anew_is_found_by_computing(change: Callable[[dict[str, Any]], None]) -> None:
    document = json.loads(example())["document"]
    change(document)
    assert is_found(again(document))


def test_a_rule_of_another_version_is_refused_not_guessed() -> None:
    document = json.loads(example())["document"]
    document["law"]["rules"][0]["since"] = "2031-09-01"
    with pytest.raises(UnusableInputError, match="2031-09-01"):
        verify_session(again(document))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"document":{},"sha256":""}', "pas du JSON"])
def test_what_is_no_sealed_session_is_refused(text: str) -> None:
    with pytest.raises(UnusableInputError, match="scellée"):
        verify_session(text.encode())
