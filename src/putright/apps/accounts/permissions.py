"""What each role may do, as data, and the questions asked of it."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal, TypeVar, get_args

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from putright.apps.accounts.models import Role, RoleGrant, Scope, User

Capability = Literal[
    "see_cases",
    "log_contact",
    "work_case",
    "respond_stage_1",
    "respond_stage_2",
    "approve_letters",
    "approve_compensation",
    "refuse",
    "reassign",
    "void",
    "manage_restricted",
    "see_figures",
    "see_anonymised",
    "audit",
    "administer",
    "import_export",
    "govern",
    "work_surveys",
]
CAPABILITIES: frozenset[str] = frozenset(get_args(Capability))

ROLES: dict[Role, frozenset[Capability]] = {
    Role.FRONT_LINE: frozenset({"see_cases", "log_contact"}),
    Role.COORDINATOR: frozenset(
        {
            "see_cases",
            "log_contact",
            "work_case",
            "refuse",
            "reassign",
            "void",
            "see_figures",
        }
    ),
    Role.INVESTIGATOR: frozenset(
        {"see_cases", "log_contact", "work_case", "respond_stage_1"}
    ),
    Role.REVIEWER: frozenset(
        {"see_cases", "log_contact", "work_case", "respond_stage_2"}
    ),
    Role.MANAGER: frozenset(
        {
            "see_cases",
            "log_contact",
            "work_case",
            "respond_stage_1",
            "respond_stage_2",
            "approve_letters",
            "approve_compensation",
            "refuse",
            "reassign",
            "void",
            "manage_restricted",
            "see_figures",
            "see_anonymised",
            "import_export",
            "govern",
            "work_surveys",
        }
    ),
    Role.BOARD_MEMBER: frozenset({"see_figures", "see_anonymised"}),
    Role.AUDITOR: frozenset({"see_cases", "see_figures", "see_anonymised", "audit"}),
    Role.ADMINISTRATOR: frozenset({"administer", "import_export", "govern"}),
}
"""An auditor changes nothing. An administrator sees no case: settings are not
casework, and who needs both is given both. Restricted cases are open to nobody by
role: people are named on them one by one."""


class DayUnknownError(Exception):
    """A question about roles was asked without a day: roles begin and end."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person's capability goes: everything, or these teams and bodies."""

    everything: bool = False
    teams: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Give whether it goes anywhere at all."""
        return self.everything or bool(self.teams) or bool(self.bodies)

    def covers(self, *, teams: Collection[str] = (), body: str = "") -> bool:
        """Give whether it covers a case of these teams (codes) or this body."""
        if self.everything:
            return True
        return bool(self.teams.intersection(teams)) or body in self.bodies


def grants_in_effect(day: datetime.date) -> QuerySet[RoleGrant]:
    """Give the grants in effect on a day: confirmed, begun, not ended or revoked."""
    return RoleGrant.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        confirmed_at__isnull=False,
        revoked_at__isnull=True,
        starts_on__lte=day,
    )


def grants_on(user: User, day: datetime.date) -> list[RoleGrant]:
    """Give one person's grants in effect on a day."""
    return list(grants_in_effect(day).filter(user=user))


def reach(
    user: User | AnonymousUser,
    capability: Capability,
    *,
    on: datetime.date | None = None,
) -> Reach:
    """Give how far a person may use a capability, for limiting a list.

    `on` is the day asked about. In a page it may be left out: the request's user
    knows its day. Elsewhere leaving it out raises DayUnknownError.
    """
    if capability not in CAPABILITIES:
        raise ValueError(f"No capability is called {capability!r}.")
    if not isinstance(user, User) or not user.is_active:
        return Reach()
    found = [
        grant
        for grant in _grants(user, on)
        if capability in ROLES.get(Role(grant.role), frozenset())
    ]
    return Reach(
        everything=any(grant.scope == Scope.EVERYTHING for grant in found),
        teams=frozenset(g.scope_value for g in found if g.scope == Scope.TEAM),
        bodies=frozenset(g.scope_value for g in found if g.scope == Scope.BODY),
    )


def can(
    user: User | AnonymousUser,
    capability: Capability,
    *,
    teams: Collection[str] = (),
    body: str = "",
    on: datetime.date | None = None,
) -> bool:
    """Give whether a person may do something to a case of these teams or this body.

    Without teams and body it asks about everything: a person whose role is limited
    to a team gets False. Use `can_somewhere` to decide whether to show a link.
    """
    return reach(user, capability, on=on).covers(teams=teams, body=body)


def can_somewhere(
    user: User | AnonymousUser,
    capability: Capability,
    *,
    on: datetime.date | None = None,
) -> bool:
    """Give whether a person may do something to at least some cases."""
    return bool(reach(user, capability, on=on))


def _grants(user: User, on: datetime.date | None) -> list[RoleGrant]:
    """Give the grants on a day, read once a request where the day is the request's."""
    day = on or user.today
    if day is None:
        raise DayUnknownError(
            "Say on which day: can(user, capability, on=day). Roles begin and end."
        )
    if day != user.today:
        return grants_on(user, day)
    if user.grants_today is None:
        user.grants_today = grants_on(user, day)
    return user.grants_today


def signed_in(request: HttpRequest) -> User:
    """Give the person who asks; refuse where nobody is signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied("Sign in first.")
    return request.user


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def requires(*capabilities: Capability) -> Callable[[View], View]:
    """Open a page only to people with any of these capabilities, in any scope.

    A page about one case checks the case's own teams as well, with `can`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            person = signed_in(request)
            if not any(can_somewhere(person, name) for name in capabilities):
                raise PermissionDenied("Your roles do not include this page.")
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value] # the view's own signature, kept

    return decorate
