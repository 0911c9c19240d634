# SPDX-License-Identifier: EUPL-1.2
"""The API as one object: its routes, its schema, its refusals, its pace."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, URLResolver, path
from ninja import NinjaAPI
from ninja.throttling import AuthRateThrottle

from delibere.api import (
    curricula,
    documents,
    imports,
    journal,
    juries,
    marks,
    problems,
    promotions,
    registry,
    results,
    students,
)
from delibere.foundation.language import _

API = "api/v1/"
PACE = "1200/m"


def bearer(request: HttpRequest) -> object:
    """The token, which the gate has checked; ninja only needs to know that there is one."""
    return getattr(request, "token", None)


class _Api(NinjaAPI):
    """The schema says of refusals what they are."""

    def get_openapi_schema(self, **options: Any) -> Any:  # noqa: ANN401 its own signature
        """OpenAPI 3.1."""
        schema: Any = super().get_openapi_schema(**{"path_prefix": f"/{API}", **options})
        schema["components"]["securitySchemes"] = {"Bearer": {"type": "http", "scheme": "bearer"}}
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["security"] = [{"Bearer": []}]
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "content" in answer:
                        answer["content"] = {problems.KIND: answer["content"].popitem()[1]}
        return schema


api = _Api(
    title="Délibéré",
    version="1",
    description=_("Les mêmes services que les pages, sous les mêmes droits, département par département."),
    docs_url=None,
    openapi_url=None,
    auth=bearer,
    throttle=[AuthRateThrottle(PACE)],
)
problems.install(api)
for module in (
    curricula,
    students,
    promotions,
    marks,
    results,
    juries,
    documents,
    imports,
    registry,
    journal,
):
    api.add_router("", module.router)


def schema(_request: HttpRequest) -> JsonResponse:
    """The description of the API, for anybody: it says no more than the guide."""
    return JsonResponse(api.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


def urls() -> list[URLPattern | URLResolver]:
    """Every address; the names are those of access rules."""
    routes: list[URLPattern | URLResolver] = api.urls[0]
    return [path("openapi.json", schema, name="api.schema"), *[one for one in routes if _is_ours(one)]]


def _is_ours(route: URLPattern | URLResolver) -> bool:
    return str(getattr(route, "name", "")).startswith("api.")
