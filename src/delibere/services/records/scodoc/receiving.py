# SPDX-License-Identifier: EUPL-1.2
"""Answers taken in for preview, all of them in one package, and the maquette that they are read beside."""

import io
import zipfile
from collections.abc import Iterable

from django.db import transaction

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.packages import LARGEST_PACKAGE, unpacked
from delibere.interchange.scodoc.dumps import MOST_ANSWERS, Dump, read_dump
from delibere.services.records.journal import Author
from delibere.store.models import Department, FileKind, StudentUpload


@transaction.atomic
def receive_answers(
    author: Author, department: Department, files: Iterable[tuple[str, bytes]]
) -> StudentUpload:
    """Take answers in, packages opened; all of them, or none.

    Raises:
        UnusableInputError: with a finding for each file that cannot be used.
    """
    opened = [inside for name, data in files for inside in unpacked(data, name, MOST_ANSWERS)]
    if len(opened) > MOST_ANSWERS or sum(len(data) for _name, data in opened) > LARGEST_PACKAGE:
        raise UnusableInputError(_("C’est trop de fichiers pour un semestre : vérifiez lesquels ce sont."))
    read_dump(opened)
    return StudentUpload.objects.create(
        department=department,
        kind=FileKind.SCODOC,
        by_id=author.pk,
        file_name=_called(opened)[:255],
        data=_package(opened),
    )


def answers_of(upload: StudentUpload) -> Dump:
    """What the files of an upload tell."""
    return read_dump(unpacked(bytes(upload.data), upload.file_name, MOST_ANSWERS))


@transaction.atomic
def choose(upload: StudentUpload, slug: str) -> None:
    """Say which maquette these answers are read beside."""
    upload.columns = {"slug": slug}
    upload.save(update_fields=["columns"])


def _called(files: list[tuple[str, bytes]]) -> str:
    """« formsemestre.json et 12 autres »."""
    first, *others = (name for name, _data in files)
    return _("{first} et {n} autres").format(first=first, n=len(others)) if others else first


def _package(files: Iterable[tuple[str, bytes]]) -> bytes:
    """One ZIP; two files of one name are told apart."""
    out, seen = io.BytesIO(), set[str]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, data) in enumerate(files, 1):
            package.writestr(f"{name} ({number})" if name in seen else name, data)
            seen.add(name)
    return out.getvalue()
