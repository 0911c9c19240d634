# SPDX-License-Identifier: EUPL-1.2
"""The JSON of juries that ScoDoc's API gives (docs/formats/scodoc-jury.md), read with tolerance."""

from delibere.interchange.scodoc.reading import JuryFile, jury_in, looks_like_a_jury, read_jury
from delibere.interchange.scodoc.values import JuryRecord, RecordedRcue, RecordedUe

__all__ = [
    "JuryFile",
    "JuryRecord",
    "RecordedRcue",
    "RecordedUe",
    "jury_in",
    "looks_like_a_jury",
    "read_jury",
]
