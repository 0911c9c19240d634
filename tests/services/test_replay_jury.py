# SPDX-License-Identifier: EUPL-1.2
"""What other juries recorded, in the form of ScoDoc, judged again."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delibere.foundation.errors import UnusableInputError
from delibere.interchange.scodoc import read_jury
from delibere.services.files.replay_jury import Reason, Replay, replay_jury

CASES = tomllib.loads((Path(__file__).parent / "replay_cases.toml").read_text("utf-8"))["cases"]


def ue(told: str) -> dict[str, Any] | None:
    """« 9.5 AJ », « – ADM »: mark and code, a dash for null."""
    mark, code = told.split()
    return {"moy": None if mark == "-" else float(mark), "code": None if code == "-" else code}


def rcue(told: str, number: int) -> dict[str, Any]:
    """« 9.5 CMP + 11 ADM = 10.25 CMP »."""
    first, _, rest = told.partition(" + ")
    second, _, both = rest.partition(" = ")
    halves = {
        f"ue_{place}": {**(ue(text) or {}), "ue_id": 10 * number + place}
        for place, text in ((1, first), (2, second))
    }
    return {**halves, **(ue(both) or {})}


def record(rcues: list[str], year: str = "- -", nip: str = "99000001", **more: object) -> dict[str, Any]:
    order, code = year.split()
    told = {"ordre": None if order == "-" else int(order), "code": None if code == "-" else code}
    return {
        "code_nip": nip,
        "etat": "I",
        "annee": {**told, "annee_scolaire": 2022},
        "rcues": [rcue(text, number) for number, text in enumerate(rcues, 1)],
        "ues": [],
        "autorisations": [],
        **more,
    }


def replayed(*records: object) -> Replay:
    return replay_jury(json.dumps(list(records)).encode(), "jury.json")


def told(replay: Replay) -> list[str]:
    return [f"{d.subject} {d.recorded} {d.proposed or '-'} {d.reason}" for d in replay.disagreements]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_record_is_judged_again_as_its_case_says(case: dict[str, Any]) -> None:
    assert told(replayed(record(case["rcues"], case["year"]))) == case["disagree"]


def test_levels_are_counted_apart() -> None:
    replay = replayed(record(["9.5 CMP + 11 ADM = 10.25 CMP", "8 ADJR + 9 ADJR = 8.5 ADJ"], "1 ADJ"))
    counts = {name: (level.compared, level.agree) for name, level in replay.levels.items()}
    assert counts == {"ue": (4, 4), "rcue": (2, 1), "year": (1, 1)}


def test_a_figure_is_a_decimal_as_written_never_a_float() -> None:
    text = b'[{"code_nip": "1", "rcues": [{"ue_1": {"moy": 9.994999999999999999, "code": "AJ"}}]}]'
    found = read_jury(text, "jury.json").records[0].rcues[0].odd
    assert found is not None
    assert found.mean is not None
    assert str(found.mean.limit_denominator(10**18)) != "9.995"
    assert told(replay_jury(text, "jury.json")) == []
    text = text.replace(b"9.994999999999999999", b"9.995")
    assert told(replay_jury(text, "jury.json")) == ["UE AJ ADM rule"]


WHOLE = record(["12 ADM + 12 ADM = 12 ADM"], "1 ADM")
FORMS: dict[str, Any] = {
    "a list": [WHOLE],
    "one record": WHOLE,
    "keyed by student": {"99000001": WHOLE},
    "wrapped": {"decisions": [WHOLE]},
    "two answers in one file": [[WHOLE], [{**WHOLE, "code_nip": "99000002"}]],
    "marks as text": [json.loads(json.dumps(WHOLE).replace("12.0", '"12,00"'))],
    "UE keyed": [{**WHOLE, "ues": {"11": {"code": "ADM", "ects": 10}, "12": {"code": "ADM"}}}],
    "no lists": [{"code_nip": "99000001", "annee": WHOLE["annee"], "rcues": WHOLE["rcues"]}],
    "RCUE keyed": [{**WHOLE, "rcues": {"a": WHOLE["rcues"][0]}}],
    "a year told twice": [WHOLE, WHOLE],
    "nulls": [{**WHOLE, "ues": None, "autorisations": None, "etat": None}],
}


@pytest.mark.parametrize("document", FORMS.values(), ids=FORMS)
def test_the_forms_that_files_take_are_understood(document: object) -> None:
    replay = replay_jury(json.dumps(document).encode(), "jury.json")
    assert told(replay) == []
    assert replay.levels["year"].compared == replay.records
    assert replay.levels["ue"].compared == 2 * replay.records


def test_a_student_told_twice_counts_once_with_the_last_decision() -> None:
    first = record(["9 AJ + 9 AJ = 9 AJ"], "1 RED")
    first["annee"]["date"] = "2023-07-01"
    second = record(["9 ADSUP + 9 ADSUP = 9 ADSUP"], "1 ADSUP")
    second["annee"]["date"] = "2024-07-01"
    replay = replayed(second, first)
    assert replay.records == 1
    assert told(replay) == ["RCUE 1 ADSUP AJ later update"]
    assert "répété" in replay.left_out[0]


def test_the_first_year_in_the_same_file_tells_who_may_enter_the_third() -> None:
    four = ["12 ADM + 12 ADM = 12 ADM"] * 3 + ["9 AJ + 9 AJ = 9 AJ"]
    second = record(four, "2 RED")
    assert told(replayed(second)) == ["BUT 2 RED PASD rule"]
    first = record(["12 ADM + 12 ADM = 12 ADM", "9 AJ + 9 AJ = 9 AJ"], "1 PAS1NCI")
    assert [line for line in told(replayed(first, second)) if "BUT 2" in line] == []


def test_facts_and_unknown_codes_are_left_out_and_told() -> None:
    replay = replayed(record(["12 ADM + 12 XYZ = 12 -"], "1 DEM"))
    assert replay.levels["year"].compared == 0
    assert any("XYZ" in sentence for sentence in replay.left_out)
    assert any("DEM" in sentence for sentence in replay.left_out)


@pytest.mark.parametrize("text", ["", "[", "[]", "{}", '{"a": 1}', "NaN", '"rcues"', "[[[[]]]]"])
def test_what_is_no_jury_is_refused(text: str) -> None:
    with pytest.raises(UnusableInputError):
        replay_jury(text.encode(), "jury.json")


_ANY = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 30)
    | st.floats(allow_nan=False)
    | st.sampled_from(["ADM", "AJ", "~", "12,5", "NA", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["rcues", "ues", "annee", "code", "moy", "ue_1", "ue_2", "ordre", "etudid", "semestre_id"]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200)
@given(_ANY)
def test_whatever_the_json_it_is_replayed_or_refused(document: object) -> None:
    try:
        replay = replay_jury(json.dumps(document).encode(), "jury.json")
    except UnusableInputError:
        return
    assert all(0 <= level.agree <= level.compared for level in replay.levels.values())
    assert len(replay.disagreements) == sum(x.compared - x.agree for x in replay.levels.values())
    assert {one.reason for one in replay.disagreements} <= set(Reason)
