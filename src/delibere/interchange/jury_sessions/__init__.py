# SPDX-License-Identifier: EUPL-1.2
"""A jury session as one canonical document (docs/formats/jury-session.md): written, read, judged again."""

from delibere.interchange.jury_sessions.judging import LineResult, StudentResult, judged_again
from delibere.interchange.jury_sessions.reading import Sealed, read_results, read_sealed, read_session
from delibere.interchange.jury_sessions.record import Member, SessionRecord, Superseded, Written
from delibere.interchange.jury_sessions.writing import canonical, digest, sealed_file, session_document

__all__ = [
    "LineResult",
    "Member",
    "Sealed",
    "SessionRecord",
    "StudentResult",
    "Superseded",
    "Written",
    "canonical",
    "digest",
    "judged_again",
    "read_results",
    "read_sealed",
    "read_session",
    "sealed_file",
    "session_document",
]
