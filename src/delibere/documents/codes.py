# SPDX-License-Identifier: EUPL-1.2
"""How a code looks on paper: told by weight and by a box, never by colour."""

from delibere.documents.typesetting import Json
from delibere.foundation.language import _
from delibere.jury.codes import Code

STOPPED = frozenset(
    {Code.AJ, Code.RED, Code.NAR, Code.ATJ, Code.DEF, Code.DEM, Code.ABAN, Code.ABL, Code.EXCLU}
)
"""What stops a student stands in a box: it must be seen on a grey print."""
NO_VALUE = "—"


def code_mark(code: Code | None, *, boxes: bool = True) -> Json:
    """ADM is calm, any other code bold, and what stops a student boxed; a dash without one."""
    if code is None:
        return {"text": NO_VALUE, "bold": False, "boxed": False}
    return {
        "text": code.value,
        "bold": code is not Code.ADM,
        "boxed": boxes and code in STOPPED,
    }


def meaning(code: Code) -> str:
    """A code in a few words."""
    return {
        Code.ADM: _("acquis"),
        Code.CMP: _("acquis par compensation dans le RCUE"),
        Code.ADJ: _("accordé par le jury"),
        Code.ADJR: _("acquise par le RCUE que le jury accorde"),
        Code.ADSUP: _("acquis par le niveau supérieur"),
        Code.AJ: _("non acquis"),
        Code.ATJ: _("en attente, provisoire"),
        Code.PASD: _("passage de droit, tout n’est pas acquis"),
        Code.RED: _("redoublement"),
        Code.NAR: _("non autorisé à redoubler"),
        Code.PAS1NCI: _("passage par décision du jury, un niveau au moins est insuffisant"),
        Code.DEF: _("défaillant"),
        Code.DEM: _("démission"),
        Code.ABAN: _("abandon"),
        Code.ABL: _("année blanche"),
        Code.EXCLU: _("exclusion"),
    }[code]
