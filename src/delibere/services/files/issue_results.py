# SPDX-License-Identifier: EUPL-1.2
"""Results as a workbook that says where every figure comes from."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from delibere.documents.results import Origin, results_workbook
from delibere.foundation.language import _
from delibere.interchange.mcc import write_json
from delibere.services.files.compute_results import Results


def issue_results(
    results: Results, annex: str, *, semester: int | None = None, apart: Sequence[str] = ()
) -> bytes:
    """The workbook (XLSX), dated today.

    Args:
        results: of a semester or a year.
        annex: the name of the annex they come from.
        semester: the only one to show of a year; None for everything.
        apart: people out of every computation, in French.
    """
    classes = " et ".join(averages.maquette.name for averages in results.semesters)
    fingerprint = sha256(write_json(results.curriculum).encode()).hexdigest()[:16]
    origin = Origin(
        title=f"{results.curriculum.diploma} · {classes}",
        academic_year=results.curriculum.academic_year,
        annex=_("{name}, empreinte {fingerprint}").format(name=annex, fingerprint=fingerprint),
        declared=results.declared,
        edited_on=datetime.now().astimezone().date(),
        version=version("delibere"),
        apart=tuple(apart),
    )
    return results_workbook(results.proposals, origin, semester)
