# SPDX-License-Identifier: EUPL-1.2
"""An annex in any of the formats it goes out in: those that are data, and the one that is printed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from delibere.documents.annex import AnnexSetting, typeset_annex
from delibere.documents.institution import Institution
from delibere.foundation.language import _, plural
from delibere.interchange.mcc import Format, write
from delibere.interchange.mcc.reading import AnnexReading, Repair

PDF = "pdf"
FORMATS = (*(one.value for one in Format), PDF)


def issue_annex(reading: AnnexReading, written_as: str, institution: Institution | None = None) -> bytes:
    """A curriculum in one of these formats; each is read back to the same curriculum.

    Args:
        reading: the curriculum, and what had to be repaired: the printed annex says it.
        written_as: one of FORMATS.
        institution: whose annex it is, on the printed one.

    Raises:
        UnusableInputError: this format has no room for something in it.
    """
    if written_as != PDF:
        return write(reading.curriculum, Format(written_as))
    setting = AnnexSetting(institution or Institution(), repairs_in_words(reading.repairs))
    return typeset_annex(reading.curriculum, setting)


def repairs_in_words(repairs: Sequence[Repair]) -> dict[str, list[str]]:
    """By maquette, what was repaired in the source, where, and what proves it."""
    ordered = sorted(repairs, key=lambda repair: (repair.maquette, repair.kind, repair.line))
    return {
        slug: list(_sentences(list(found))) for slug, found in groupby(ordered, key=lambda one: one.maquette)
    }


def _sentences(repairs: Sequence[Repair]) -> Iterator[str]:
    for kind, found in groupby(repairs, key=lambda repair: repair.kind):
        own = list(found)
        sentence = plural(
            _("Réparation de la source, ligne {lines} : {kind}. {proof}."),
            _("Réparations de la source, lignes {lines} : {kind}. {proof}."),
            len(own),
        )
        yield sentence.format(
            lines=", ".join(str(repair.line) for repair in own),
            kind=kind.label,
            proof=" ; ".join(own[0].confirmed_by) if len(own) == 1 else _("Toutes les sommes tombent juste"),
        )
