# SPDX-License-Identifier: EUPL-1.2
"""Holds `access.py`: every request passes here, and what has no rule is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from delibere.api import problems
from delibere.services.records.api.tokens import token_of
from delibere.services.records.journal import Author
from delibere.services.records.teachings import modules_of
from delibere.store.models import (
    Account,
    ApiToken,
    Department,
    Membership,
    Promotion,
    Role,
    Student,
    Teaching,
)
from delibere.web.access import ACCESS, CIVIL_DATA, Rule


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request stands: who, in which department, as what.

    Attributes:
        memberships: the person's own, in this department.
    """

    account: Account
    department: Department
    memberships: tuple[Membership, ...]
    origin: str

    @property
    def roles(self) -> frozenset[Role]:
        """All of them count together."""
        return frozenset(Role(membership.role) for membership in self.memberships)

    @property
    def author(self) -> Author:
        """For the journal."""
        return Author(self.account, self.origin)

    @property
    def titles(self) -> str:
        """« secrétariat, enseignement »."""
        return ", ".join(role.word for role in Role if role in self.roles)

    def sees_all(self, page: str) -> bool:
        """Whether a page opens for everybody's record, and not for one's own only."""
        return bool(self.roles & ACCESS[page].see)

    def modules(self, page: str, promotion: Promotion, *, act: bool = False) -> frozenset[str] | None:
        """Apogée codes of the modules that a page opens in a promotion; None for all, the local bonus too."""
        rule = ACCESS[page]
        if self.roles & (rule.act if act else rule.see):
            return None
        return modules_of(self.account, promotion)

    def may(self, page: str, *, act: bool = False) -> bool:
        """Whether a link or a button to this page should show."""
        rule = ACCESS[page]
        return bool(self.roles & (rule.act | rule.own_act if act else rule.see | rule.own))

    def sees_civil_data_of(self, student: Student) -> bool:
        """Birth, civility, address: what CIVIL_DATA says."""
        if self.roles & CIVIL_DATA.see:
            return True
        return any(one.role in CIVIL_DATA.own and one.student_id == student.pk for one in self.memberships)

    def may_act_on(self, page: str, **kwargs: str | int) -> bool:
        """The same for an act on one thing, which may be the person's own."""
        rule = ACCESS[page]
        if self.roles & rule.act:
            return True
        return bool(self.roles & rule.own_act) and _is_own(self, rule.own_act, kwargs)


class SignedInRequest(HttpRequest):
    """A request past the gate."""

    user: Account


class PlacedRequest(SignedInRequest):
    """A request under a department, past the gate: what every view of a department receives."""

    place: Place


class Gate:
    """Middleware: looks the page up in ACCESS and answers 403, 404 or a sign-in page where it must."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Nothing to do before the page is known; then a method that a program cannot use is a problem."""
        answer = self._get_response(request)
        if answer.status_code == 405 and hasattr(request, "token"):
            return problems.not_allowed(answer.headers["Allow"])
        return answer

    def process_view(
        self, request: HttpRequest, _view: object, _args: tuple[object, ...], kwargs: dict[str, str]
    ) -> HttpResponse | None:
        """None lets the request through.

        Raises:
            PermissionDenied: the person is known, the page is not for him or her.
            Http404: no role in this department, or somebody else's record.
        """
        match = request.resolver_match
        rule = ACCESS.get(match.view_name) if match else None
        if rule is None:
            raise PermissionDenied
        if rule.public:
            return None
        if match and match.view_name.startswith("api."):
            return _program(request, rule, kwargs)
        if not isinstance(request.user, Account):
            return redirect_to_login(request.get_full_path())
        if "department" in kwargs:
            place = _place(request, request.user, kwargs["department"])
            request.place = place  # type: ignore[attr-defined]
            _check(place, rule, request, kwargs)
        return None


def _program(request: HttpRequest, rule: Rule, kwargs: dict[str, str]) -> HttpResponse | None:
    """A program comes with a token: one person's, with one role in one department; refusals are problems."""
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    token = token_of(key.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        return problems.unknown_token()
    held = token.account.memberships.filter(department=token.department_id, role=token.role)
    memberships = tuple(held.select_related("department", "student"))
    place = Place(token.account, token.department, memberships, f"{origin(request)} · {token.name}"[:64])
    request.place, request.token = place, token  # type: ignore[attr-defined]
    try:
        if token.department.slug != kwargs["department"]:
            raise Http404  # noqa: TRY301 the same answer as for what is not there
        _check(place, rule, request, kwargs)
    except Http404:
        return problems.not_found()
    except PermissionDenied:
        return problems.forbidden()
    return None


def origin(request: HttpRequest) -> str:
    """Where the request comes from, for the journal."""
    return request.META.get("REMOTE_ADDR") or "?"


def _place(request: HttpRequest, account: Account, slug: str) -> Place:
    found = account.memberships.filter(department__slug=slug).select_related("department", "student")
    memberships = tuple(found)
    if not memberships:
        raise Http404
    return Place(account, memberships[0].department, memberships, origin(request))


def _check(place: Place, rule: Rule, request: HttpRequest, kwargs: dict[str, str]) -> None:
    reading = request.method in {"GET", "HEAD"}
    everything, own = (rule.see, rule.own) if reading else (rule.act, rule.own_act)
    if place.roles & everything:
        return
    if not place.roles & own:
        raise PermissionDenied
    if not _is_own(place, own, kwargs):
        raise Http404


def _is_own(place: Place, roles: frozenset[Role], kwargs: Mapping[str, str | int]) -> bool:
    """A record by its NIP; a promotion and its juries by teaching in it; a module by charge; a token."""
    if Role.STUDENT in roles and "nip" in kwargs:
        own = {membership.student.nip for membership in place.memberships if membership.student}
        if kwargs["nip"] in own:
            return True
    if "api_token" in kwargs and roles & place.roles:
        held = ApiToken.objects.filter(account=place.account, department=place.department)
        if held.filter(pk=kwargs["api_token"]).exists():
            return True
    if Role.TEACHER in roles & place.roles and "session" in kwargs:
        judged = place.department.jury_sessions.filter(pk=kwargs["session"])
        if judged.filter(jury_promotions__promotion__teachings__account=place.account).exists():
            return True
    if Role.TEACHER in roles & place.roles and "promotion" in kwargs:
        taught = Teaching.objects.filter(account=place.account, promotion__department=place.department)
        module = {"module": kwargs["module"]} if "module" in kwargs else {}
        return taught.filter(promotion__pk=kwargs["promotion"], **module).exists()
    return False
