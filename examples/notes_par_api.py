# SPDX-License-Identifier: EUPL-1.2
"""Fill the marks of an evaluation by the API, with Python's own library alone.

python examples/notes_par_api.py https://delibere.exemple.fr qlio 12 TBQTR101 34 notes.csv

The token is read from DELIBERE_TOKEN; notes.csv holds « nip;note » lines. What was refused is printed.
"""

import csv
import json
import os
import sys
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen


def call(method: str, url: str, token: str, body: object = None) -> Any:  # noqa: ANN401 whatever JSON holds
    """Send a request; the answer as JSON."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with urlopen(Request(url, data, headers, method=method), timeout=30) as answer:  # noqa: S310 the user's own server
        return json.load(answer)


def fill(url: str, token: str, evaluation: int, notes: dict[str, str]) -> list[dict[str, Any]]:
    """Write notes (by NIP) in an evaluation; gives what became of each.

    Args:
        url: of the marks of the module, « …/api/v1/qlio/promotions/12/modules/TBQTR101/marks ».
        token: with the role of a teacher of the module, or of the office.
        evaluation: its key.
        notes: « 12,5 », « ABJ »… as people type them.
    """
    cells = call("GET", url, token)["cells"]
    versions = {cell["nip"]: cell["version"] for cell in cells if cell["evaluation"] == evaluation}
    edits = [
        {"evaluation": evaluation, "nip": nip, "text": text, "version": versions.get(nip, 0)}
        for nip, text in notes.items()
    ]
    results: list[dict[str, Any]] = call("PUT", url, token, {"marks": edits})["results"]
    return results


def main(server: str, department: str, promotion: str, module: str, evaluation: str, path: str) -> int:
    """Read the file, write the marks, say what was refused."""
    with Path(path).open(encoding="utf-8-sig", newline="") as lines:
        notes = {row[0].strip(): row[1].strip() for row in csv.reader(lines, delimiter=";") if len(row) > 1}
    url = f"{server}/api/v1/{department}/promotions/{promotion}/modules/{module}/marks"
    results = fill(url, os.environ["DELIBERE_TOKEN"], int(evaluation), notes)
    refused = [one for one in results if one["verdict"] not in {"saved", "same"}]
    for one in refused:
        print(f"{one['nip']} : {one['message']}")  # noqa: T201 a script speaks
    return bool(refused)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
