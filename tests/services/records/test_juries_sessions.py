# SPDX-License-Identifier: EUPL-1.2
import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.services.records.juries.sessions import (
    TypedMember,
    TypedSession,
    change_session,
    discard_session,
    may_be_judged,
    open_session,
    prepare_session,
    sessions_of,
)
from delibere.services.records.juries.sitting import sitting_of
from delibere.store.models import Department, JournalEntry, JurySession, Promotion, SessionKind
from gardens import US, plant, sow

ROWS = {"99000001": "12 12 12", "99000002": "9 12 12"}


@pytest.fixture
def garden(qlio: Department) -> Department:
    sow(qlio)
    plant(qlio, "s1-fi", ROWS)
    plant(qlio, "s2-fi", ROWS)
    plant(qlio, "s3-fi-fle", {nip: f"{row} 12" for nip, row in ROWS.items()})
    return qlio


def promotions(*slugs: str) -> tuple[Promotion, ...]:
    return tuple(Promotion.objects.filter(slug__in=slugs))


def typed(kind: SessionKind, *slugs: str, title: str = "Jury") -> TypedSession:
    return TypedSession(kind, promotions(*slugs), title, members=(TypedMember("Odilon ORME"),))


WRONG = {
    "no promotion": (SessionKind.ANNUAL, (), "Jury", "promotions"),
    "an odd semester for a year": (SessionKind.ANNUAL, ("s1-fi",), "Jury", "promotions"),
    "odd and even semesters": (SessionKind.SEMESTER, ("s1-fi", "s2-fi"), "Jury", "promotions"),
    "no title": (SessionKind.ANNUAL, ("s2-fi",), " ", "title"),
}


@pytest.mark.parametrize(("kind", "slugs", "title", "cell"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_in_a_session_is_told_by_field(
    garden: Department, kind: SessionKind, slugs: tuple[str, ...], title: str, cell: str
) -> None:
    with pytest.raises(UnusableInputError) as refused:
        prepare_session(US, garden, typed(kind, *slugs, title=title))
    assert [finding.cell for finding in refused.value.findings] == [cell]
    assert not JurySession.objects.exists()


def test_promotions_of_another_department_are_refused(garden: Department) -> None:
    other = Department.objects.create(slug="gea", name="GEA", diploma="BUT GEA", year=2023)
    with pytest.raises(UnusableInputError):
        prepare_session(US, other, typed(SessionKind.ANNUAL, "s2-fi"))


def test_several_sessions_are_open_at_once(garden: Department) -> None:
    year = open_session(US, prepare_session(US, garden, typed(SessionKind.ANNUAL, "s2-fi")))
    odd = open_session(US, prepare_session(US, garden, typed(SessionKind.SEMESTER, "s1-fi", "s3-fi-fle")))
    assert {session.pk for session in sessions_of(garden, 2023)} == {year.pk, odd.pk}
    assert (year.stage, odd.stage) == (3, 1)
    assert len(sitting_of(odd).people) == 4
    assert all(person.ruling.year is None for person in sitting_of(odd).people)


def test_a_session_changes_until_it_is_open(garden: Department) -> None:
    made = prepare_session(US, garden, typed(SessionKind.ANNUAL, "s2-fi"))
    change_session(US, made, typed(SessionKind.SEMESTER, "s1-fi", title="Jury de janvier"))
    made.refresh_from_db()
    assert (made.title, made.stage) == ("Jury de janvier", 1)
    opened = open_session(US, made)
    with pytest.raises(UnusableInputError, match="ne changent plus"):
        change_session(US, opened, typed(SessionKind.SEMESTER, "s3-fi-fle"))
    change_session(US, opened, typed(SessionKind.SEMESTER, "s1-fi", title="Jury du 31 janvier"))
    assert JurySession.objects.get().title == "Jury du 31 janvier"


def test_a_session_without_decisions_is_given_up_and_the_journal_keeps_it(garden: Department) -> None:
    made = prepare_session(US, garden, typed(SessionKind.ANNUAL, "s2-fi"))
    discard_session(US, made)
    assert not JurySession.objects.exists()
    assert JournalEntry.objects.filter(action="jury.discarded").exists()


def test_a_year_is_judged_on_its_even_semesters(garden: Department) -> None:
    assert [p.slug for p in may_be_judged(garden, 2023, SessionKind.ANNUAL)] == ["s2-fi"]
    assert len(may_be_judged(garden, 2023, SessionKind.SEMESTER)) == 3
