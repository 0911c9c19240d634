# SPDX-License-Identifier: EUPL-1.2
"""What a request of the API comes with once it has passed the gate."""

from typing import Protocol

from django.http import HttpRequest

from delibere.services.records.journal import Author
from delibere.store.models import Account, ApiToken, Department, Promotion, Role, Student


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

    def sees_all(self, page: str) -> bool:
        """Whether an address opens for everything, and not for one's own only."""
        ...

    def modules(self, page: str, promotion: Promotion, *, act: bool = False) -> frozenset[str] | None:
        """Apogée codes of the modules that an address opens in a promotion; None for all."""
        ...


class ApiRequest(HttpRequest):
    """A request past the gate."""

    place: Standing
    token: ApiToken
