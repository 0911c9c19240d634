# SPDX-License-Identifier: EUPL-1.2
"""The journal, the history of marks and published maquettes refuse change, on the database of the run."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, connection, models, transaction

from delibere.services.records.journal import command_line, remember
from delibere.store.models import (
    Action,
    Department,
    Enrolment,
    Evaluation,
    IssuedDocument,
    JournalEntry,
    JuryDecision,
    JurySession,
    MaquetteVersion,
    MarkChange,
    Promotion,
    Seal,
    Student,
    VersionState,
)


@pytest.fixture
def entry(qlio: Department) -> models.Model:
    return remember(command_line(), Action.STUDENT_CREATED, department=qlio, subject="FRAMBOISE Félix")


@pytest.fixture
def change(qlio: Department) -> models.Model:
    promotion = Promotion.objects.create(department=qlio, year=2023, slug="s1-fi")
    student = Student.objects.create(department=qlio, nip="99000001", surname="FRAMBOISE")
    return MarkChange.objects.create(
        evaluation=Evaluation.objects.create(promotion=promotion, title="Partiel"),
        enrolment=Enrolment.objects.create(promotion=promotion, student=student),
        after="12",
        version=1,
        origin="ligne de commande",
    )


@pytest.fixture
def jury_session(qlio: Department) -> JurySession:
    return JurySession.objects.create(department=qlio, year=2023, kind="annual", stage=3, state="closed")


@pytest.fixture
def decision(jury_session: JurySession) -> models.Model:
    student = Student.objects.create(department=jury_session.department, nip="99000001", surname="FRAMBOISE")
    return JuryDecision.objects.create(
        session=jury_session, student=student, subject="year", semester=2, code="ADM", version=1
    )


@pytest.fixture
def seal(jury_session: JurySession) -> models.Model:
    department = jury_session.department
    return Seal.objects.create(
        session=jury_session, department=department, number=1, document=b"{}", sha256="0"
    )


def version(department: Department, number: int, state: VersionState) -> MaquetteVersion:
    return MaquetteVersion.objects.create(
        department=department, year=2023, slug="s1-fi", number=number, state=state, document={}
    )


@pytest.fixture
def published(qlio: Department) -> models.Model:
    return version(qlio, 1, VersionState.PUBLISHED)


@pytest.fixture
def paper(qlio: Department) -> models.Model:
    return IssuedDocument.objects.create(
        department=qlio, kind="bulletin", data=b"%PDF-", code="7F3K-QX2M-94TD"
    )


@pytest.fixture(params=["entry", "change", "published", "decision", "seal", "paper"])
def kept(request: pytest.FixtureRequest) -> models.Model:
    """Each row that is never changed, in turn."""
    row: models.Model = request.getfixturevalue(request.param)
    connection.check_constraints()
    return row


TABLES = {
    JournalEntry: ("store_journalentry", "origin"),
    MarkChange: ("store_markchange", "origin"),
    MaquetteVersion: ("store_maquetteversion", "reason"),
    JuryDecision: ("store_jurydecision", "motive"),
    Seal: ("store_seal", "sha256"),
    IssuedDocument: ("store_issueddocument", "title"),
}
OR_REPLACE = "" if connection.vendor == "postgresql" else "OR REPLACE"
COLUMNS = "year, slug, state, document, reason, source, written_at, department_id"


def execute(statement: str, row: models.Model) -> None:
    table, column = TABLES[type(row)]
    with connection.cursor() as cursor:
        names = {"table": table, "column": column, "or_replace": OR_REPLACE, "columns": COLUMNS}
        cursor.execute(statement.format(key=row.pk, **names))


def sql(statement: str) -> Callable[[models.Model], object]:
    return lambda row: execute(statement, row)


def rows(row: models.Model) -> models.QuerySet[models.Model]:
    return models.QuerySet(type(row)).filter(pk=row.pk)


def bulk_update(row: models.Model) -> None:
    rows(row).bulk_update([row], [TABLES[type(row)][1]])


def upsert(row: models.Model) -> None:
    column = TABLES[type(row)][1]
    rows(row).bulk_create([row], update_conflicts=True, update_fields=[column], unique_fields=["pk"])


CHANGES = {
    "update by SQL": sql("UPDATE {table} SET {column} = 'x' WHERE id = {key}"),
    "update of everything by SQL": sql("UPDATE {table} SET {column} = 'x'"),
    "update of nothing by SQL": sql("UPDATE {table} SET {column} = {column}"),
    "delete by SQL": sql("DELETE FROM {table} WHERE id = {key}"),
    "delete of everything by SQL": sql("DELETE FROM {table}"),
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "update of a query": lambda row: rows(row).update(**{TABLES[type(row)][1]: "x"}),
    "delete of a query": lambda row: rows(row).delete(),
    "bulk update": bulk_update,
    "upsert": upsert,
}
ON_SQLITE = {
    "insert or replace": sql("INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = {key}"),
    "replace": sql("REPLACE INTO {table} SELECT * FROM {table} WHERE id = {key}"),
    "update or replace": sql("UPDATE OR REPLACE {table} SET {column} = 'x'"),
}
ON_POSTGRESQL = {
    "truncate": sql("TRUNCATE {table}"),
    "truncate with what refers to it": sql("TRUNCATE {table} CASCADE"),
    "truncate from what it refers to": sql("TRUNCATE store_department CASCADE"),
    "merge": sql(
        "MERGE INTO {table} USING (SELECT {key}) AS one (id) ON {table}.id = one.id WHEN MATCHED THEN DELETE"
    ),
}
ALL = CHANGES | (ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE)


@pytest.mark.parametrize("change_it", ALL.values(), ids=ALL)
def test_what_is_kept_refuses_every_change(
    kept: models.Model, change_it: Callable[[models.Model], object]
) -> None:
    before = rows(kept).values().get()
    refused = pytest.raises(IntegrityError, match=r"append-only|is frozen|never changed|never emptied")
    with refused, transaction.atomic():
        change_it(kept)
    assert rows(kept).values().get() == before


def test_a_row_can_always_be_added(entry: JournalEntry, qlio: Department) -> None:
    remember(command_line(), Action.STUDENT_CHANGED, department=qlio)
    assert JournalEntry.objects.count() == 2


def test_a_draft_changes_until_it_is_published(qlio: Department) -> None:
    draft = version(qlio, 1, VersionState.DRAFT)
    draft.reason = "erratum"
    draft.save()
    draft.state = VersionState.PUBLISHED
    draft.save()
    with pytest.raises(IntegrityError, match="is frozen"), transaction.atomic():
        draft.delete()
    version(qlio, 2, VersionState.DRAFT).delete()
    assert MaquetteVersion.objects.get().reason == "erratum"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {or_replace} {table} SET number = 1 WHERE number = 2",
        "UPDATE {or_replace} {table} SET id = {key} WHERE number = 2",
        (
            "INSERT {or_replace} INTO {table} (id, number, {columns}) "
            "SELECT id + 100, 1, {columns} FROM {table} WHERE number = 2"
        ),
    ],
)
def test_no_draft_takes_the_place_of_a_published_version(
    published: MaquetteVersion, qlio: Department, statement: str
) -> None:
    version(qlio, 2, VersionState.DRAFT)
    with pytest.raises(IntegrityError, match=r"is frozen|duplicate key"), transaction.atomic():
        execute(statement, published)
    assert list(MaquetteVersion.objects.values_list("number", "state")) == [(1, "published"), (2, "draft")]


def test_a_department_does_not_take_its_published_maquettes_away(
    published: MaquetteVersion, qlio: Department
) -> None:
    with pytest.raises(IntegrityError, match="is frozen"), transaction.atomic():
        qlio.delete()
    assert Department.objects.get() == qlio


def test_a_closed_session_neither_goes_nor_opens_again(jury_session: JurySession) -> None:
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        jury_session.delete()
    jury_session.state = "open"
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        jury_session.save()
    jury_session.state, jury_session.place = "closed", "salle des conseils"
    jury_session.save()
    JurySession.objects.create(department=jury_session.department, year=2023, kind="annual", stage=3).delete()
    assert JurySession.objects.get() == jury_session


@pytest.mark.parametrize("name", ["decision", "seal"])
def test_no_row_takes_the_place_of_what_is_kept(request: pytest.FixtureRequest, name: str) -> None:
    kept: models.Model = request.getfixturevalue(name)
    others = ", ".join(str(f.column) for f in kept._meta.concrete_fields if f.column != "id")  # noqa: SLF001 Django's own way
    statement = f"INSERT {{or_replace}} INTO {{table}} (id, {others}) SELECT id + 1, {others} FROM {{table}}"  # noqa: S608 names of ours
    refused = pytest.raises(IntegrityError, match=r"never changed|duplicate key")
    with refused, transaction.atomic():
        execute(statement, kept)
    assert list(rows(kept)) == [kept]


def test_the_day_an_entry_may_go_is_written_with_it(entry: JournalEntry) -> None:
    assert entry.keep_until > date.today().replace(year=date.today().year + 5)  # noqa: DTZ011 a day of the calendar
