# SPDX-License-Identifier: EUPL-1.2
"""From an annex that somebody drops to drafts of maquettes, through a review that writes nothing.

What is under review is a pure function of the file and of what the person typed over some of its lines:
the same reader reads it again at each look, with the same repairs and the same checks.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import transaction

from delibere.curriculum.model import Maquette, Regime
from delibere.foundation.calendar import AcademicYear
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.letters import plain_letters
from delibere.interchange.elements import is_xml
from delibere.interchange.mcc import NOTHING_TOLD, Told
from delibere.interchange.mcc.decoding import decode
from delibere.interchange.mcc.reading import AnnexReading, Repair
from delibere.services.files.read_annex import read_annex_bytes
from delibere.services.records.journal import Author, remember
from delibere.services.records.maquettes import draft, published_curriculum
from delibere.store.models import Action, AnnexUpload, Department, MaquetteVersion

_LINE_ENDS = re.compile(r"\r\n|\r|\n")


class Standing(StrEnum):
    """How a maquette under review stands beside the version in force."""

    NEW = "new"
    IDENTICAL = "identical"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class MaquetteReview:
    """What a person must look at in one maquette.

    Attributes:
        maquette: None while it cannot be read to the last coefficient.
        errors, notices: the findings about it.
        accepted: lines whose repair was accepted.
        before: the version in force, without its blocks beside a file that says none; None before the first.
    """

    slug: str
    maquette: Maquette | None
    repairs: tuple[Repair, ...]
    errors: tuple[Finding, ...]
    notices: tuple[Finding, ...]
    accepted: frozenset[int]
    before: Maquette | None

    @property
    def standing(self) -> Standing:
        """How it stands beside the version in force."""
        if self.before is None or self.maquette is None:
            return Standing.NEW
        return Standing.IDENTICAL if self.maquette == self.before else Standing.CHANGED

    @property
    def name(self) -> str:
        """« S3 · FI · OSC »."""
        return self.slug.upper().replace("-", " · ")

    @property
    def waiting(self) -> tuple[Repair, ...]:
        """Repairs that nobody has accepted yet."""
        return tuple(repair for repair in self.repairs if repair.line not in self.accepted)

    @property
    def settled(self) -> bool:
        """It may be recorded: nothing in it waits for a person."""
        return self.maquette is not None and not self.errors and not self.waiting

    @property
    def left(self) -> int:
        """How many things wait for a person."""
        return len(self.errors) + len(self.waiting)


@dataclass(frozen=True, slots=True)
class Review:
    """An upload as it reads now.

    Attributes:
        lines: of the file, corrections applied; empty when the file is no text with lines to correct.
        elsewhere: findings about no maquette in particular.
    """

    upload: AnnexUpload
    reading: AnnexReading
    lines: tuple[str, ...]
    maquettes: tuple[MaquetteReview, ...]
    elsewhere: tuple[Finding, ...]

    def maquette(self, slug: str | None) -> MaquetteReview:
        """The one asked for, else the first where something waits, else the first."""
        waiting = (each for each in self.maquettes if each.left)
        named = (each for each in self.maquettes if each.slug == slug)
        return next(named, None) or next(waiting, None) or self.maquettes[0]

    @property
    def settled(self) -> tuple[MaquetteReview, ...]:
        """Those that may be recorded and are not in force already."""
        return tuple(m for m in self.maquettes if m.settled and m.standing is not Standing.IDENTICAL)

    @property
    def left(self) -> int:
        """How many things wait for a person in the whole annex."""
        return sum(maquette.left for maquette in self.maquettes)


@transaction.atomic
def receive(
    author: Author, department: Department, file_name: str, data: bytes, told: Told = NOTHING_TOLD
) -> AnnexUpload:
    """Take an annex in for review; nothing of it is recorded.

    A programme exported from ScoDoc is taken too, with the year and the regimes it does not say in `told`.

    Raises:
        UnusableInputError: it holds no maquette, or is the annex of another diploma.
    """
    reading = read_annex_bytes(data, replace(told, diploma=department.diploma))
    if plain_letters(reading.curriculum.diploma) != plain_letters(department.diploma):
        message = _("C’est l’annexe « {read} » ; ce département tient « {own} ». Rien n’a été gardé.")
        text = message.format(read=reading.curriculum.diploma, own=department.diploma)
        raise UnusableInputError(text)
    upload = AnnexUpload.objects.create(
        department=department, by_id=author.pk, file_name=file_name[:255], data=data, told=_kept(told)
    )
    remember(author, Action.ANNEX_UPLOADED, department=department, subject=upload.file_name, bytes=len(data))
    return upload


def review(upload: AnnexUpload) -> Review:
    """What a person must look at, as the file and the corrections read now.

    Raises:
        UnusableInputError: corrections have left no complete maquette.
    """
    lines = _lines(upload)
    data = "\n".join(lines).encode() if lines else bytes(upload.data)
    reading = read_annex_bytes(data, _told(upload))
    in_force = _in_force(upload, reading)
    accepted = frozenset(upload.reviewed.get("repairs", []))
    read = {maquette.id: maquette for maquette in reading.curriculum.maquettes}
    slugs = dict.fromkeys([*_slugs_in_order(reading), *read])
    maquettes = tuple(_maquette_review(slug, read.get(slug), reading, accepted, in_force) for slug in slugs)
    elsewhere = tuple(finding for finding in reading.findings if finding.maquette is None)
    return Review(upload, reading, lines, maquettes, elsewhere)


def _kept(told: Told) -> dict[str, object]:
    return {"year": told.year.start if told.year else None, "regimes": [one.value for one in told.regimes]}


def _told(upload: AnnexUpload) -> Told:
    year, regimes = upload.told.get("year"), upload.told.get("regimes", ())
    return Told(AcademicYear(year) if year else None, tuple(map(Regime, regimes)), upload.department.diploma)


def _in_force(upload: AnnexUpload, reading: AnnexReading) -> dict[str, Maquette]:
    """What is in force that year, as this file could say it."""
    found = published_curriculum(upload.department, reading.curriculum.academic_year.start)
    maquettes = found.maquettes if found else ()
    return {one.id: one if reading.says_blocks else one.without_blocks() for one in maquettes}


def _slugs_in_order(reading: AnnexReading) -> Iterator[str]:
    """As in the file, those that could not be read to the end included, at their place."""
    broken = {finding.maquette: finding.line or 0 for finding in reading.findings if finding.maquette}
    read = [maquette.id for maquette in reading.curriculum.maquettes]
    yield from read
    yield from sorted((slug for slug in broken if slug not in read), key=lambda slug: broken[slug])


def _maquette_review(
    slug: str,
    maquette: Maquette | None,
    reading: AnnexReading,
    accepted: frozenset[int],
    in_force: dict[str, Maquette],
) -> MaquetteReview:
    findings = [finding for finding in reading.findings if finding.maquette == slug]
    return MaquetteReview(
        slug,
        maquette,
        tuple(repair for repair in reading.repairs if repair.maquette == slug),
        tuple(finding for finding in findings if finding.severity is Severity.ERROR),
        tuple(finding for finding in findings if finding.severity is Severity.NOTICE),
        accepted,
        in_force.get(slug),
    )


def _lines(upload: AnnexUpload) -> tuple[str, ...]:
    """The text of a Markdown annex, corrections applied; nothing for JSON, XML, CSV and workbooks."""
    data = bytes(upload.data)
    if data.startswith((b"PK", b"\xef\xbb\xbf{", b"{")) or is_xml(data):
        return ()
    text, _findings = decode(data)
    lines = _LINE_ENDS.split(text)
    if not any(line.lstrip().startswith("|") for line in lines):
        return ()
    for number, line in upload.corrections.items():
        lines[int(number) - 1] = line
    return tuple(lines)


@transaction.atomic
def accept(author: Author, upload: AnnexUpload, lines: Collection[int]) -> None:  # noqa: ARG001 said once recorded
    """Accept the repairs of these lines."""
    accepted = set(upload.reviewed.get("repairs", [])) | set(lines)
    upload.reviewed = {**upload.reviewed, "repairs": sorted(accepted)}
    upload.save(update_fields=["reviewed"])


@transaction.atomic
def correct(author: Author, upload: AnnexUpload, line: int, cells: Sequence[str]) -> None:
    """Type a row of the file again; everything is read anew.

    Raises:
        UnusableInputError: no such line, a cell on two lines, or nothing complete would be left.
    """
    lines = _lines(upload)
    if not 1 <= line <= len(lines):
        raise UnusableInputError(_("Le fichier n’a pas de ligne {line}.").format(line=line))
    if any(_LINE_ENDS.search(cell) for cell in cells):
        raise UnusableInputError(_("Une case tient sur une ligne."))
    before = lines[line - 1]
    after = "| " + " | ".join(cell.strip().replace("|", "\\|") for cell in cells) + " |"
    upload.corrections = {**upload.corrections, str(line): after}
    accepted = [number for number in upload.reviewed.get("repairs", []) if number != line]
    upload.reviewed = {**upload.reviewed, "repairs": accepted}
    review(upload)
    upload.save(update_fields=["corrections", "reviewed"])
    subject = _("{file}, ligne {line}").format(file=upload.file_name, line=line)
    remember(
        author, Action.ANNEX_CORRECTED, department=upload.department, subject=subject, text=[before, after]
    )


@transaction.atomic
def record(author: Author, upload: AnnexUpload, slugs: Collection[str], reason: str) -> list[MaquetteVersion]:
    """Write these maquettes down as drafts; when nothing is left to review, the upload goes.

    Raises:
        UnusableInputError: one of them still waits for a person, or is in force already and `reason` is
            empty.
    """
    now = review(upload)
    chosen = [maquette for maquette in now.settled if maquette.slug in slugs]
    if len(chosen) != len(set(slugs)) or not chosen:
        raise UnusableInputError(
            _("Choisissez des maquettes dont tout est relu et qui changent quelque chose.")
        )
    year = now.reading.curriculum.academic_year.start
    drafts = [
        draft(author, upload.department, year, one.maquette, source=upload.file_name, reason=reason)
        for one in chosen
        if one.maquette is not None
    ]
    remaining = {m.slug for m in now.maquettes if m.standing is not Standing.IDENTICAL} - set(slugs)
    recorded = set(upload.reviewed.get("recorded", [])) | set(slugs)
    if remaining <= recorded:
        upload.delete()
    else:
        upload.reviewed = {**upload.reviewed, "recorded": sorted(recorded)}
        upload.save(update_fields=["reviewed"])
    return drafts


@transaction.atomic
def abandon(author: Author, upload: AnnexUpload) -> None:
    """Forget the file; nothing of it remains but the fact that it came and went."""
    remember(author, Action.ANNEX_ABANDONED, department=upload.department, subject=upload.file_name)
    upload.delete()
