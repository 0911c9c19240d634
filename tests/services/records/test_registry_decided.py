# SPDX-License-Identifier: EUPL-1.2
"""What the registry is told of decisions."""

from delibere.services.records.journal import command_line
from delibere.services.records.juries.closing import close_session
from delibere.services.records.juries.deciding import accept_clear_cases
from delibere.services.records.registry.settings import RegistrySettings
from delibere.services.records.registry.table import table_of
from delibere.store.models import Department
from gardens import jury, plant, sow


def test_what_a_jury_decides_is_told_once_its_session_is_closed(qlio: Department) -> None:
    sow(qlio)
    plant(qlio, "s1-fi", {"99000001": "12 12 12"})
    second = plant(qlio, "s2-fi", {"99000001": "12 12 9"})
    session = jury(second)

    def told() -> list[str | None]:
        return [
            line.result for line in table_of(second, RegistrySettings()) if line.element.subject != "semester"
        ]

    accept_clear_cases(command_line(), session)
    assert set(told()) == {None}
    close_session(command_line(), session)
    assert [result for result in told() if result] == ["ADM", "ADM", "ADM", "COMP"]
