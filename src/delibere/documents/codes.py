# SPDX-License-Identifier: EUPL-1.2
"""How a code looks on paper: told by weight and by a box, never by colour."""

from delibere.documents.typesetting import Json
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
