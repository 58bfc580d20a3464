"""Sign-ins: ended, so that what holds their cookie comes in no more."""

import datetime
from collections.abc import Collection

from django.db import transaction

from putright.apps.accounts.models import Session, User
from putright.apps.accounts.services.log import record_opening


@transaction.atomic
def end_sign_ins(
    *,
    user: User,
    by: User,
    now: datetime.datetime,
    keys: Collection[str] | None = None,
) -> None:
    """End a person's sign-ins: those of these sessions' keys, or all. Logged."""
    rows = Session.objects.filter(user=user)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    rows.delete()
    record_opening(by=by, kind="sign_ins_ended", subject=f"user:{user.pk}", now=now)


def end_all_sign_ins() -> None:
    """End everybody's: of a database that was put back nobody is signed in."""
    Session.objects.all().delete()
