# SPDX-License-Identifier: EUPL-1.2
"""Which function says which point of law."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from delibere.foundation.law import Reference

Function = TypeVar("Function", bound=Callable[..., Any])


class Status(StrEnum):
    """TEXT: the national text says it. PRACTICE: how juries and registries apply it."""

    TEXT = "text"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Rule:
    """One point of law, and the function that says it.

    Attributes:
        id: « R5 »: a name of ours, never quoted to people.
        name: of its file, and of its table of cases.
        reference: what people are quoted.
    """

    id: str
    name: str
    reference: Reference
    status: Status
    function: Callable[..., Any]


RULES: dict[str, Rule] = {}
"""By id."""


def rule(id_: str, reference: Reference, status: Status = Status.TEXT) -> Callable[[Function], Function]:
    """Register the function that says this point of law."""

    def register(function: Function) -> Function:
        RULES[id_] = Rule(id_, function.__module__.rpartition(".")[2], reference, status, function)
        return function

    return register
