# SPDX-License-Identifier: EUPL-1.2
"""Which function says which point of law."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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
        since: first day on which this version holds. A version is never edited: another one is another file,
            and sealed sessions name the one they used.
    """

    id: str
    name: str
    reference: Reference
    status: Status
    function: Callable[..., Any]
    since: date


FIRST_TEXT = date(2021, 9, 1)
RULES: dict[str, Rule] = {}
"""By id."""


def rule(
    id_: str, reference: Reference, status: Status = Status.TEXT, since: date = FIRST_TEXT
) -> Callable[[Function], Function]:
    """Register the function that says this point of law."""

    def register(function: Function) -> Function:
        name = function.__module__.rpartition(".")[2]
        RULES[id_] = Rule(id_, name, reference, status, function, since)
        return function

    return register
