# SPDX-License-Identifier: EUPL-1.2
"""Read an annex from a file, with every check that the curriculum and the law ask for."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from delibere.curriculum.balance import sae_shares
from delibere.curriculum.model import Curriculum, Maquette
from delibere.foundation.findings import Finding, Severity
from delibere.foundation.language import _
from delibere.foundation.numbers import french
from delibere.interchange import mcc
from delibere.interchange.mcc import NOTHING_TOLD, Told
from delibere.interchange.mcc.reading import AnnexReading
from delibere.jury.parameters import Parameters
from delibere.jury.rules.poles import poles_are_balanced
from delibere.services.files.contents import contents, settled


def read_annex(path: Path, told: Told = NOTHING_TOLD) -> AnnexReading:
    """The annex of this file: curriculum, repairs, findings.

    Args:
        path: an annex in any format, or a programme that ScoDoc exports.
        told: what such a programme does not say.

    Raises:
        UnusableInputError: the file cannot be read, or holds no complete maquette.
    """
    return read_annex_bytes(contents(path), told)


def read_annex_bytes(data: bytes, told: Told = NOTHING_TOLD) -> AnnexReading:
    """The same from bytes.

    Raises:
        UnusableInputError: it holds no complete maquette.
    """
    reading = mcc.read(data, told)
    return replace(reading, findings=(*reading.findings, *_unbalanced(reading.curriculum)))


def settled_maquette(reading: AnnexReading, slug: str) -> Maquette:
    """The maquette of this slug, provided that nothing in it waits for a person.

    Raises:
        UnusableInputError: no such maquette, or errors stand in it: nothing is computed from a doubt.
    """
    maquette = reading.curriculum.maquette(slug)
    message = _("La maquette {slug} n’est pas sûre : réglez d’abord ces points dans l’annexe.")
    settled((f for f in reading.findings if f.maquette == slug), message.format(slug=slug))
    return maquette


def _unbalanced(curriculum: Curriculum) -> Iterator[Finding]:
    """R3, with the bounds in force in the year of the annex."""
    parameters = Parameters.at(curriculum.academic_year.last_day)
    message = _(
        "{ue} : les SAÉ pèsent {share} %, hors de 40 à 60 % (annexe 1, point 4.3). Vérifiez les coefficients."
    )
    for share in sae_shares(curriculum):
        year = curriculum.maquette(share.maquette).year
        if share.sae is not None and not poles_are_balanced(year, share.sae, share.over_year, parameters):
            text = message.format(ue=share.ue, share=french(share.sae * 100))
            yield Finding(Severity.ERROR, text, maquette=share.maquette, subject=share.ue)
