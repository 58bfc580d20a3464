"""Starting a person's copy, keeping what is left out of it, and ending it."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.accounts.services import record_opening
from putright.apps.protection.models import LeftOut, PartSeen, PersonCopy
from putright.apps.protection.queries.copies import REASONS, Marked
from putright.apps.protection.queries.held import Part
from putright.apps.protection.services.refusing import ProtectionRefusedError


@transaction.atomic
def start(*, person: str, by: User, now: datetime.datetime) -> PersonCopy:
    """Start looking through what is held on a person, or go on with the one begun."""
    made, new = PersonCopy.objects.get_or_create(
        person=person, ended_at=None, defaults={"started_by": by, "started_at": now}
    )
    if new:
        record_opening(by=by, kind="copy_started", subject=f"copy:{made.pk}", now=now)
    return made


@transaction.atomic
def look_through(
    *,
    found: PersonCopy,
    part: Part,
    digest: str,
    marks: Mapping[str, Marked],
    by: User,
    now: datetime.datetime,
) -> None:
    """Keep that somebody looked a part through, and what they leave out of it.

    `digest` is the part's as it was on screen. Raises ProtectionRefusedError where it
    has changed since, where the copy was ended, or where a reason is not one of those.
    """
    if found.ended_at is not None:
        raise ProtectionRefusedError("This copy was ended. Start another.")
    if digest != part.digest:
        raise ProtectionRefusedError(
            "Something was added to this part while you looked. Look it through again."
        )
    items = {item.key: item for item in part.items}
    if set(marks) - set(items) or any(m.reason not in REASONS for m in marks.values()):
        raise ProtectionRefusedError("Choose why each passage or file is left out.")
    PartSeen.objects.filter(copy=found, part=part.code).delete()
    row = PartSeen.objects.create(
        copy=found, part=part.code, digest=digest, seen_by=by, seen_at=now
    )
    LeftOut.objects.bulk_create(
        LeftOut(
            part=row,
            item=key,
            digest=items[key].digest,
            passages=",".join(str(n) for n in sorted(mark.passages)),
            reason=mark.reason,
        )
        for key, mark in marks.items()
    )


@transaction.atomic
def fetched(*, found: PersonCopy, by: User | None, now: datetime.datetime) -> None:
    """Write down that a copy was made and given out."""
    PersonCopy.objects.filter(pk=found.pk).update(fetched_at=now)
    record_opening(by=by, kind="copy_fetched", subject=f"copy:{found.pk}", now=now)


@transaction.atomic
def end(*, found: PersonCopy, by: User, now: datetime.datetime) -> None:
    """End a copy: what was left out of it is forgotten."""
    PartSeen.objects.filter(copy=found).delete()
    PersonCopy.objects.filter(pk=found.pk).update(ended_at=now)
    record_opening(by=by, kind="copy_ended", subject=f"copy:{found.pk}", now=now)
