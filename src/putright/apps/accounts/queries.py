"""Reads of people, roles, teams, the landlord's settings and the access log."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from putright.apps.accounts.models import (
    AccessLog,
    LandlordSettings,
    RoleGrant,
    Scope,
    Session,
    Team,
    TeamMembership,
    TeamName,
    User,
)
from putright.apps.accounts.permissions import ROLES, Capability, grants_in_effect
from putright.apps.accounts.sessions import BEGAN, BROWSER, SEEN, is_over


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in of a person that goes on.

    `key` is the session's own and is shown to nobody; `reference` stands for it on
    pages. The times are None for one that was not begun by a person.
    """

    key: str
    reference: str
    began: datetime.datetime | None
    used: datetime.datetime | None
    browser: str


@dataclass(frozen=True, slots=True)
class NamedTeam:
    """A team as it is called on a day."""

    code: str
    name: str


def landlord() -> LandlordSettings:
    """Give the landlord's settings, with the defaults where none were saved."""
    return LandlordSettings.objects.filter(pk=1).first() or LandlordSettings()


def sign_ins(user: User, *, now: datetime.datetime) -> list[SignIn]:
    """Give a person's sign-ins that go on, the latest used first.

    Those before a new password are over, whether or not their rows are gone.
    """
    hash_now = user.get_session_auth_hash()
    found = []
    for row in Session.objects.filter(user=user, expire_date__gt=now):
        data = row.get_decoded()
        good = constant_time_compare(data.get(HASH_SESSION_KEY, ""), hash_now)
        if good and not is_over(data, now.timestamp()):
            found.append(
                SignIn(
                    key=row.session_key,
                    reference=sign_in_reference(row.session_key),
                    began=_moment(data.get(BEGAN)),
                    used=_moment(data.get(SEEN)),
                    browser=data.get(BROWSER, ""),
                )
            )
    return sorted(found, key=lambda one: one.used or one.began or now, reverse=True)


def sign_in_reference(key: str) -> str:
    """Give what stands for a session's key on a page: nobody comes in by it."""
    return salted_hmac("putright.sign_in", key, algorithm="sha256").hexdigest()[:20]


def _moment(seconds: float | None) -> datetime.datetime | None:
    if seconds is None:
        return None
    return datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)


def is_named() -> bool:
    """Whether the landlord's settings were ever saved: before, nothing is set up."""
    return LandlordSettings.objects.filter(pk=1).exists()


def person(number: int) -> User | None:
    """Give a person by number."""
    return User.objects.filter(pk=number).first()


def person_named(username: str) -> User | None:
    """Give a person by user name."""
    return User.objects.filter(username=username).first()


def people() -> QuerySet[User]:
    """Give everyone, with the grants of theirs that are not revoked."""
    held = RoleGrant.objects.filter(revoked_at__isnull=True)
    return User.objects.select_related("line_manager").prefetch_related(
        Prefetch("grants", queryset=held)
    )


def people_as_rows() -> list[dict[str, Any]]:
    """Give everyone as plain values: username, name, email, active, roles, waiting."""
    return [
        {
            "username": user.username,
            "name": user.name,
            "email": user.email,
            "active": user.is_active,
            "roles": [g.role for g in user.grants.all() if g.confirmed_at is not None],
            "waiting": [g.role for g in user.grants.all() if g.confirmed_at is None],
        }
        for user in people()
    ]


def working_on(day: datetime.date) -> QuerySet[User]:
    """Give the people who may work on a day: active and within their dates."""
    return User.objects.filter(
        Q(starts_on__isnull=True) | Q(starts_on__lte=day),
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        is_active=True,
    )


def people_who_can(
    capability: Capability, *, on: datetime.date, teams: Collection[str] = ()
) -> list[User]:
    """Give the people who may do something on a day, by name.

    With teams (codes), those whose role covers one of them or everything; without, all
    who may do it somewhere.
    """
    roles = [role for role, names in ROLES.items() if capability in names]
    grants = grants_in_effect(on).filter(role__in=roles)
    if teams:
        grants = grants.filter(
            Q(scope=Scope.EVERYTHING) | Q(scope=Scope.TEAM, scope_value__in=list(teams))
        )
    return list(working_on(on).filter(pk__in=grants.values("user")))


def covered_by(user: User, *, on: datetime.date) -> list[User]:
    """Give the people whose absence this person covers on a day."""
    return list(
        User.objects.filter(
            Q(absences__ends_on__isnull=True) | Q(absences__ends_on__gte=on),
            absences__covered_by=user,
            absences__starts_on__lte=on,
        ).distinct()
    )


def cover_for(user: User, *, on: datetime.date) -> User | None:
    """Give who covers for this person on a day, or None where they are not away."""
    absence = (
        user.absences.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .filter(starts_on__lte=on)
        .select_related("covered_by")
        .first()
    )
    return absence.covered_by if absence else None


def grants() -> QuerySet[RoleGrant]:
    """Give every role ever given, with whose it is."""
    return RoleGrant.objects.select_related("user", "given_by")


def waiting_grants() -> QuerySet[RoleGrant]:
    """Give the roles that wait for a second person."""
    return grants().filter(confirmed_at__isnull=True, revoked_at__isnull=True)


def teams() -> QuerySet[Team]:
    """Give every team there ever was."""
    return Team.objects.all()


def memberships() -> QuerySet[TeamMembership]:
    """Give who is or was in which team."""
    return TeamMembership.objects.select_related("team", "user")


def teams_on(day: datetime.date) -> list[NamedTeam]:
    """Give the teams of a day by the names they had then, in order of name."""
    teams = Team.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day
    ).prefetch_related("names")
    found = [NamedTeam(team.code, _name_on(team, day)) for team in teams]
    return sorted(found, key=lambda team: team.name)


def team_name(code: str, *, on: datetime.date) -> str:
    """Give what a team was called on a day; its code where it had no name yet."""
    row = (
        TeamName.objects.filter(team__code=code, starts_on__lte=on)
        .order_by("-starts_on")
        .first()
    )
    return row.name if row else code


def _name_on(team: Team, day: datetime.date) -> str:
    """Give a team's name on a day, from names already read."""
    names = [row for row in team.names.all() if row.starts_on <= day]
    return max(names, key=lambda row: row.starts_on).name if names else team.code


def teams_of(user: User, *, on: datetime.date) -> frozenset[str]:
    """Give the codes of the teams a person is in on a day."""
    return frozenset(
        TeamMembership.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=on), user=user, starts_on__lte=on
        ).values_list("team__code", flat=True)
    )


def access_log(
    *,
    user: int | None = None,
    kind: str = "",
    subject: str = "",
    day: datetime.date | None = None,
) -> QuerySet[AccessLog]:
    """Give the access log, newest first, limited to a person, kind, subject or day."""
    rows = AccessLog.objects.select_related("user")
    if user is not None:
        rows = rows.filter(user_id=user)
    if kind:
        rows = rows.filter(kind=kind)
    if subject:
        rows = rows.filter(subject=subject)
    if day is not None:
        first = datetime.datetime.combine(day, datetime.time.min)
        after = first + datetime.timedelta(days=1)
        rows = rows.filter(
            at__gte=timezone.make_aware(first), at__lt=timezone.make_aware(after)
        )
    return rows


def logged_months(until: datetime.date) -> QuerySet[Any, Any]:
    """Give the months that the access log has entries of and that were over by a day.

    Each as its first moment, twice over, the oldest first.
    """
    day = (until + datetime.timedelta(days=1)).replace(day=1)
    last = timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
    found = AccessLog.objects.filter(at__lt=last).order_by()
    months = found.annotate(month=TruncMonth("at"), same=F("month"))
    return months.order_by("month").values_list("month", "same").distinct()


def names_of_teams(codes: Collection[str]) -> list[str]:
    """Give every name that some teams have had, and their codes.

    A case keeps a team as it was called, so a role for a team has to reach them all.
    """
    names = TeamName.objects.filter(team__code__in=codes).values_list("name", flat=True)
    return [*codes, *names]


def openings(subjects: Collection[str], most: int) -> list[AccessLog]:
    """Give the latest of the log about some references, without who they were."""
    rows = AccessLog.objects.filter(subject__in=subjects).order_by("-id")
    return list(rows.only("at", "kind", "subject")[:most])
