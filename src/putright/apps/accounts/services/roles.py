"""Roles: given by one person, in effect once a second confirms, revoked by any."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from putright.apps.accounts.models import Role, RoleGrant, Scope, User
from putright.apps.accounts.services.log import record_opening
from putright.apps.accounts.services.people import create_user
from putright.apps.accounts.services.refusals import AccountRefusedError


@transaction.atomic
def grant_role(
    *,
    user: User,
    role: str,
    now: datetime.datetime,
    starts_on: datetime.date,
    by: User | None,
    scope: str = Scope.EVERYTHING,
    scope_value: str = "",
    ends_on: datetime.date | None = None,
) -> RoleGrant:
    """Give a person a role. It waits for a second person, with one exception.

    `by` is None on the command line. The very first administrator, made there, needs
    no second person, since there is none; the log says so. Raises AccountRefusedError.
    """
    _check(role, scope, scope_value, starts_on, ends_on)
    if by is not None and by.pk == user.pk:
        raise AccountRefusedError("Nobody gives a role to themselves: ask another.")
    first = by is None and role == Role.ADMINISTRATOR and not _any_administrator()
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                user=user,
                role=role,
                scope=scope,
                scope_value=scope_value,
                starts_on=starts_on,
                ends_on=ends_on,
                given_by=by,
                given_at=now,
                confirmed_at=now if first else None,
            )
    except IntegrityError as error:
        raise AccountRefusedError(
            f"{user.name} has that role, or it waits for confirmation. "
            "Revoke it first to give it with other dates."
        ) from error
    kind = "first_administrator" if first else "role_given"
    record_opening(by=by, kind=kind, subject=f"grant:{grant.pk}", now=now)
    return grant


@transaction.atomic
def add_with_role(
    *,
    name: str,
    username: str,
    email: str,
    password: str,
    role: str,
    now: datetime.datetime,
    temporary: bool,
) -> tuple[User, RoleGrant]:
    """Add a person and give them a role, from the command line; all or nothing."""
    user = create_user(
        username=username,
        name=name,
        email=email,
        password=password,
        temporary=temporary,
        by=None,
        now=now,
    )
    day = timezone.localtime(now).date()
    return user, grant_role(user=user, role=role, now=now, starts_on=day, by=None)


@transaction.atomic
def confirm_role(*, grant: RoleGrant, by: User, now: datetime.datetime) -> RoleGrant:
    """Confirm a role as the second person, so that it takes effect.

    Refused to whoever gave it and to whoever receives it.
    """
    held = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if held.revoked_at is not None:
        raise AccountRefusedError("This role was revoked: give it again instead.")
    if held.confirmed_at is not None:
        raise AccountRefusedError("This role is confirmed already.")
    if by.pk in {held.given_by_id, held.user_id}:
        raise AccountRefusedError(
            "A role needs a second person: neither the one who gave it "
            "nor the one who receives it can confirm it."
        )
    held.confirmed_by = by
    held.confirmed_at = now
    held.save(update_fields=["confirmed_by", "confirmed_at"])
    record_opening(by=by, kind="role_confirmed", subject=f"grant:{held.pk}", now=now)
    return held


@transaction.atomic
def revoke_role(
    *, grant: RoleGrant, by: User | None, now: datetime.datetime
) -> RoleGrant:
    """Take a role away at once. The last administrator's is refused."""
    held = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if held.revoked_at is not None:
        raise AccountRefusedError("This role is revoked already.")
    if held.from_group:
        raise AccountRefusedError(
            f"The role comes from the group {held.from_group} of the landlord’s "
            "sign-in service: take the person out of it there. To shut them out at "
            "once, set their last day here."
        )
    if held.role == Role.ADMINISTRATOR and held.confirmed_at is not None:
        others = _administrators().exclude(user_id=held.user_id)
        if not others.exists():
            raise AccountRefusedError(
                "This is the last administrator: give the role to someone else first."
            )
    held.revoked_by = by
    held.revoked_at = now
    held.save(update_fields=["revoked_by", "revoked_at"])
    record_opening(by=by, kind="role_revoked", subject=f"grant:{held.pk}", now=now)
    return held


def _check(
    role: str,
    scope: str,
    scope_value: str,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
) -> None:
    """Refuse a role or scope nobody knows, and dates the wrong way round."""
    if role not in Role.values:
        known = ", ".join(Role.values)
        raise AccountRefusedError(f"No role is called {role!r}. The roles: {known}.")
    if scope not in Scope.values:
        raise AccountRefusedError(f"No scope is called {scope!r}.")
    if (scope == Scope.EVERYTHING) == bool(scope_value):
        raise AccountRefusedError(
            "Name the team or managing body for a limited role, and none for the rest."
        )
    if ends_on is not None and ends_on < starts_on:
        raise AccountRefusedError("The role ends before it starts: check the dates.")


def _administrators() -> QuerySet[RoleGrant]:
    """Give the administrators' grants by hand that are confirmed and not revoked.

    Those by a group are not counted: somebody has to get in without that service too.
    """
    return RoleGrant.objects.filter(
        role=Role.ADMINISTRATOR,
        from_group="",
        confirmed_at__isnull=False,
        revoked_at__isnull=True,
        user__is_active=True,
    )


def _any_administrator() -> bool:
    """Give whether an administrator was ever made: the exception is for the first."""
    return RoleGrant.objects.filter(
        role=Role.ADMINISTRATOR, confirmed_at__isnull=False, from_group=""
    ).exists()
