# SPDX-License-Identifier: EUPL-1.2
"""Anybody who holds an attestation may check it; the page says what the paper says, and nothing else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from delibere.services.records.documents.attestations import verified


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Type the code printed on the paper."""
    typed = request.GET.get("code", "").strip()
    if typed:
        return redirect("documents.verified", typed[:40])
    return render(request, "documents/verify.html", {"typed": "", "facts": None})


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper of this code says; 404 when there is none."""
    facts = verified(code)
    context = {"typed": code, "facts": facts}
    answer = render(request, "documents/verify.html", context, status=200 if facts else 404)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
