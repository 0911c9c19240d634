# SPDX-License-Identifier: EUPL-1.2
"""The transcript of records of a year or of the whole course, French and English side by side."""

from delibere.documents.transcript.pages import Transcript, typeset_transcript
from delibere.documents.transcript.values import Cell, TranscriptRow, TranscriptYear
from delibere.documents.transcript.workbook import transcript_workbook

__all__ = [
    "Cell",
    "Transcript",
    "TranscriptRow",
    "TranscriptYear",
    "transcript_workbook",
    "typeset_transcript",
]
