# SPDX-License-Identifier: EUPL-1.2
"""What is asked of every paper: valid, tagged, nothing outside its page, nothing over something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from itertools import combinations
from pathlib import Path
from tempfile import NamedTemporaryFile

import outloud
import page
import pdfplumber
import pikepdf

from delibere.calculation.averages import SemesterAverages, semester_averages
from delibere.calculation.evaluations import Evaluation, MarkTable
from delibere.calculation.local_rules import LocalRules
from delibere.curriculum.model import Maquette, Module, Regime, Ue
from delibere.documents.institution import Institution, Signatory
from delibere.foundation.marks import Mark
from delibere.foundation.people import Student

GOLDENS = Path(__file__).parent / "goldens"
BELLERIVE = Institution(
    university="Université de Bellerive",
    institute="IUT de Bellerive",
    department="Département Qualité, logistique industrielle et organisation",
    town="Bellerive",
    diploma="BUT Qualité, logistique industrielle et organisation",
    parcours={"OSC": "Organisation et supply chain"},
    director=Signatory("La directrice de l’IUT", "Mme VERGER Solène", "Head of the institute"),
    head=Signatory("Le chef de département", "M. NOYER Cyprien", "Head of the department"),
)
NAMES = [
    ("D’ARGOUSIER", "Łucja"),
    ("CŒUR-DE-BŒUF", "Noé"),
    ("NGUYỄN THỊ ỚT", "Hằng"),
    ("زيتون", "ليلى"),
    ("ʿABD AL-ḤĀMIḌ", "Rīḥān"),
    ("#strong[$x$] *GRAS* _it_", "@ref <b> \\n // /* "),
    ("DE LA TOUR-D’AUBÉPINE-CHÂTAIGNIER DU PLESSIS-MÛRIER", "Marie-Églantine-Ambroisie"),
]


def failures(pdf: bytes) -> list[str]:
    """What the validator of PDF/A-2a and PDF/UA-1 refuses.

    It takes a stream of bytes that ends with a carriage return for one byte shorter than it is: that rule is
    left to the library that opens the file.
    """
    found = []
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        reports = [page.validate_pdf(file.name, profile=profile) for profile in ("2a", "ua1")]
    for report in reports:
        found += [
            f"{one.rule_id}: {one.message}" for one in report.failures if "STREAM-LENGTH" not in one.rule_id
        ]
    return found


def silences(pdf: bytes, *wrong: str) -> list[str]:
    """What a screen reader would not say, or say wrong: beyond what validators see.

    `wrong`: rules of the checker that are mistaken about this paper.
    """
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        heard = outloud.check(file.name, skip=wrong)
    assert heard.error is None
    return [f"{one.rule}: {one.message}" for one in heard.findings if one.severity in {"error", "warning"}]


def text_of(pdf: bytes) -> list[str]:
    """The text of each page, in lines as they stand."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        return [sheet.extract_text() or "" for sheet in document.pages]


def collisions(pdf: bytes) -> Iterator[str]:
    """Words that leave their page, or stand on another word."""
    with pdfplumber.open(BytesIO(pdf)) as document:
        for number, sheet in enumerate(document.pages, 1):
            words = [_core(word) for word in sheet.extract_words(keep_blank_chars=False)]
            for text, x0, top, x1, bottom in words:
                if x0 < 0 or top < 0 or x1 > sheet.width or bottom > sheet.height:
                    yield f"p. {number}: {text} outside"
            for one, other in combinations(words, 2):
                if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]:
                    yield f"p. {number}: {one[0]} on {other[0]}"


def _core(word: dict[str, float]) -> tuple[str, float, float, float, float]:
    """The middle of a word: accents and descents may meet."""
    high = word["bottom"] - word["top"]
    return (
        str(word["text"]),
        word["x0"] + 0.6,
        word["top"] + high * 0.3,
        word["x1"] - 0.6,
        word["bottom"] - high * 0.3,
    )


def tags(pdf: bytes) -> list[str]:
    """The tags of a file, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(_tags(document.Root.StructTreeRoot.K))


def _tags(node: pikepdf.Object) -> Iterator[str]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield str(node["/S"]).removeprefix("/")
        if "/K" in node:
            yield from _tags(node["/K"])


@dataclass(frozen=True, slots=True)
class TaggedCell:
    """A cell as its tag tells it: what it is, of what it is the head, its name, the heads it names."""

    tag: str
    scope: str | None
    name: str | None
    headers: list[str]


def tables_of(pdf: bytes) -> Iterator[list[list[TaggedCell]]]:
    """The rows of every table, in reading order."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for table in _elements(document.Root.StructTreeRoot, "/Table"):
            yield [[_tagged(cell) for cell in row.K] for row in _elements(table, "/TR")]


def _elements(node: pikepdf.Object, tag: str) -> Iterator[pikepdf.Object]:
    for child in node.get("/K", []):
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            if tag == child.S:
                yield child
            yield from _elements(child, tag)


def _tagged(cell: pikepdf.Object) -> TaggedCell:
    about = next((one for one in cell.get("/A", []) if one.O == "/Table"), pikepdf.Dictionary())
    scope, name = about.get("/Scope"), cell.get("/ID")
    headers = [str(one) for one in about.get("/Headers", [])]
    return TaggedCell(str(cell.S), str(scope) if scope else None, str(name) if name else None, headers)


def same_as_golden(name: str, text: str) -> bool:
    """Compare with goldens/NAME.txt; what changes on every run is masked. One that is missing fails."""
    masked = re.sub(r"(?<=Empreinte )[0-9A-F]{4}(?:\s[0-9A-F]{4}){3}", "…", text) + "\n"
    path = GOLDENS / f"{name}.txt"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(masked, "utf-8")
        return False
    return path.read_text("utf-8") == masked


def long_maquette(*, modules: int, title: str) -> Maquette:
    """A semester of four UE with many modules, all of whose titles are this one."""
    ues = tuple(Ue(f"UE3{k}", title, f"c{k}", 2, Decimal(30) / 4) for k in range(1, 5))

    def module(k: int) -> Module:
        pn = f"R3.{k:02}" if k % 3 else f"SAE3.OSC.{k:02}"
        return Module(f"XYR3{k:02}", pn, title, None, {ue.code: Decimal("1.25") for ue in ues})

    return Maquette(3, Regime.FI, "OSC", ues, tuple(map(module, range(1, modules + 1))))


def semester_of(
    maquette: Maquette, students: list[Student], marks: list[list[Mark]], rules: LocalRules | None = None
) -> SemesterAverages:
    """One evaluation a module."""
    tests = [Evaluation(module.apogee, module.apogee, "Examen") for module in maquette.modules]
    return semester_averages(maquette, MarkTable.of(students, tests, marks), rules or LocalRules())
