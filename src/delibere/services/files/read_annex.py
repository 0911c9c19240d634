# SPDX-License-Identifier: EUPL-1.2
"""Read an annex from a file, with every check that the curriculum and the law ask for."""

from pathlib import Path

from delibere.curriculum.model import Maquette
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import errors
from delibere.foundation.language import _
from delibere.interchange import mcc
from delibere.interchange.mcc.reading import AnnexReading
from delibere.services.files.contents import contents


def read_annex(path: Path) -> AnnexReading:
    """The annex of this file: curriculum, repairs, findings.

    Raises:
        UnusableInputError: the file cannot be read, or holds no complete maquette.
    """
    return mcc.read(contents(path))


def settled_maquette(reading: AnnexReading, slug: str) -> Maquette:
    """The maquette of this slug, provided that nothing in it waits for a person.

    Raises:
        UnusableInputError: no such maquette, or errors stand in it; nothing may be computed from a doubt.
    """
    maquette = reading.curriculum.maquette(slug)
    open_questions = [finding for finding in errors(list(reading.findings)) if finding.maquette == slug]
    if open_questions:
        message = _("La maquette {slug} n’est pas sûre : réglez d’abord ces points dans l’annexe.")
        raise UnusableInputError(message.format(slug=slug), open_questions)
    return maquette
