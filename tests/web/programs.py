# SPDX-License-Identifier: EUPL-1.2
"""Programs: clients that come with a token."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from delibere.services.records.api.tokens import make_token
from delibere.services.records.journal import command_line
from delibere.store.models import Account, Department, Role

Answer = Any
"""Of Django's client: a response with `json()`."""


class Program:
    """A client with a token."""

    def __init__(self, account: Account, department: Department, role: Role) -> None:
        self.token, self.key = make_token(
            command_line(), account, department, role, "essai", timezone.localdate()
        )
        self.client = Client(headers={"Authorization": f"Bearer {self.key}"})

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        return self.client.generic(
            method,
            f"/api/v1/qlio/{path}",
            "" if body is None else json.dumps(body),
            content_type="application/json",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )

    def send(self, path: str, name: str, data: bytes, **headers: str) -> Answer:
        sent = {"file": SimpleUploadedFile(name, data)}
        return self.client.post(
            f"/api/v1/qlio/{path}", sent, headers={n.replace("_", "-"): v for n, v in headers.items()}
        )
