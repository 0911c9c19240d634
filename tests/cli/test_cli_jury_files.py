# SPDX-License-Identifier: EUPL-1.2
import json
from pathlib import Path

from answers import Run

from invented_courses import NIP
from sealed_sessions import record, sealed

ROW = {NIP: ["12", "12", "9"]}


def test_a_sealed_session_is_verified_and_a_changed_one_says_where(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "jury.json"
    file.write_bytes(sealed(record(ROW, ROW)))
    answer = run("jury", "verify", file)
    assert answer.code == 0
    assert "Tout concorde." in answer.out
    file.write_bytes(file.read_bytes().replace(b'"mean":"9"', b'"mean":"8"'))
    answer = run("jury", "verify", file, "--json")
    assert answer.code == 1
    where = [difference["where"] for difference in json.loads(answer.out)[0]["differences"]]
    assert f"results · {NIP} · lines · UE13 · mean" in where
    file.write_text("autre chose", "utf-8")
    answer = run("jury", "verify", file)
    assert (answer.code, "scellée" in answer.err) == (2, True)


def test_a_jury_of_scodoc_is_replayed(run: Run, tmp_path: Path) -> None:
    ue = {"moy": 12.5, "code": "ADM"}
    rcue = {
        "ue_1": {**ue, "ue_id": 1},
        "ue_2": {"moy": 9, "code": "ADJ", "ue_id": 2},
        "moy": 10.75,
        "code": "CMP",
    }
    person = {"code_nip": NIP, "rcues": [rcue], "annee": {"ordre": 1, "code": "ADM"}}
    file = tmp_path / "decisions_jury.json"
    file.write_text(json.dumps([person]), "utf-8")
    told = json.loads(run("jury", "replay", file, "--json").out)
    assert told["records"] == 1
    assert told["levels"]["ue"] == {"compared": 2, "agree": 1}
    assert told["disagreements"] == [
        {
            "student": NIP,
            "level": "ue",
            "subject": "UE 2",
            "recorded": "ADJ",
            "proposed": "CMP",
            "reason": "jury's grant",
        }
    ]
    answer = run("jury", "replay", file)
    assert answer.code == 0
    assert "UE 2 : ADJ enregistré, CMP proposé ; choix du jury" in answer.out
