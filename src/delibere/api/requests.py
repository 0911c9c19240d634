# SPDX-License-Identifier: EUPL-1.2
"""What a request of the API comes with once it has passed the gate."""

from typing import Protocol

from django.http import HttpRequest

from delibere.services.records.journal import Author
from delibere.store.models import Account, ApiToken, Department, Role, Student


class Standing(Protocol):
    """Who asks, where, as what; the gate of the pages makes it."""

    @property
    def account(self) -> Account:
        """The person for whom the program acts."""
        ...

    @property
    def department(self) -> Department:
        """Where."""
        ...

    @property
    def roles(self) -> frozenset[Role]:
        """The token's own role, alone."""
        ...

    @property
    def author(self) -> Author:
        """For the journal."""
        ...

    def sees_civil_data_of(self, student: Student) -> bool:
        """Birth, civility, address."""
        ...


class ApiRequest(HttpRequest):
    """A request past the gate."""

    place: Standing
    token: ApiToken
