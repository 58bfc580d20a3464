"""Placing, reviewing and lifting a hold; refusing what one stands against."""

import datetime
import json
import os
from collections.abc import Collection
from pathlib import Path

from django.conf import settings
from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.holds import queries
from putright.apps.holds.models import HeldKind, Hold

LOG = "holds.jsonl"
"""In the home folder, a line a change: what was held or let go, never why."""
PUT_BACK = "Put back after a restore: an older copy did not know of it"


class HeldError(ValueError):
    """What was to be erased is on legal hold: which, since when, what to do."""


class HoldRefusedError(ValueError):
    """A hold can't be placed, reviewed or lifted so: why, and what to do."""


def refuse_held(*, case: str = "", people: Collection[str] = ()) -> None:
    """Raise HeldError where a hold stands on a case, or on any of some people.

    The holds read are locked, so that one is not lifted or placed half way through.
    """
    found = queries.standing_on(case=case, people=people).first()
    if found is None:
        return
    what = "The case" if found.kind == HeldKind.CASE else "The resident"
    placed = found.placed_at.date()
    raise HeldError(
        f"{what} {found.reference} is on legal hold since {placed.day} {placed:%B %Y}. "
        "Nothing that is held may be erased. Lift the hold first, if it has ended."
    )


@transaction.atomic
def place(
    *,
    kind: HeldKind | str,
    reference: str,
    reason: str,
    review_on: datetime.date,
    by: User | None,
    now: datetime.datetime,
    today: datetime.date,
) -> Hold:
    """Place a hold. Raises HoldRefusedError without a reason, or for a day gone by."""
    if not reason.strip():
        raise HoldRefusedError("Write why nothing may be erased.")
    if review_on <= today:
        raise HoldRefusedError("The day of review must be after today.")
    hold = Hold.objects.create(
        kind=HeldKind(kind),
        reference=reference,
        reason=reason.strip()[:500],
        review_on=review_on,
        placed_by=by,
        placed_at=now,
    )
    transaction.on_commit(lambda: _write_down(hold))
    return hold


@transaction.atomic
def review(
    *,
    number: int,
    review_on: datetime.date,
    now: datetime.datetime,
    today: datetime.date,
) -> Hold:
    """Let a hold stand until another day of review. Raises HoldRefusedError."""
    hold = _standing(number)
    if review_on <= today:
        raise HoldRefusedError("The day of review must be after today.")
    hold.review_on, hold.reviewed_at = review_on, now
    hold.save(update_fields=["review_on", "reviewed_at"])
    transaction.on_commit(lambda: _write_down(hold))
    return hold


@transaction.atomic
def lift(*, number: int, why: str, by: User | None, now: datetime.datetime) -> Hold:
    """Lift a hold: what it named may be erased again. Raises HoldRefusedError."""
    hold = _standing(number)
    if not why.strip():
        raise HoldRefusedError("Write why the hold has ended.")
    hold.lifted_by, hold.lifted_at, hold.lifted_why = by, now, why.strip()[:500]
    hold.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
    transaction.on_commit(lambda: _write_down(hold))
    return hold


def _standing(number: int) -> Hold:
    hold = Hold.objects.select_for_update().filter(pk=number).first()
    if hold is None or hold.lifted_at is not None:
        raise HoldRefusedError("That hold was lifted already.")
    return hold


def forget_reasons(kind: HeldKind, reference: str) -> None:
    """Erase what was written of holds on something that is erased itself."""
    found = Hold.objects.filter(kind=kind, reference=reference)
    found.filter(lifted_at__isnull=False).update(reason="", lifted_why="")


def log_path() -> Path:
    """Give where holds are written down: beside the database, so that a restored copy
    from before a hold does not let anything go."""
    return Path(settings.PUTRIGHT_HOME) / LOG


def _write_down(hold: Hold) -> None:
    line = {
        "kind": hold.kind,
        "reference": hold.reference,
        "number": hold.pk,
        "placed_at": hold.placed_at.isoformat(),
        "review_on": hold.review_on.isoformat(),
        "lifted": hold.lifted_at is not None,
    }
    path = log_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


@transaction.atomic
def put_back(*, now: datetime.datetime) -> list[Hold]:
    """Place anew each hold that was written down as standing and is not there.

    For use after a restore, before anything is erased again.
    """
    path = log_path()
    if not path.exists():
        return []
    lines = [json.loads(x) for x in path.read_text("utf-8").splitlines() if x.strip()]
    last = {(one["kind"], one["reference"], one["placed_at"]): one for one in lines}
    back = []
    for (kind, reference, placed_at), one in last.items():
        at = datetime.datetime.fromisoformat(placed_at)
        there = Hold.objects.filter(kind=kind, reference=reference, placed_at=at)
        if not one["lifted"] and not there.exists():
            back.append(
                Hold.objects.create(
                    kind=kind,
                    reference=reference,
                    reason=PUT_BACK,
                    review_on=datetime.date.fromisoformat(one["review_on"]),
                    placed_at=at,
                )
            )
    return back
