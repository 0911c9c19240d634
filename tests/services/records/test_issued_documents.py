# SPDX-License-Identifier: EUPL-1.2
import json
from datetime import date, timedelta
from zipfile import ZipFile

import pytest
from django.utils import timezone

from delibere.curriculum.model import Curriculum
from delibere.documents.typesetting.values import written
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.people import Student as Identity
from delibere.services.records.documents import worker
from delibere.services.records.documents.bulletins import bulletins_of
from delibere.services.records.documents.jobs import BEAT, ask, beat, cancel, end, take
from delibere.services.records.documents.keeping import Paper, bytes_of, handed_to, keep, zip_of
from delibere.services.records.documents.settings import change_settings, file_name, institution_of
from delibere.services.records.documents.worker import work_once
from delibere.services.records.enrolments import enrol, open_promotion
from delibere.services.records.journal import command_line
from delibere.services.records.local_rules import declare
from delibere.services.records.students import create
from delibere.store.models import (
    Action,
    Department,
    IssuedDocument,
    Job,
    JobState,
    JournalEntry,
    PaperKind,
    Promotion,
    Student,
)
from gardens import plant, sow

US = command_line()


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    """Two people of S1, without a mark yet: their bulletins are provisional."""
    found = open_promotion(US, qlio, 2023, "s1-fi")
    people = [
        create(US, qlio, {"nip": "99000001", "surname": "Framboise", "first_name": "Félix"}),
        create(US, qlio, {"nip": "99000002", "surname": "L’Oseille/Œuf", "first_name": "Maïa"}),
    ]
    enrol(US, found, people)
    return found


def asked(promotion: Promotion, *, apart: bool = False, handed: bool = False) -> Job:
    return ask(US, promotion, PaperKind.BULLETIN, apart=apart, options={"full": True, "handed": handed})


def test_a_job_keeps_one_file_for_everybody_with_its_hash_and_its_author(promotion: Promotion) -> None:
    job = asked(promotion)
    assert work_once()
    job.refresh_from_db()
    (document,) = IssuedDocument.objects.all()
    assert (job.state, job.done, job.total) == (JobState.DONE, 2, 2)
    assert bytes_of(document).startswith(b"%PDF-1.7")
    assert document.by_name == "ligne de commande"
    entry = JournalEntry.objects.filter(action=Action.PAPER_ISSUED).get()
    assert entry.details["sha256"] == document.sha256


def test_one_file_a_student_is_named_by_the_institution_s_pattern(promotion: Promotion) -> None:
    change_settings(US, promotion.department, {"file_pattern": "{nom}_{prenom}_{document}"})
    job = asked(promotion, apart=True)
    work_once()
    with zip_of(job) as file, ZipFile(file) as archive:
        names = archive.namelist()
        assert archive.read(names[0]).startswith(b"%PDF-")
    assert names == ["FRAMBOISE_Félix_bulletin-S1.pdf", "L’OSEILLE-ŒUF_Maïa_bulletin-S1.pdf"]


def test_a_student_gets_his_own_paper_once_it_is_handed_and_nobody_else_s(promotion: Promotion) -> None:
    felix, maia = Student.objects.order_by("nip")
    asked(promotion, apart=True)
    work_once()
    assert not handed_to(felix).exists()
    asked(promotion, apart=True, handed=True)
    work_once()
    assert [one.student for one in handed_to(felix)] == [felix]
    assert [one.student for one in handed_to(maia)] == [maia]


def test_the_same_job_is_not_asked_for_twice_while_it_waits(promotion: Promotion) -> None:
    assert asked(promotion) == asked(promotion)
    assert asked(promotion, apart=True) != asked(promotion)


def test_a_job_that_waits_is_cancelled_at_once(promotion: Promotion) -> None:
    job = cancel(US, asked(promotion))
    assert job.state == JobState.CANCELLED
    assert not work_once()
    assert cancel(US, job).state == JobState.CANCELLED
    assert JournalEntry.objects.filter(action=Action.PAPERS_CANCELLED).count() == 1


def test_a_job_that_runs_stops_after_the_paper_in_hand_and_keeps_nothing(
    promotion: Promotion, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked(promotion, apart=True)

    def stopped_after_one(job: Job, done: int, total: int) -> bool:
        if done == 1:
            cancel(US, job)
        return beat(job, done, total)

    monkeypatch.setattr(worker, "beat", stopped_after_one)
    work_once()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not IssuedDocument.objects.exists()


def test_a_job_whose_worker_died_is_taken_again_and_one_at_work_is_not(promotion: Promotion) -> None:
    job = asked(promotion)
    assert take() == job
    assert take() is None, "its worker is alive"
    Job.objects.update(beat_at=timezone.now() - BEAT - timedelta(seconds=1))
    assert work_once()
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_worker_that_lost_its_job_stops(promotion: Promotion) -> None:
    asked(promotion)
    first = take()
    assert first is not None
    Job.objects.update(beat_at=timezone.now() - BEAT - timedelta(seconds=1))
    assert take() is not None
    assert not beat(first, 1, 2)


def test_a_worker_that_loses_its_job_at_the_last_moment_keeps_nothing(
    promotion: Promotion, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = asked(promotion)

    def lost(job: Job, state: JobState, problem: str = "") -> bool:
        Job.objects.update(beat_at=timezone.now() + timedelta(seconds=1))
        return end(job, state, problem)

    monkeypatch.setattr(worker, "end", lost)
    work_once()
    job.refresh_from_db()
    assert (job.state, IssuedDocument.objects.count()) == (JobState.RUNNING, 0)


def test_a_job_that_cannot_be_done_says_why(promotion: Promotion) -> None:
    Promotion.objects.filter(pk=promotion.pk).update(slug="s1-inconnu")
    job = asked(Promotion.objects.get(pk=promotion.pk))
    work_once()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "n’est pas publiée" in job.problem


def test_a_paper_whose_bytes_changed_behind_our_back_is_not_given() -> None:
    document = IssuedDocument(data=b"%PDF-other", sha256="0" * 64)
    with pytest.raises(UnusableInputError, match="empreinte"):
        bytes_of(document)


def test_two_papers_of_one_name_are_told_apart_in_the_zip(promotion: Promotion) -> None:
    job = asked(promotion, apart=True)
    for data in (b"%PDF-1", b"%PDF-2"):
        keep(US, promotion.department, Paper(PaperKind.BULLETIN, "B", "b.pdf", data, job=job))
    with zip_of(job) as file, ZipFile(file) as archive:
        assert archive.namelist() == ["b.pdf", "b_2.pdf"]


def ranks_of(promotion: Promotion) -> list[str]:
    found = bulletins_of(promotion, full=False)
    values = [json.loads(written(found.one(one.nip))) for one in found.students]
    return [one["students"][0]["semester"]["rank"] for one in values]


def test_ranks_reach_bulletins_when_the_institution_shows_them_to_students(qlio: Department) -> None:
    sow(qlio)
    promotion = plant(qlio, "s1-fi", {f"9900000{n}": f"1{n} 12 12" for n in range(1, 6)})
    hidden, shown = ["—"] * 5, ["5/5", "4/5", "3/5", "2/5", "1/5"]
    assert ranks_of(promotion) == hidden
    for said, ranks in (("équipe", hidden), ("étudiants", shown)):
        declare(US, qlio, "rang", date(2023, 9, 1), said, "conseil du verger")
        assert ranks_of(promotion) == ranks
    declare(US, qlio, "effectif_affiche", date(2023, 9, 1), 6, "conseil du verger")
    assert ranks_of(promotion) == hidden, "the class is too small"


@pytest.mark.parametrize("pattern", ["{document}", "{nom}", "{nom}_{prenom}_{x}", "{nom}_{prenom}_{", "a"])
def test_a_pattern_that_does_not_tell_students_apart_is_refused(qlio: Department, pattern: str) -> None:
    with pytest.raises(UnusableInputError, match="Nom de fichier"):
        change_settings(US, qlio, {"file_pattern": pattern})


def test_a_file_name_holds_nothing_that_a_file_system_refuses() -> None:
    student = Identity("1", 'A/B\\C:"*?<>|', "..")
    assert file_name("{nom}{prenom}", student, "d") == "A-B-C-------.pdf"


def test_a_logo_that_runs_or_fetches_something_is_refused(qlio: Department) -> None:
    for logo in ("x", "<svg><script/></svg>", '<svg><image href="http://example.org/x"/></svg>'):
        with pytest.raises(UnusableInputError):
            change_settings(US, qlio, {"logo": logo})


def test_settings_reach_the_papers(qlio: Department) -> None:
    change_settings(US, qlio, {"institute": "IUT de Bellerive", "director": {"office": "La directrice"}})
    assert institution_of(qlio).institute == "IUT de Bellerive"
    assert institution_of(qlio).director.office == "La directrice"
