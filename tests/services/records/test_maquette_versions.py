# SPDX-License-Identifier: EUPL-1.2
import pytest
from django.db import DatabaseError, connection, transaction

from delibere.curriculum.model import Curriculum
from delibere.foundation.errors import UnusableInputError
from delibere.services.records.journal import command_line
from delibere.services.records.maquettes import draft, maquette_of, publish, published_curriculum
from delibere.store.models import Department, MaquetteVersion


def test_what_was_published_is_read_back_as_it_was(qlio: Department, annex: Curriculum) -> None:
    for maquette in annex.maquettes:
        publish(command_line(), draft(command_line(), qlio, 2023, maquette, source="annexe.md"))
    published = published_curriculum(qlio, 2023)
    assert published is not None
    in_order = sorted(annex.maquettes, key=lambda maquette: maquette.id)
    assert list(published.maquettes) == in_order


def test_a_new_draft_replaces_a_draft_and_never_what_is_published(
    qlio: Department, annex: Curriculum
) -> None:
    first, other = annex.maquettes[:2]
    draft(command_line(), qlio, 2023, first, source="a")
    publish(command_line(), draft(command_line(), qlio, 2023, first, source="b"))
    with pytest.raises(UnusableInputError, match="dites pourquoi"):
        draft(command_line(), qlio, 2023, first, source="c")
    draft(command_line(), qlio, 2023, first, source="c", reason="erratum du conseil")
    numbers = [(v.number, v.state, v.source) for v in MaquetteVersion.objects.filter(slug=first.id)]
    assert numbers == [(1, "published", "b"), (2, "draft", "c")]
    assert not MaquetteVersion.objects.filter(slug=other.id).exists()


def test_the_database_itself_refuses_to_change_a_published_version(
    qlio: Department, annex: Curriculum
) -> None:
    version = draft(command_line(), qlio, 2023, annex.maquettes[0], source="a")
    publish(command_line(), version)
    for statement in ("UPDATE store_maquetteversion SET reason = 'x'", "DELETE FROM store_maquetteversion"):
        with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
            connection.cursor().execute(statement)
    assert maquette_of(MaquetteVersion.objects.get()) == annex.maquettes[0]
