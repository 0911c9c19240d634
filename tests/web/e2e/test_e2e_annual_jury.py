# SPDX-License-Identifier: EUPL-1.2
"""An annual jury of sixty students in Chromium, from its preparation to the correction of its minutes."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest
from auditing import faults
from playwright.sync_api import Page, expect

from delibere.jury.codes import Code
from delibere.services.records.juries.decided import decided_in
from delibere.store.models import Account, Department, JurySession, Role, Student
from gardens import jury, plant, remember_past, sow
from invented_courses import PASSED

Open = Callable[..., Page]
Someone = Callable[..., Account]
CLEAR = [f"990010{n:02}" for n in range(50)]
HARD = [f"990020{n:02}" for n in range(10)]
TITLE = "Jury annuel · BUT2"


@pytest.fixture
def session(records: None, qlio: Department) -> JurySession:
    """Fifty whom the rules settle, ten whom the jury has to look at."""
    sow(qlio)
    odd = {**dict.fromkeys(CLEAR, "12 12 12 12"), **dict.fromkeys(HARD, "7 8 9 12")}
    even = {**dict.fromkeys(CLEAR, "13 9 12 12"), **dict.fromkeys(HARD, "8 9 9 12")}
    plant(qlio, "s3-fi-fle", odd)
    promotion = plant(qlio, "s4-fi-fle", even)
    remember_past(qlio, [replace(one, nip=nip) for nip in odd for one in PASSED])
    home = {"civility": "Mme", "address": "8, impasse de l’Herbier\n99140 L’HAY-SOUS-BOIS"}
    Student.objects.filter(nip=HARD[4]).update(**home)
    return jury(promotion, title=TITLE)


def year_codes(session: JurySession) -> dict[str, Code | None]:
    return {
        nip: next(code for (subject, *_rest), code in decided.codes.items() if subject == "year")
        for nip, decided in decided_in(session).items()
    }


def confirm(page: Page) -> None:
    """By its key; the next student comes."""
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != before)


def refuse_the_repeat(page: Page) -> None:
    """NAR, with its reasons, without a mouse: the choice, the motive, then back up to what it asks for."""
    page.keyboard.press("3")
    page.keyboard.press("m")
    page.keyboard.type("absences répétées malgré deux entretiens")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("entendu le 26 juin, accompagné")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("BTS proposé, rendez-vous au SCUIO")
    page.keyboard.press("Escape")


def audited(page: Page) -> list[str]:
    """Serious faults, in light and in dark."""
    page.emulate_media(color_scheme="dark")
    found = faults(page)
    page.emulate_media(color_scheme="light")
    return found + faults(page)


def close(page: Page, title: str) -> None:
    assert audited(page) == []
    page.get_by_label("recopiez l’intitulé").fill(title)
    page.get_by_role("button", name="Clore et sceller la session").click()
    expect(page.get_by_role("heading", name="Procès-verbal de délibération du jury")).to_be_visible()


def send_its_letter(page: Page, session: JurySession, nip: str) -> str:
    """The department words its letters, mistakes a field, corrects it, and issues one; its text."""
    page.get_by_role("link", name="Texte des lettres").click()
    title = page.get_by_label("Objet")
    title.fill("Décision : {decison}")
    page.get_by_role("button", name="Enregistrer le texte").click()
    expect(page.get_by_role("alert")).to_contain_text("decison, qui n’existe pas")
    assert faults(page) == []
    title.fill("Votre année : {decision}")
    page.get_by_role("button", name="Enregistrer le texte").click()
    expect(page.get_by_text("Ce texte est celui du département.")).to_be_visible()
    page.goto(f"/qlio/jurys/{session.pk}/documents/")
    page.locator("select[name=nip]").select_option(nip)
    page.get_by_role("button", name="Éditer sa lettre").click()
    paper = page.get_by_role("link", name="Lettre de décision")
    expect(paper).to_be_visible()
    answer = page.request.get(f"{paper.get_attribute('href')}")
    with pdfplumber.open(BytesIO(answer.body())) as pdf:
        return " ".join(pdf.pages[0].extract_text().split())


def test_an_annual_jury_is_held_by_keyboard_closed_corrected_and_both_minutes_stay(
    session: JurySession, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.JURY_PRESIDENT), f"/qlio/jurys/{session.pk}/")
    page.get_by_role("button", name="Accepter les 50 cas clairs qui restent").click()
    expect(page.get_by_role("status")).to_contain_text("50 cas clairs acceptés.")

    page.get_by_role("link", name="Délibérer").click()
    for nip in HARD:
        page.wait_for_url(f"**/etudiants/{nip}/")
        if nip == HARD[4]:
            refuse_the_repeat(page)
        if nip != HARD[-1]:
            confirm(page)
    page.keyboard.press("Enter")
    expect(page.locator(".jury-bar")).to_contain_text("60 décidés, 0 restant")
    expected = {**dict.fromkeys(CLEAR, Code.ADM), **dict.fromkeys(HARD, Code.RED), HARD[4]: Code.NAR}
    assert year_codes(session) == expected

    page.get_by_role("link", name="Clore et imprimer le PV").click()
    close(page, TITLE)
    minutes = page.locator("article.minutes")
    expect(minutes).to_contain_text("ADM 50 · NAR 1 · RED 9 · total 60")
    expect(minutes).to_contain_text("Audition : entendu le 26 juin, accompagné.")
    first = minutes.inner_text()
    office = open_as(someone(Role.HEAD), f"/qlio/jurys/{session.pk}/documents/")
    letter = send_its_letter(office, session, HARD[4])
    for said in ("8, impasse de l’Herbier", "Votre année : refus du redoublement Madame,", "BTS proposé"):
        assert said in letter
    assert audited(page) == []
    page.get_by_role("link", name="Autorisations et inscriptions").click()
    expect(page.get_by_text("59 autorisations")).to_be_visible()
    assert audited(page) == []
    page.go_back()

    page.get_by_text("Une erreur dans ce procès-verbal…").click()
    page.get_by_label("Pourquoi cette correction").fill("recours gracieux accepté")
    page.get_by_role("button", name="Préparer la session de correction").click()
    page.get_by_role("button", name="Ouvrir la séance").click()
    correction = JurySession.objects.get(supersedes=session)
    page.goto(f"/qlio/jurys/{correction.pk}/etudiants/{HARD[4]}/")
    page.keyboard.press("1")
    confirm(page)
    page.get_by_role("link", name="Clore et imprimer le PV").click()
    close(page, correction.title)
    expect(minutes).to_contain_text("ADM 50 · RED 10 · total 60")
    expect(minutes).to_contain_text("recours gracieux accepté")

    page.get_by_role("link", name="Lire le procès-verbal corrigé").click()
    expect(page.get_by_text("Corrigé depuis : recours gracieux accepté")).to_be_visible()
    assert minutes.inner_text() == first


def test_arrows_go_from_student_to_student_and_never_decide(
    session: JurySession, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.JURY_PRESIDENT), f"/qlio/jurys/{session.pk}/etudiants/{HARD[0]}/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url(f"**/{HARD[1]}/")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(f"**/{HARD[0]}/")
    page.keyboard.press("m")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("p")
    expect(page.get_by_role("textbox", name="Motif")).to_have_value("p")
    assert f"/etudiants/{HARD[0]}/" in page.url
    assert decided_in(session) == {}


def test_a_rcue_granted_derives_everything_again_before_anything_is_written(
    session: JurySession, open_as: Open, someone: Someone
) -> None:
    page = open_as(someone(Role.JURY_PRESIDENT), f"/qlio/jurys/{session.pk}/etudiants/{HARD[0]}/")
    expect(page.locator(".verdict")).to_contain_text("RED")
    page.get_by_role("group", name="RCUE UE31 + UE41").get_by_text("ADJ accordé par le jury").click()
    expect(page.get_by_text("Essai : rien n’est encore enregistré")).to_be_visible()
    page.get_by_role("group", name="RCUE UE32 + UE42").get_by_text("ADJ accordé par le jury").click()
    expect(page.locator(".verdict")).to_contain_text("PASD")
    assert decided_in(session) == {}


def test_of_two_juries_on_one_student_the_second_sees_the_first_and_keeps_its_form(
    session: JurySession, open_as: Open, someone: Someone
) -> None:
    address = f"/qlio/jurys/{session.pk}/etudiants/{HARD[0]}/"
    president, head = (open_as(someone(role), address) for role in (Role.JURY_PRESIDENT, Role.HEAD))
    confirm(head)
    refuse_the_repeat(president)
    president.keyboard.press("Enter")
    expect(president.get_by_role("alert")).to_contain_text("a décidé pour")
    expect(president.get_by_role("textbox", name="Motif")).to_have_value(
        "absences répétées malgré deux entretiens"
    )
    assert year_codes(session) == {HARD[0]: Code.RED}
    president.keyboard.press("Enter")
    president.wait_for_url(f"**/{HARD[1]}/")
    assert year_codes(session) == {HARD[0]: Code.NAR}


def test_counters_follow_what_somebody_else_decides_and_the_form_is_left_alone(
    session: JurySession, open_as: Open, someone: Someone
) -> None:
    address = f"/qlio/jurys/{session.pk}/etudiants/{HARD[0]}/"
    head = open_as(someone(Role.HEAD), address)
    president = open_as(someone(Role.JURY_PRESIDENT), "/qlio/")
    president.clock.install()
    president.goto(address)
    president.keyboard.press("m")
    president.keyboard.type("à discuter")
    confirm(head)
    president.clock.fast_forward("00:11")
    expect(president.locator(".jury-bar")).to_contain_text("1 décidé, 59 restants")
    expect(president.get_by_text("Quelqu’un vient de décider pour cet étudiant")).to_be_visible()
    expect(president.get_by_role("textbox", name="Motif")).to_have_value("à discuter")
