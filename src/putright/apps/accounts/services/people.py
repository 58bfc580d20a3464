"""People: added, given a new password, leaving, away; and the landlord's choices."""

import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string

from putright.apps.accounts.models import Absence, LandlordSettings, User
from putright.apps.accounts.services.log import record_opening
from putright.apps.accounts.services.refusals import AccountRefusedError

PASSWORD_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # noqa: S105 - the alphabet only
"""Letters and figures that are not taken for one another when read out."""


def made_up_password() -> str:
    """Give a password that can be read out: four groups of four."""
    return "-".join(get_random_string(4, PASSWORD_LETTERS) for _ in range(4))


@transaction.atomic
def create_user(
    *,
    username: str,
    name: str,
    now: datetime.datetime,
    by: User | None,
    password: str | None = None,
    email: str = "",
    line_manager: User | None = None,
    demonstration: bool = False,
    starts_on: datetime.date | None = None,
    temporary: bool = False,
) -> User:
    """Add a person without any role. Without a password they cannot sign in yet.

    A `temporary` password is one that someone else has seen: they change it first.

    Raises AccountRefusedError where the name or address is taken or not usable.
    """
    user = User(
        username=username.strip(),
        name=name.strip(),
        email=email.strip().lower(),
        line_manager=line_manager,
        demonstration=demonstration,
        password_is_temporary=temporary,
        starts_on=starts_on,
        date_joined=now,
    )
    _set_password(user, password, checked=not demonstration)
    try:
        user.full_clean()
    except ValidationError as error:
        raise AccountRefusedError(" ".join(error.messages)) from error
    user.save(force_insert=True)
    record_opening(by=by, kind="person_added", subject=f"user:{user.pk}", now=now)
    return user


@transaction.atomic
def reset_password(
    *, user: User, now: datetime.datetime, by: User | None, password: str | None = None
) -> str:
    """Give a person a new password and return it; theirs no longer works.

    Without one given, one is made up, which they must change when they sign in: someone
    else has seen it. Every session of theirs ends with it.
    """
    new = password or made_up_password()
    _set_password(user, new, checked=password is not None)
    user.password_is_temporary = password is None
    user.save(update_fields=["password", "password_is_temporary"])
    record_opening(by=by, kind="password_reset", subject=f"user:{user.pk}", now=now)
    return new


def _set_password(user: User, password: str | None, *, checked: bool) -> None:
    """Put the password in place, refusing a weak one."""
    if password is not None and checked:
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise AccountRefusedError(" ".join(error.messages)) from error
    user.set_password(password)


@transaction.atomic
def set_leaving_day(
    *, user: User, ends_on: datetime.date | None, by: User, now: datetime.datetime
) -> None:
    """Record a person's last day, or None to let them go on."""
    if ends_on is not None and user.starts_on and ends_on < user.starts_on:
        raise AccountRefusedError(
            f"{user.name} starts on {user.starts_on}: the last day cannot come before."
        )
    user.ends_on = ends_on
    user.save(update_fields=["ends_on"])
    record_opening(by=by, kind="leaving_day_set", subject=f"user:{user.pk}", now=now)


@transaction.atomic
def record_absence(
    *,
    person: User,
    covered_by: User,
    starts_on: datetime.date,
    ends_on: datetime.date | None,
    by: User | None,
    now: datetime.datetime,
) -> Absence:
    """Record that someone is away and who covers; the cover gets no roles by it."""
    if covered_by.pk == person.pk:
        raise AccountRefusedError("Someone else must cover an absence.")
    if ends_on is not None and ends_on < starts_on:
        raise AccountRefusedError("The absence ends before it starts: check the dates.")
    absence = Absence.objects.create(
        person=person, covered_by=covered_by, starts_on=starts_on, ends_on=ends_on
    )
    record_opening(by=by, kind="absence_recorded", subject=f"user:{person.pk}", now=now)
    return absence


@transaction.atomic
def change_settings(
    *, by: User | None, now: datetime.datetime, **values: Any
) -> LandlordSettings:
    """Change the landlord's settings: keyword by field name. Logged, without values."""
    row, _ = LandlordSettings.objects.select_for_update().get_or_create(pk=1)
    for field, value in values.items():
        row._meta.get_field(field)
        setattr(row, field, value)
    row.save()
    record_opening(by=by, kind="settings_changed", now=now)
    return row
