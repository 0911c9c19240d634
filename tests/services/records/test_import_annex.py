# SPDX-License-Identifier: EUPL-1.2
from pathlib import Path

import pytest

from delibere.foundation.errors import UnusableInputError
from delibere.services.records.import_annex import abandon, accept, correct, receive, record, review
from delibere.services.records.journal import Author
from delibere.services.records.maquettes import publish
from delibere.store.models import Account, AnnexUpload, Department, JournalEntry, MaquetteVersion

ANNEX = (Path(__file__).parents[3] / "examples" / "but-qlio-2023-2024.md").read_bytes()


@pytest.fixture
def author(qlio: Department) -> Author:
    return Author(Account.objects.create(login="sureau", email="s@example.org", surname="SUREAU"), "test")


def uploaded(author: Author, qlio: Department, data: bytes = ANNEX) -> AnnexUpload:
    return receive(author, qlio, "annexe.md", data)


def test_the_real_annex_waits_for_its_47_repairs_then_is_drafted_whole(
    author: Author, qlio: Department
) -> None:
    upload = uploaded(author, qlio)
    assert (len(review(upload).maquettes), review(upload).left) == (20, 47)
    accept(author, upload, [repair.line for repair in review(upload).reading.repairs])
    assert review(upload).left == 0
    drafts = record(author, upload, [one.slug for one in review(upload).settled], reason="")
    assert len(drafts) == MaquetteVersion.objects.filter(state="draft").count() == 20
    assert not AnnexUpload.objects.exists()


def test_nothing_is_recorded_from_a_maquette_that_waits(author: Author, qlio: Department) -> None:
    upload = uploaded(author, qlio)
    with pytest.raises(UnusableInputError, match="relu"):
        record(author, upload, ["s3-fi-osc"], reason="")
    assert not MaquetteVersion.objects.exists()
    assert AnnexUpload.objects.count() == 1


def test_maquettes_are_recorded_one_by_one_and_the_file_goes_with_the_last(
    author: Author, qlio: Department
) -> None:
    upload = uploaded(author, qlio)
    accept(author, upload, [repair.line for repair in review(upload).reading.repairs])
    slugs = [one.slug for one in review(upload).settled]
    record(author, upload, slugs[:1], reason="")
    assert AnnexUpload.objects.count() == 1
    record(author, upload, slugs[1:], reason="")
    assert AnnexUpload.objects.count() == 0
    assert MaquetteVersion.objects.count() == 20


def test_a_row_that_arithmetic_cannot_settle_is_typed_again_and_read_like_the_rest(
    author: Author, qlio: Department
) -> None:
    lines = ANNEX.split(b"\n")
    index = next(n for n, line in enumerate(lines, 1) if b"TBQTR101" in line)
    good = lines[index - 1].decode()
    lines[index - 1] = good.replace("0.5", "1.5").encode()
    upload = uploaded(author, qlio, b"\n".join(lines))
    assert review(upload).maquette("s1-fi").errors
    correct(author, upload, index, [cell.strip() for cell in good.strip().strip("|").split("|")])
    assert [one.slug for one in review(upload).maquettes if one.errors] == []
    entry = JournalEntry.objects.get(action="annex.corrected")
    assert entry.details["text"][0] == lines[index - 1].decode()


def test_an_annex_in_force_already_changes_nothing_and_a_changed_one_asks_why(
    author: Author, qlio: Department
) -> None:
    upload = uploaded(author, qlio)
    accept(author, upload, [repair.line for repair in review(upload).reading.repairs])
    for version in record(author, upload, [one.slug for one in review(upload).settled], reason=""):
        publish(author, version)
    again = uploaded(author, qlio)
    accept(author, again, [repair.line for repair in review(again).reading.repairs])
    assert {one.standing.value for one in review(again).maquettes} == {"identical"}
    assert review(again).settled == ()
    renamed = uploaded(author, qlio, ANNEX.replace(b"Portfolio S1", b"Portfolio du S1"))
    accept(author, renamed, [repair.line for repair in review(renamed).reading.repairs])
    changed = [one.slug for one in review(renamed).settled]
    assert changed == ["s1-fa", "s1-fi"]
    with pytest.raises(UnusableInputError, match="dites pourquoi"):
        record(author, renamed, changed, reason=" ")
    record(author, renamed, changed, reason="intitulé du conseil")
    assert MaquetteVersion.objects.filter(number=2, state="draft").count() == 2


def test_nothing_of_an_abandoned_annex_remains(author: Author, qlio: Department) -> None:
    abandon(author, uploaded(author, qlio))
    assert (AnnexUpload.objects.count(), MaquetteVersion.objects.count()) == (0, 0)
    assert [e.action for e in JournalEntry.objects.all()] == ["annex.abandoned", "annex.uploaded"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (ANNEX.replace(b"QLIO", b"GEA"), "annexe « BUT GEA »"),
        (b"", "annexe MCC"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "image"),
        (b"%PDF-1.7 \x00\n", "PDF"),
        (b"nip;nom\n99000001;ALO\xc3\x88S\n", "annexe MCC"),
    ],
)
def test_what_is_not_our_annex_is_refused_and_leaves_nothing(
    author: Author, qlio: Department, data: bytes, said: str
) -> None:
    with pytest.raises(UnusableInputError, match=said):
        uploaded(author, qlio, data)
    assert not AnnexUpload.objects.exists()
    assert not JournalEntry.objects.exists()
