# SPDX-License-Identifier: EUPL-1.2
"""An Apogée file beside our results: what each cell would become, then the file itself."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from delibere.foundation.language import _
from delibere.foundation.people import without_zeros
from delibere.interchange.apogee import (
    ApogeeFile,
    Column,
    Entry,
    Judged,
    Kind,
    Row,
    Verdict,
    judge,
    read_apogee,
    write,
)
from delibere.interchange.packages import unpacked
from delibere.interchange.spreadsheet.text_files import write_text_file
from delibere.services.records.journal import Author, remember
from delibere.services.records.registry.codes import Element
from delibere.services.records.registry.enrolling import likely_maquettes
from delibere.services.records.registry.settings import RegistrySettings, settings_of
from delibere.services.records.registry.table import Line, cells_of, table_of
from delibere.store.models import Action, Department, Enrolment, Promotion, RegistryUpload, Student

FIRST_SESSION = "1"


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of ours, where it goes and what becomes of it."""

    line: Line
    judged: Judged


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would become; nothing is written.

    Attributes:
        promotions: whose students the file holds.
        session: « 1 » or « 2 »: which columns are filled where an element has several.
        sessions: those that the file has, when there is more than one.
        cells: every value of ours for a column of the file.
        withheld: what the file asks for and we do not tell, with the reason.
        unmatched: columns that no element of ours answers to.
        strangers: students of the file whom nobody knows here, or enrolled nowhere that year.
        absent: students of these promotions who are not in the file.
    """

    file: ApogeeFile
    year: int
    promotions: tuple[Promotion, ...]
    session: str
    sessions: tuple[str, ...]
    cells: tuple[Cell, ...]
    withheld: tuple[Line, ...]
    unmatched: tuple[Column, ...]
    strangers: tuple[Row, ...]
    absent: tuple[Student, ...]

    def of(self, verdict: Verdict) -> tuple[Cell, ...]:
        """The cells of which this becomes."""
        return tuple(cell for cell in self.cells if cell.judged.verdict is verdict)

    @property
    def elements(self) -> Mapping[Element, Counter[Verdict]]:
        """By element of the file, how many cells of each verdict."""
        counts: dict[Element, Counter[Verdict]] = {}
        for cell in self.cells:
            counts.setdefault(cell.line.element, Counter())[cell.judged.verdict] += 1
        return counts


@transaction.atomic
def receive_files(
    author: Author, department: Department, files: Iterable[tuple[str, bytes]]
) -> tuple[RegistryUpload, ...]:
    """Take files in for preview, packages opened; all of them, or none.

    Raises:
        UnusableInputError: one of them cannot be used.
    """
    opened = [inside for name, data in files for inside in unpacked(data, name)]
    encoding = settings_of(department, department.academic_year.last_day).encoding
    for name, data in opened:
        read_apogee(data, name, encoding).refuse_unusable()
    return tuple(
        RegistryUpload.objects.create(department=department, by_id=author.pk, file_name=name[:255], data=data)
        for name, data in opened
    )


def preview_file(department: Department, data: bytes, name: str, session: str = FIRST_SESSION) -> Preview:
    """What a file would become with the results as they are now.

    Args:
        department: whose results.
        data: the file.
        name: of the file.
        session: « 1 » or « 2 », for elements that have both.

    Raises:
        UnusableInputError: the file cannot be used.
    """
    settings = settings_of(department, department.academic_year.last_day)
    file = read_apogee(data, name, settings.encoding)
    file.refuse_unusable()
    year = int(file.year) if file.year.isdecimal() else department.year
    enrolments = _enrolments(department, year, file)
    promotions = tuple({one.promotion_id: one.promotion for one in enrolments}.values())
    lines = [line for promotion in promotions for line in table_of(promotion, settings)]
    wanted = _asked(file, lines, session)
    known = {one.student.nip_key for one in enrolments}
    return Preview(
        file=file,
        year=year,
        promotions=promotions,
        session=session,
        sessions=_sessions(file),
        cells=_cells(file, wanted, settings),
        withheld=tuple(
            line for line, _ in wanted if line.withheld and settings.filled.get(line.element.kind)
        ),
        unmatched=_unmatched(file, lines),
        strangers=tuple(row for row in file.rows if without_zeros(row.nip) not in known),
        absent=_absent(promotions, file),
    )


def _enrolments(department: Department, year: int, file: ApogeeFile) -> list[Enrolment]:
    """Where the students of the file are enrolled that year, in maquettes that it has an element of."""
    keys = {without_zeros(row.nip) for row in file.rows}
    found = Enrolment.objects.filter(
        promotion__department=department,
        promotion__year=year,
        promotion__slug__in=[one.slug for one in likely_maquettes(department, year, file)],
        student__nip_key__in=keys,
    )
    return list(found.select_related("student", "promotion__department").order_by("promotion__slug", "pk"))


def _asked(file: ApogeeFile, lines: Iterable[Line], session: str) -> list[tuple[Line, list[Column]]]:
    """Lines of students of the file, each with the columns of its element in this session."""
    columns: dict[str, list[Column]] = {}
    for column in file.columns:
        columns.setdefault(column.code, []).append(column)
    keys = {without_zeros(row.nip) for row in file.rows}
    return [
        (line, of_session(columns[line.element.code], session))
        for line in lines
        if line.element.code in columns and without_zeros(line.student.nip) in keys
    ]


def of_session(columns: Sequence[Column], session: str) -> list[Column]:
    """All of them when there is one session, else those of the session asked for."""
    if len({column.session for column in columns}) == 1:
        return list(columns)
    return [column for column in columns if column.session == session]


def _sessions(file: ApogeeFile) -> tuple[str, ...]:
    found = sorted({column.session for column in file.columns if column.session in {"1", "2"}})
    return tuple(found) if len(found) > 1 else ()


def _cells(
    file: ApogeeFile, wanted: Iterable[tuple[Line, list[Column]]], settings: RegistrySettings
) -> tuple[Cell, ...]:
    entries = [
        (line, Entry(line.student.nip, column.id, text))
        for line, columns in wanted
        for kind, text in cells_of(line)
        if settings.writes(line.element.kind, Kind(kind))
        for column in columns
        if column.kind == kind
    ]
    judged = judge(file, [entry for _line, entry in entries], settings.sign)
    return tuple(Cell(line, one) for (line, _entry), one in zip(entries, judged, strict=True))


def _unmatched(file: ApogeeFile, lines: Iterable[Line]) -> tuple[Column, ...]:
    codes = {line.element.code for line in lines}
    return tuple(column for column in file.columns if column.code not in codes)


def _absent(promotions: Collection[Promotion], file: ApogeeFile) -> tuple[Student, ...]:
    keys = {without_zeros(row.nip) for row in file.rows}
    found = Student.objects.filter(enrolments__promotion__in=promotions).exclude(nip_key__in=keys)
    return tuple(found.distinct())


@dataclass(frozen=True, slots=True)
class Filled:
    """A file to give back, and how many cells were written."""

    data: bytes
    written: int


@transaction.atomic
def fill_file(
    author: Author,
    department: Department,
    preview: Preview,
    verdicts: Collection[Verdict],
    elements: Collection[str] | None = None,
) -> Filled:
    """The file with the ticked cells; what was done is in the journal.

    Args:
        author: who fills.
        department: whose results.
        preview: as just made.
        verdicts: NEW, CHANGED, or both.
        elements: codes of the elements to write; None for all.
    """
    ticked = {Verdict.NEW, Verdict.CHANGED} & set(verdicts)
    chosen = [
        cell.judged
        for cell in preview.cells
        if cell.judged.verdict in ticked and (elements is None or cell.line.element.code in elements)
    ]
    counts = Counter(cell.judged.verdict.value for cell in preview.cells)
    remember(
        author,
        Action.REGISTRY_FILLED,
        department=department,
        subject=preview.file.name,
        details={**counts, "written": len(chosen), "withheld": len(preview.withheld)},
    )
    return Filled(write(preview.file, chosen), len(chosen))


def report_of(preview: Preview) -> bytes:
    """Every value and what becomes of it, then what was not done and why, as CSV."""
    head = [
        _("NIP"),
        _("Étudiant"),
        _("Élément"),
        _("Colonne"),
        _("Sort"),
        _("Fichier"),
        _("Valeur"),
        _("Motif"),
    ]
    words = verdict_words()
    cells = [
        [
            *(cell.line.student.nip, cell.line.student.name, cell.line.element.label, cell.judged.cell),
            *(words[cell.judged.verdict], cell.judged.before, cell.judged.after, cell.judged.message),
        ]
        for cell in preview.cells
    ]
    withheld = [
        [
            line.student.nip,
            line.student.name,
            line.element.label,
            "",
            _("non transmis"),
            "",
            "",
            line.withheld,
        ]
        for line in preview.withheld
    ]
    columns = [
        ["", "", "", column.name, _("colonne sans élément"), "", "", ""] for column in preview.unmatched
    ]
    rows = [[row.nip, row.name, "", "", _("inconnu ici"), "", "", ""] for row in preview.strangers]
    absent = [[one.nip, one.name, "", "", _("absent du fichier"), "", "", ""] for one in preview.absent]
    return write_text_file([head, *cells, *withheld, *columns, *rows, *absent])


def verdict_words() -> dict[Verdict, str]:
    """For people."""
    return {
        Verdict.NEW: _("nouveau"),
        Verdict.CHANGED: _("différent"),
        Verdict.SAME: _("identique"),
        Verdict.MISSING: _("absent"),
        Verdict.REFUSED: _("refusé"),
        Verdict.EMPTY: _("vide"),
    }


def read_upload(upload: RegistryUpload, session: str = FIRST_SESSION) -> Preview:
    """The preview of a file taken in.

    Raises:
        UnusableInputError: as `preview_file`.
    """
    return preview_file(upload.department, bytes(upload.data), upload.file_name, session)


@transaction.atomic
def forget(upload: RegistryUpload) -> None:
    """Nothing of it remains."""
    upload.delete()
