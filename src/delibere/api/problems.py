# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong, as RFC 9457 says it: application/problem+json, in French, with every finding."""

import json
from collections.abc import Iterable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, Throttled, ValidationError

from delibere.api.wording import in_french
from delibere.foundation.errors import UnusableInputError
from delibere.foundation.findings import Finding
from delibere.foundation.language import _

KIND = "application/problem+json"


class Fault(Schema):
    """One thing to correct, and where."""

    message: str
    place: str = ""


class Problem(Schema):
    """Why a request was not done; nothing was written."""

    title: str
    status: int
    detail: str
    faults: list[Fault] = Field(default_factory=list)


def problem(status: int, detail: str, faults: Iterable[Fault] = ()) -> HttpResponse:
    """An answer of refusal."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, faults=list(faults))
    answer = HttpResponse(json.dumps(body.model_dump(), ensure_ascii=False), content_type=KIND, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        answer["WWW-Authenticate"] = "Bearer"
    return answer


def unknown_token() -> HttpResponse:
    """401."""
    return problem(401, _("Donnez un jeton valable : « Authorization: Bearer delibere_… »."))


def forbidden() -> HttpResponse:
    """403."""
    return problem(403, _("Le rôle de ce jeton ne permet pas cette action."))


def not_found() -> HttpResponse:
    """404."""
    return problem(404, _("Introuvable, ou pas à vous."))


def not_allowed(methods: str) -> HttpResponse:
    """405."""
    answer = problem(405, _("Cette adresse se demande par {methods}.").format(methods=methods))
    answer["Allow"] = methods
    return answer


def install(api: NinjaAPI) -> None:
    """Make every refusal a problem."""

    def refused(_request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
        assert isinstance(error, HttpError)  # noqa: S101 what it is registered for
        return problem(error.status_code, str(error))

    def invalid(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        assert isinstance(error, ValidationError)  # noqa: S101 what it is registered for
        found = [Fault(message=in_french(e), place=".".join(map(str, e["loc"]))) for e in error.errors]
        return problem(422, _("Cette demande n’a pas la forme attendue."), found)

    def unusable(_request: HttpRequest, error: UnusableInputError | type[UnusableInputError]) -> HttpResponse:
        assert isinstance(error, UnusableInputError)  # noqa: S101 what it is registered for
        return problem(422, str(error), [fault(one) for one in error.findings])

    api.add_exception_handler(
        Throttled, lambda *_a: problem(429, _("Trop de demandes : attendez une minute."))
    )
    api.add_exception_handler(HttpError, refused)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(UnusableInputError, unusable)
    api.add_exception_handler(Http404, lambda *_a: not_found())
    api.add_exception_handler(PermissionDenied, lambda *_a: forbidden())


def fault(finding: Finding) -> Fault:
    """One of the findings of a refusal."""
    parts = (
        finding.sheet,
        finding.line and str(finding.line),
        finding.cell,
        finding.maquette,
        finding.subject,
    )
    return Fault(message=finding.message, place=" · ".join(part for part in parts if part))
