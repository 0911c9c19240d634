# SPDX-License-Identifier: EUPL-1.2
"""What cannot be judged now is said above the list of juries."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from delibere.foundation.errors import UnusableInputError
from delibere.web.gate import PlacedRequest

Rest = ParamSpec("Rest")
View = Callable[Concatenate[PlacedRequest, Rest], HttpResponse]


def told(view: View[Rest]) -> View[Rest]:
    """Turn what makes a whole session unreadable (a maquette no longer published) into a sentence."""

    @wraps(view)
    def answer(request: PlacedRequest, /, *args: Rest.args, **more: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **more)
        except UnusableInputError as error:
            messages.error(request, str(error))
            return redirect("juries.list", request.place.department.slug)

    return answer
