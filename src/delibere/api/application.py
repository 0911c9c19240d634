# SPDX-License-Identifier: EUPL-1.2
"""The API as one object: its routes, its schema, its refusals, its pace."""

from functools import cache
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.operation import Operation

from delibere.api import (
    curricula,
    evaluation_states,
    evaluations,
    imports,
    journal,
    marks,
    problems,
    promotions,
    registry,
    results,
    students,
)
from delibere.api.documents import issued, issuing, jobs
from delibere.api.juries import closing, decisions, proposals, sessions
from delibere.api.pace import Pace
from delibere.foundation.language import _

API = "api/v1/"
TAGS = {
    "curricula": _("Maquettes"),
    "students": _("Étudiants"),
    "promotions": _("Promotions"),
    "evaluations": _("Évaluations"),
    "marks": _("Notes"),
    "results": _("Résultats"),
    "juries": _("Jurys"),
    "documents": _("Documents"),
    "imports": _("Imports"),
    "registry": _("Fichiers d’Apogée"),
    "journal": _("Journal"),
}


def bearer(request: HttpRequest) -> object:
    """The token, which the gate has checked; ninja only needs to know that there is one."""
    return getattr(request, "token", None)


class _Api(NinjaAPI):
    """The schema says in French what each operation does, and of refusals what they are."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Short, and the same as long as the function keeps its name."""
        return f"{(operation.tags or ['api'])[0]}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **options: Any) -> Any:  # noqa: ANN401 its own signature
        """OpenAPI 3.1."""
        schema: Any = super().get_openapi_schema(**{"path_prefix": f"/{API}", **options})
        schema["components"]["securitySchemes"] = {"Bearer": {"type": "http", "scheme": "bearer"}}
        schema["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
        for shape in schema["components"]["schemas"].values():
            shape.pop("description", None)
        for operations in schema["paths"].values():
            for operation in operations.values():
                _tell(operation)
        return schema


def _tell(operation: dict[str, Any]) -> None:
    """Docstrings are for developers: the summary speaks to whoever uses the API."""
    operation.pop("description", None)
    operation["security"] = [{"Bearer": []}]
    for status, answer in operation["responses"].items():
        if int(status) >= 400 and "content" in answer:
            answer["content"] = {problems.KIND: answer["content"].popitem()[1]}


api = _Api(
    title="Délibéré",
    version="1",
    description=_("Les mêmes services que les pages, sous les mêmes droits, département par département."),
    docs_url=None,
    openapi_url=None,
    auth=bearer,
    throttle=[Pace()],
)
problems.install(api)
for module in (
    curricula,
    students,
    promotions,
    evaluations,
    evaluation_states,
    marks,
    results,
    sessions,
    proposals,
    decisions,
    closing,
    issued,
    jobs,
    issuing,
    imports,
    registry,
    journal,
):
    api.add_router("", module.router)


@cache
def described() -> Any:  # noqa: ANN401 a JSON document
    """The description of the API, made once."""
    return api.get_openapi_schema()


def schema(_request: HttpRequest) -> JsonResponse:
    """The same for anybody: it says no more than the guide."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


def urls() -> list[URLPattern | URLResolver]:
    """Every address; the names are those of access rules."""
    routes: list[URLPattern | URLResolver] = api.urls[0]
    return [path("openapi.json", schema, name="api.schema"), *[one for one in routes if _is_ours(one)]]


def _is_ours(route: URLPattern | URLResolver) -> bool:
    return str(getattr(route, "name", "")).startswith("api.")
