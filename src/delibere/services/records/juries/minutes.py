# SPDX-License-Identifier: EUPL-1.2
"""The minutes (PV): of a closed session, read from its seal alone; of an open one, as of now."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from delibere.foundation.errors import UnusableInputError
from delibere.foundation.language import _
from delibere.interchange.jury_sessions import (
    SessionRecord,
    StudentResult,
    read_results,
    read_session,
    sealed_file,
)
from delibere.jury.codes import Code
from delibere.services.records.juries.recording import Place, record_of, results_of
from delibere.services.records.juries.sitting import Sitting, sitting_of
from delibere.store.models import JurySession, Seal


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the minutes say.

    Attributes:
        record: title, members, act, dates, law and local rules used, marks.
        results: line by line, class by class, in the order of names.
        seal: None while the session is not closed: these minutes are then provisional.
    """

    session: JurySession
    record: SessionRecord
    results: tuple[StudentResult, ...]
    seal: Seal | None

    @property
    def summary(self) -> Mapping[Code, int]:
        """How many of each year code (or fact), in order; nothing after an odd semester."""
        codes = [year.code for result in self.results if result.decided and (year := result.year)]
        return dict(sorted(Counter(code for code in codes if code is not None).items()))

    @property
    def undecided(self) -> tuple[StudentResult, ...]:
        """Those left to a later session."""
        return tuple(result for result in self.results if not result.decided)


def minutes_of(session: JurySession) -> Minutes:
    """The minutes, the same for good once the session is closed.

    Raises:
        UnusableInputError: a maquette of an open session is no longer published.
    """
    seal = Seal.objects.filter(session=session).first()
    if seal is None:
        return _provisional(sitting_of(session))
    document = json.loads(bytes(seal.document))
    return Minutes(session, read_session(document), read_results(document), seal)


def _provisional(sitting: Sitting) -> Minutes:
    return Minutes(sitting.session, record_of(sitting, Place(0, "")), results_of(sitting), None)


def file_of(session: JurySession) -> bytes:
    """The sealed file, for `delibere jury verify`.

    Raises:
        UnusableInputError: not closed.
    """
    seal = Seal.objects.filter(session=session).first()
    if seal is None:
        raise UnusableInputError(_("Cette session n’est pas close : rien n’est encore scellé."))
    return sealed_file(bytes(seal.document), seal.sha256)
