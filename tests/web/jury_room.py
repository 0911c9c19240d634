# SPDX-License-Identifier: EUPL-1.2
"""A small class before its annual jury, and how pages of it are read and sent."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.test import Client

from delibere.store.models import Department, JurySession
from gardens import jury, plant, remember_past, sow
from invented_courses import NIP, PASSED

CLASS = {
    NIP: ("12 12 12 12", "12 12 12 12"),
    "99000002": ("13 12 11 10", "13 12 11 10"),
    "99000003": ("9 12 12 12", "9.5 12 12 12"),
    "99000004": ("8 8 8 8", "7 7 7 7"),
    "99000005": ("ATT 12 12 12", "12 12 12 12"),
    "99000006": ("9.9 12 12 12", "10 12 12 12"),
}
"""NIP → marks of S3 and S4: two clear cases, a PASD, a RED, a mark missing, just under a bar."""
YEAR, RCUE = "code:year:4:", "code:rcue:4:semer"


def gathered(department: Department) -> JurySession:
    """The jury of the class, open."""
    sow(department)
    plant(department, "s3-fi-fle", {nip: odd for nip, (odd, _even) in CLASS.items()})
    even = plant(department, "s4-fi-fle", {nip: even for nip, (_odd, even) in CLASS.items()})
    remember_past(department, [replace(outcome, nip=nip) for nip in CLASS for outcome in PASSED])
    return jury(even, title="Jury annuel · BUT2")


def page(session: JurySession, nip: str = "") -> str:
    return f"/qlio/jurys/{session.pk}/" + (f"etudiants/{nip}/" if nip else "")


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def read(client: Client, address: str, data: Mapping[str, str] | None = None) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200
    return words(answer.content.decode())


def decide(client: Client, session: JurySession, nip: str, **sent: str) -> Any:  # noqa: ANN401 Django's test answer
    named = {{"year": YEAR, "rcue": RCUE}.get(name, name): value for name, value in sent.items()}
    return client.post(page(session, nip) + "decider/", {"version": "0", **named})
