# SPDX-License-Identifier: EUPL-1.2
"""The demo's 20 promotions: pages, JSON, workbooks and commands say the same of every student."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from delibere.services.files.compute_results import Sources, compute_results
from delibere.services.files.explain_figure import explain_figure
from delibere.services.files.play_demo import open_demo, write_year
from delibere.services.files.results_json import results_to_json
from delibere.services.records.demo import load_demo
from delibere.services.records.journal import command_line
from delibere.services.records.results import class_results
from delibere.store.models import Account, Promotion, Role
from delibere.web.layout.templating import hundredths

Told = dict[str, Any]
SEED = 2023
"""Of the demo in the browser; `delibere demo` takes any."""


People = dict[str, Told]


@pytest.mark.django_db
def test_pages_json_workbooks_explanations_and_commands_say_the_same(tmp_path: Path) -> None:
    """One department for all of it: it takes a while to fill."""
    load_demo(command_line())
    promotions = list(Promotion.objects.select_related("department").filter(department__slug="qlio"))
    assert len(promotions) == 20
    client = Client()
    account = Account.objects.filter(memberships__role=Role.DIRECTOR_OF_STUDIES)[0]
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    told = {promotion.slug: people(client, promotion) for promotion in promotions}
    for promotion in promotions:
        semester_page_agrees(client, promotion, told[promotion.slug])
        workbook_agrees(client, promotion, told[promotion.slug])
        if promotion.semester % 2 == 0:
            year_page_agrees(client, promotion, told[promotion.slug])
            year_workbook_agrees(client, promotion, told[promotion.slug])
            opened_figures_agree(promotion)
    commands_agree(tmp_path, {promotion.slug: promotion for promotion in promotions}, told)


def page(client: Client, promotion: Promotion, rest: str = "") -> bytes:
    answer = client.get(f"/qlio/promotions/{promotion.pk}/resultats/{rest}")
    assert answer.status_code == 200
    return answer.content


def people(client: Client, promotion: Promotion) -> dict[str, Told]:
    """The JSON of a promotion's table, by NIP."""
    told = client.get(f"/qlio/promotions/{promotion.pk}/resultats/?format=json").json()
    return {one["student"]["nip"]: one for one in told["students"]}


def rows(html: bytes) -> Iterator[tuple[str, list[str]]]:
    """NIP and texts of the cells, student by student."""
    body = html.decode().partition("</thead>")[2].partition("<tfoot>")[0]
    for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
        nip = re.search(r"/etudiants/(\d+)/resultats/", row)
        if nip:
            yield nip[1], [text(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)]


def text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def proposed(each: Told) -> str:
    """« 9,50 AJ », as a cell says it."""
    return f"{hundredths(each['shown'])} {each['decision']['code'] or ''}".strip()


def of(semester: int, things: list[Told]) -> list[Told]:
    return [one for one in things if one["semester"] == semester]


def without_kept(cells: list[str]) -> list[str]:
    return [cell.removesuffix(" capitalisée") for cell in cells]


def semester_page_agrees(client: Client, promotion: Promotion, told: People) -> None:
    shown, semester = dict(rows(page(client, promotion))), promotion.semester
    assert shown.keys() == {nip for nip, one in told.items() if of(semester, one["modules"])}
    for nip, cells in shown.items():
        ues, modules = of(semester, told[nip]["ues"]), of(semester, told[nip]["modules"])
        assert without_kept(cells[1 : 1 + len(ues)]) == [proposed(ue) for ue in ues]
        pairs = zip(cells[2 + len(ues) :], modules, strict=True)
        assert [(cell, module) for cell, module in pairs if not same_module(cell, module)] == []


def same_module(cell: str, module: Told) -> bool:
    """A figure, or why there is none."""
    if module["shown"] is None:
        return cell in {"–", "ABJ", "EXC", "DIS", "ATT"}
    return cell == hundredths(module["shown"])


def year_page_agrees(client: Client, promotion: Promotion, told: People) -> None:
    html = page(client, promotion, "annee/")
    said, shown = text(html.decode()), dict(rows(html))
    assert shown.keys() == told.keys()
    for nip, cells in shown.items():
        person = told[nip]
        assert cells[1:-2] == [
            proposed(each)
            for rcue in person["rcues"]
            for each in (*(ue for ue in person["ues"] if ue["competence"] == rcue["competence"]), rcue)
        ]
        assert cells[-1] == (person["year"]["decision"]["code"] or "–")
        assert person["year"]["decision"]["sentence"] in said


def workbook_agrees(client: Client, promotion: Promotion, told: People) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(page(client, promotion, "?format=xlsx")))
    lines = book.get_sheet_by_index(0).to_python()
    by_nip = {str(row[3]): row[4:] for row in lines if str(row[3]) in told}
    assert by_nip.keys() == told.keys()
    for nip, row in by_nip.items():
        ues, modules = (of(promotion.semester, told[nip][what]) for what in ("ues", "modules"))
        end = 2 * len(ues)
        assert [numbers(cell) for cell in row[:end:2]] == [ue["shown"] for ue in ues]
        assert [cell or None for cell in row[1:end:2]] == [ue["decision"]["code"] for ue in ues]
        found = [numbers(cell) for cell in row[end + 2 : end + 2 + len(modules)]]
        assert found == [module["shown"] for module in modules]


def year_workbook_agrees(client: Client, promotion: Promotion, told: People) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(page(client, promotion, "annee/?format=xlsx")))
    lines = book.get_sheet_by_index(0).to_python()
    by_nip = {str(row[3]): row[4:] for row in lines if str(row[3]) in told}
    assert by_nip.keys() == told.keys()
    for nip, row in by_nip.items():
        person = told[nip]
        each = [
            one
            for rcue in person["rcues"]
            for one in (*(ue for ue in person["ues"] if ue["competence"] == rcue["competence"]), rcue)
        ]
        end = 2 * len(each)
        assert [numbers(cell) for cell in row[:end:2]] == [one["shown"] for one in each]
        assert [cell or None for cell in row[1:end:2]] == [one["decision"]["code"] for one in each]
        assert row[end] == (person["year"]["decision"]["code"] or "–")


def numbers(cell: object) -> int | None:
    return round(cell * 100) if isinstance(cell, int | float) else None


def commands_agree(folder: Path, promotions: Mapping[str, Promotion], told: Mapping[str, People]) -> None:
    demo = open_demo(folder, SEED)
    for year in demo.years:
        sources = write_year(demo.folder, demo.curriculum, year)
        for slug, sheets in ((year.semesters[0].maquette.id, 1), (year.semesters[-1].maquette.id, 2)):
            printed = results_to_json(compute_results(Sources(**given(sources, sheets))))
            from_files = {one["student"]["nip"]: anonymous(one) for one in printed["students"]}
            left = {one.student.nip for one in class_results(promotions[slug]).left}
            assert from_files.keys() == told[slug].keys() | left
            assert [nip for nip, one in told[slug].items() if anonymous(one) != from_files[nip]] == []


def given(sources: Sources, sheets: int) -> dict[str, Any]:
    names = ("annex", "outcomes", "local_rules")
    return {name: getattr(sources, name) for name in names} | {"sheets": sources.sheets[:sheets]}


def anonymous(person: Mapping[str, Any]) -> Told:
    """Without the identity: files know groups that pages keep elsewhere."""
    return {name: value for name, value in person.items() if name != "student"}


def opened_figures_agree(promotion: Promotion) -> None:
    """A RCUE opens into its UE, which open into modules and marks: each is computed again from those."""
    found = class_results(promotion)
    students = {one.student.nip: one.student for one in found.semesters[-1].enrolments}
    for person in found.results.proposals.everyone():
        nip = person.student.nip
        alone = class_results(promotion, only=students[nip]).results
        assert alone.proposals.everyone() == (person,)
        means = {ue.code_ue: ue.mean for ue in person.ues}
        for rcue in person.rcues:
            opened = explain_figure(alone, nip, "+".join(rcue.ues)).explanation
            assert opened.evaluate() == (None if rcue.shown is None else Fraction(rcue.shown, 100))
            pair = opened if rcue.mean is None else opened.terms[0].value
            assert [term.value.value for term in pair.terms] == [means[code] for code in rcue.ues]
