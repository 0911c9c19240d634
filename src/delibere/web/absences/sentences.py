# SPDX-License-Identifier: EUPL-1.2
"""What a proof did to marks, said to whoever recorded or withdrew it."""

from django.contrib import messages
from django.http import HttpRequest

from delibere.foundation.language import _, plural
from delibere.services.records.absences.justifying import Followed


def say_what_marks_did(request: HttpRequest, marks: Followed) -> None:
    """How many changed; which could not, and why."""
    if marks.changed:
        one = _("{n} absence à une évaluation est désormais {what}.")
        many = _("{n} absences à une évaluation sont désormais {what}.")
        what = ", ".join(sorted({answer.text for answer in marks.changed}))
        count = len(marks.changed)
        messages.success(request, plural(one, many, count).format(n=count, what=what))
    for why in dict.fromkeys(answer.message for answer in marks.left):
        messages.warning(request, _("Une absence à une évaluation reste inchangée : {why}").format(why=why))
