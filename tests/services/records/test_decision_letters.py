# SPDX-License-Identifier: EUPL-1.2
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pdfplumber
import pytest
from django.utils import timezone

from delibere.documents.letter import default_wording, typed
from delibere.foundation.errors import UnusableInputError
from delibere.jury.codes import Code
from delibere.jury.deciding import Choice
from delibere.jury.outcomes import Subject
from delibere.services.records.documents.jobs import ask
from delibere.services.records.documents.keeping import handed_to, zip_of
from delibere.services.records.documents.letters import change_wording, issue_letter, letters_of, wording_of
from delibere.services.records.documents.worker import work_once
from delibere.services.records.juries.closing import close_session
from delibere.services.records.juries.correcting import correct_session
from delibere.services.records.juries.deciding import accept_clear_cases, decide
from delibere.services.records.juries.publishing import publish_session
from delibere.services.records.juries.sessions import judged_promotions, open_session
from delibere.store.models import (
    Action,
    Department,
    IssuedDocument,
    Job,
    JobState,
    JournalEntry,
    JurySession,
    PaperKind,
    SessionKind,
    Student,
)
from gardens import US, jury, plant, sow

CLEAR, REFUSED, LATER = (f"9900000{n}" for n in range(1, 4))
ODD = {CLEAR: "12 12 12", REFUSED: "8 8 8", LATER: "ATT 12 12"}
EVEN = {CLEAR: "12 12 9", REFUSED: "7 7 7", LATER: "12 12 12"}
NAR = Choice(
    Subject.YEAR,
    2,
    None,
    Code.NAR,
    motive="absences répétées",
    guidance="BTS, rendez-vous au SCUIO",
    hearing="entendu le 26 juin",
)


@pytest.fixture
def held(qlio: Department) -> JurySession:
    sow(qlio)
    plant(qlio, "s1-fi", ODD)
    session = jury(plant(qlio, "s2-fi", EVEN))
    accept_clear_cases(US, session)
    decide(US, session, REFUSED, [NAR], 0)
    return session


@pytest.fixture
def closed(held: JurySession) -> JurySession:
    return sealed(held)


def sealed(session: JurySession) -> JurySession:
    close_session(US, session)
    session.refresh_from_db()
    return session


def text_of(document: IssuedDocument) -> str:
    with pdfplumber.open(BytesIO(bytes(document.data))) as pdf:
        return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def asked(session: JurySession, *, apart: bool, handed: bool = False) -> Job:
    (promotion,) = judged_promotions(session)
    options = {"handed": handed}
    return ask(US, promotion, PaperKind.LETTER, apart=apart, options=options, session=session)


def test_a_refusal_is_told_with_its_motive_its_hearing_its_advice_and_the_ways_of_appeal(
    closed: JurySession,
) -> None:
    document = issue_letter(US, closed, REFUSED)
    text = text_of(document)
    for said in (
        "NAR",
        "absences répétées.",
        "BTS, rendez-vous au SCUIO",
        "entendu le 26 juin",
        "telerecours",
    ):
        assert said in text
    assert (document.session, document.student) == (closed, Student.objects.get(nip=REFUSED))
    entry = JournalEntry.objects.get(action=Action.PAPER_ISSUED)
    assert entry.details["sha256"] == document.sha256


def test_a_letter_is_addressed_to_where_the_person_lives_today(closed: JurySession) -> None:
    people = Student.objects.filter(nip=REFUSED)
    people.update(civility="Mme", address="8, impasse de l’Herbier\n99140 L’HAY-SOUS-BOIS")
    letters = letters_of(closed)
    (letter,) = [letters.letter(one) for one in letters.results if one.nip == REFUSED]
    assert (letter.name, letter.civil) == (people.get().name, people.get().civil)
    assert "Madame, Le jury" in text_of(issue_letter(US, closed, REFUSED))


def test_a_letter_without_motive_or_advice_has_no_heading_for_them(closed: JurySession) -> None:
    text = text_of(issue_letter(US, closed, CLEAR))
    assert "Motifs en fait" not in text
    assert "Conseils" not in text


def test_only_those_the_session_decided_about_get_one(closed: JurySession) -> None:
    assert [one.nip for one in letters_of(closed).results] == [CLEAR, REFUSED]
    with pytest.raises(UnusableInputError, match="rien décidé"):
        issue_letter(US, closed, LATER)


def test_no_letter_comes_from_a_session_that_is_open_or_judges_no_year(held: JurySession) -> None:
    with pytest.raises(UnusableInputError, match="séance close"):
        letters_of(held)
    session = sealed(held)
    session.kind = SessionKind.SEMESTER
    with pytest.raises(UnusableInputError, match="aucune année"):
        letters_of(session)


def test_a_corrected_session_sends_to_its_correction(closed: JurySession) -> None:
    correction = correct_session(US, closed, "erreur de saisie")
    assert letters_of(closed).results, "not closed yet: the decisions stand"
    sealed(open_session(US, correction))
    with pytest.raises(UnusableInputError, match="corrigée"):
        letters_of(closed)


def test_the_letters_of_a_class_are_one_file_each(closed: JurySession) -> None:
    job = asked(closed, apart=True)
    work_once()
    with zip_of(job) as file, ZipFile(file) as archive:
        names = archive.namelist()
    assert len(names) == 2
    assert all(name.endswith("_decision.pdf") for name in names)


def test_the_letters_of_a_class_are_one_file_for_all(closed: JurySession) -> None:
    job = asked(closed, apart=False)
    work_once()
    with pdfplumber.open(BytesIO(bytes(IssuedDocument.objects.get(job=job).data))) as pdf:
        assert len(pdf.pages) == 2


def test_a_job_whose_session_cannot_give_letters_says_why(held: JurySession) -> None:
    job = asked(held, apart=True)
    work_once()
    job.refresh_from_db()
    assert (job.state, "séance close" in job.problem) == (JobState.FAILED, True)


def test_a_letter_handed_is_read_from_the_publication_on_and_no_longer_once_corrected(
    closed: JurySession,
) -> None:
    student, now = Student.objects.get(nip=REFUSED), timezone.now()
    issue_letter(US, closed, REFUSED)
    handed = issue_letter(US, closed, REFUSED, handed=True)
    assert not handed_to(student).exists()
    publish_session(US, closed, now + timedelta(hours=1))
    assert not handed_to(student).exists()
    publish_session(US, closed, now - timedelta(hours=1))
    assert list(handed_to(student)) == [handed]
    correction = sealed(open_session(US, correct_session(US, closed, "erreur")))
    publish_session(US, correction, now - timedelta(minutes=1))
    assert not handed_to(student).exists()


def test_the_wording_of_the_department_is_what_is_printed_and_can_go_back_to_the_draft(
    closed: JurySession,
) -> None:
    own = typed(default_wording()) | {"opening": "{student}, le verger a parlé\u202f: {decision}."}
    change_wording(US, closed.department, own)
    first = issue_letter(US, closed, CLEAR)
    assert "le verger a parlé" in text_of(first)
    change_wording(US, closed.department, {})
    assert wording_of(closed.department) == default_wording()
    last = JournalEntry.objects.filter(action=Action.PAPER_SETTINGS_CHANGED).order_by("pk").last()
    assert last is not None
    assert last.details["letter"] == [own, {}]
    assert "le verger a parlé" in text_of(first), "what was issued stays"


def test_a_wording_that_cannot_be_filled_changes_nothing(qlio: Department) -> None:
    with pytest.raises(UnusableInputError, match="prénom"):
        change_wording(US, qlio, typed(default_wording()) | {"title": "{prénom}"})
    assert wording_of(qlio) == default_wording()
