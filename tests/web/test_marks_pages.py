# SPDX-License-Identifier: EUPL-1.2
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from classes import ENGLISH, edit, group_of, mark, open_class, plan, texts
from delibere.curriculum.model import Curriculum
from delibere.services.records.evaluations import (
    LOCAL_BONUS,
    TypedEvaluation,
    create_evaluation,
    lock_evaluations,
    unlock_evaluation,
)
from delibere.services.records.journal import command_line
from delibere.services.records.marks import CellEdit, history
from delibere.services.records.teachings import assign
from delibere.store.models import Account, Department, Evaluation, JournalEntry, Mark, Promotion, Role

SignedIn = Callable[..., Client]
US = command_line()


@pytest.fixture
def promotion(published: Curriculum, qlio: Department) -> Promotion:
    return open_class(qlio)


@pytest.fixture
def exam(promotion: Promotion) -> Evaluation:
    return plan(promotion, "DS 1")


@pytest.fixture
def teacher(signed_in: SignedIn, someone: Callable[..., Account], promotion: Promotion) -> Client:
    account = someone(Role.TEACHER)
    assign(US, promotion, [ENGLISH], account)
    return signed_in(account)


def address(promotion: Promotion, page: str = "", module: str = ENGLISH) -> str:
    return f"/qlio/promotions/{promotion.pk}/notes/{module}/{page}"


def send(client: Client, promotion: Promotion, *edits: CellEdit, **more: str) -> Any:  # noqa: ANN401 JSON
    cells = [[one.evaluation, one.enrolment, one.text, one.version] for one in edits]
    return posted(client, address(promotion, "enregistrer/"), {"cells": cells, **more})


def posted(client: Client, path: str, body: object) -> Any:  # noqa: ANN401 JSON
    return client.post(path, json.dumps(body), content_type="application/json").json()


def test_a_teacher_types_and_the_answer_says_all_that_the_grid_must_show(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    first, second, _third, _fourth = promotion.enrolments.all()
    answer = send(teacher, promotion, edit(exam, first, "12.5"), edit(exam, second, "125"))
    assert answer["cells"] == [
        [exam.pk, first.pk, "saved", "12,50", 1, "", ""],
        [
            exam.pk,
            second.pk,
            "refused",
            "",
            0,
            "« 125 » n’est pas une note sur 20. Vouliez-vous 12,5\u202f?",
            "12,5",
        ],
    ]
    assert answer["figures"] == {str(first.pk): ["12,50", False]}
    assert answer["awaited"] == {str(exam.pk): [1, 4]}
    entry = JournalEntry.objects.filter(action="marks.entered").get()
    assert (entry.actor_name, entry.details) == ("SORBIER", {"99000001": ["", "12,5"]})


def test_the_history_says_who_when_and_by_which_way(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    first = promotion.enrolments.all()[0]
    send(teacher, promotion, edit(exam, first, "12"))
    send(teacher, promotion, edit(exam, first, "13", 1), way="paste")
    page = teacher.get(address(promotion, f"historique/{exam.pk}/{first.pk}/")).content.decode()
    assert "127.0.0.1, collage" in page
    assert [str(change) for change in history(exam, first)] == ["12 → 13", "– → 12"]


def test_a_teacher_of_another_module_neither_sees_nor_writes_it_by_any_address(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    other = create_evaluation(US, promotion, TypedEvaluation("TBQTR307", "DS"))
    first = promotion.enrolments.all()[0]
    assert teacher.get(address(promotion, module="TBQTR307")).status_code == 404
    assert teacher.get(address(promotion, module="bonus")).status_code == 404
    assert teacher.get(address(promotion, f"historique/{other.pk}/{first.pk}/")).status_code == 404
    assert send(teacher, promotion, edit(other, first, "12"))["cells"][0][2] == "refused"
    assert not Mark.objects.exists()


def test_an_observer_reads_and_a_module_that_is_nobodys_is_not_found(
    signed_in: SignedIn, promotion: Promotion, exam: Evaluation
) -> None:
    observer = signed_in(Role.OBSERVER)
    page = observer.get(address(promotion)).content.decode()
    assert "lecture seule" in page
    assert "data-acts" not in page
    assert page.count('aria-readonly="true"') == 4
    assert observer.get(address(promotion, module="TBQTR999")).status_code == 404


def test_the_page_reads_without_scripts(teacher: Client, promotion: Promotion, exam: Evaluation) -> None:
    mark(exam, promotion.enrolments.all()[0], "12,5")
    page = teacher.get(address(promotion)).content.decode()
    assert '<td data-v="1">12,50</td>' in page
    assert "compte 0" in page
    assert "3 à saisir" in page
    assert "passez par le classeur" in page


def test_a_group_alone_is_shown_and_a_group_of_another_promotion_is_not_found(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    group = group_of(promotion, "A", promotion.enrolments.all()[1])
    page = teacher.get(address(promotion), {"groupe": group.pk}).content.decode()
    assert "BOULEAU" in page
    assert "ALISIER" not in page
    assert teacher.get(address(promotion), {"groupe": "0"}).status_code == 404


def test_a_locked_evaluation_is_read_only_and_once_reopened_asks_why(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    first = promotion.enrolments.all()[0]
    lock_evaluations(US, [exam], timezone.now())
    assert teacher.get(address(promotion)).content.decode().count('aria-readonly="true"') == 4
    unlock_evaluation(US, exam, "oubli")
    assert "Motif du changement" in teacher.get(address(promotion)).content.decode()
    assert send(teacher, promotion, edit(exam, first, "12"))["cells"][0][2] == "unexplained"
    assert send(teacher, promotion, edit(exam, first, "12"), why="copie égarée")["cells"][0][2] == "saved"


@pytest.mark.parametrize("body", [b"", b"{}", b'{"cells": [[1, 2]]}', b'{"cells": [[1, 2, "12", -1]]}'])
def test_what_is_no_list_of_cells_is_refused(teacher: Client, promotion: Promotion, body: bytes) -> None:
    assert teacher.post(address(promotion, "enregistrer/"), body, "application/json").status_code == 400


def test_a_paste_is_previewed_and_nothing_is_written(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    people = [one.pk for one in promotion.enrolments.all()]
    body = {"text": "BOULEAU Basile\t12\nINCONNU\t3", "rows": people, "columns": [exam.pk]}
    lines = posted(teacher, address(promotion, "coller/"), body)["lines"]
    assert [line["who"] for line in lines] == ["BOULEAU Basile", ""]
    assert lines[0]["cells"][0]["answer"][2:4] == ["saved", "12,00"]
    assert not Mark.objects.exists()


def upload(client: Client, promotion: Promotion, data: bytes) -> Any:  # noqa: ANN401 Django's own answer
    return client.post(address(promotion, "classeur/lire/"), {"file": SimpleUploadedFile("notes.csv", data)})


def test_a_workbook_goes_down_comes_up_and_its_ticked_cells_are_written(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    down = teacher.get(address(promotion, "classeur/"))
    assert down["Content-Disposition"] == 'attachment; filename="notes-s3-fi-osc-R3.01.xlsx"'
    page = upload(teacher, promotion, b"NIP;R3.01 / DS 1\n99000001;12\n99000002;9\n").content.decode()
    first, second, _third, _fourth = promotion.enrolments.all()
    cells = [f"{exam.pk}:{one.pk}:0:{text}" for one, text in ((first, "12"), (second, "9"))]
    assert all(f'value="{cell}"' in page for cell in cells)
    assert not Mark.objects.exists()
    mark(exam, second, "7")
    after = teacher.post(
        address(promotion, "classeur/enregistrer/"), {"cell": [*cells, "x", "1:2"]}, follow=True
    )
    assert texts(exam) == {"ALISIER": "12", "BOULEAU": "7"}
    assert "1 note écrite." in after.content.decode()
    assert "a écrit « 7 » entre-temps" in after.content.decode()
    assert history(exam, first)[0].origin == "127.0.0.1, classeur"


def test_a_workbook_with_a_wrong_value_is_told_whole_and_an_unreadable_one_too(
    teacher: Client, promotion: Promotion, exam: Evaluation
) -> None:
    wrong = upload(teacher, promotion, b"NIP;R3.01 / DS 1\n99000001;125\n99000002;9\n")
    assert wrong.status_code == 422
    assert "Vouliez-vous 12,5" in wrong.content.decode()
    assert upload(teacher, promotion, b"rien").status_code == 302
    assert teacher.post(address(promotion, "classeur/lire/")).status_code == 302


def test_the_local_bonus_has_its_grid_for_the_office(signed_in: SignedIn, promotion: Promotion) -> None:
    create_evaluation(US, promotion, TypedEvaluation(LOCAL_BONUS, "sport"))
    page = signed_in(Role.SECRETARY).get(address(promotion, module="bonus")).content.decode()
    assert "Bonus local" in page
    assert "Moyenne du module" not in page


@pytest.mark.parametrize("tests", [1, 5])
def test_the_page_asks_the_database_a_fixed_number_of_times(
    teacher: Client, promotion: Promotion, tests: int, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    made = [plan(promotion, f"DS {n}") for n in range(tests)]
    mark(made[0], promotion.enrolments.all()[0], "12")
    with django_assert_max_num_queries(23):
        teacher.get(address(promotion))


def test_saving_asks_the_database_a_fixed_number_of_times(
    teacher: Client, promotion: Promotion, exam: Evaluation, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    edits = [edit(exam, one, "12") for one in promotion.enrolments.all()]
    with django_assert_max_num_queries(29):
        send(teacher, promotion, *edits)
