"""The journal read in the order it was written, for whoever tells others of it.

Numbers of entries are given before their transaction ends: on PostgreSQL a lower one
may appear after a higher one was seen. So who reads on keeps a horizon, and reads up to
it once every transaction of that time has ended: nothing is passed over.
"""

import datetime
from collections.abc import Collection
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, Max, OuterRef

from putright.apps.accounts.models import User
from putright.apps.complaints.models import Entry
from putright.apps.complaints.queries.cases import visible_to


class Horizon(NamedTuple):
    """The newest entry seen, and the first transaction that was not yet begun."""

    entry: int
    mark: int


class WrittenEntry(NamedTuple):
    """An entry by its number in the whole journal: of which case, what and when."""

    number: int
    reference: str
    kind: str
    sequence: int
    recorded_at: datetime.datetime


def horizon() -> Horizon:
    """Give how far the journal goes now."""
    if connection.vendor == "sqlite":  # one writer at a time: numbers come in order
        return Horizon(Entry.objects.aggregate(last=Max("pk"))["last"] or 0, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COALESCE(MAX(id), 0), "
            "pg_snapshot_xmax(pg_current_snapshot())::text::bigint "
            "FROM complaints_entry"
        )
        entry, mark = cursor.fetchone()
    return Horizon(entry, mark)


_STILL_AT_WORK = """
SELECT EXISTS (
    SELECT FROM pg_snapshot_xip(pg_current_snapshot()) AS running
    JOIN pg_locks held
      ON held.locktype = 'transactionid' AND held.mode = 'ExclusiveLock'
     AND held.transactionid = running::xid
    JOIN pg_stat_activity whose USING (pid)
    WHERE running::text::bigint < %s AND whose.datname = current_database())
"""
"""Transactions are numbered over all databases of a server; each holds a lock on its
own number until it has ended, which tells whose database it is at work in."""


def settled(mark: int) -> bool:
    """Whether every transaction begun before a mark has ended, but for one's own.

    Of this database: what others on the same server do holds nothing up.
    """
    if connection.vendor == "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute(_STILL_AT_WORK, [mark])
        return not cursor.fetchone()[0]


def written(
    *,
    after: int,
    upto: int,
    seen_by: User,
    day: datetime.date,
    kinds: Collection[str] = (),
    limit: int,
) -> list[WrittenEntry]:
    """Give entries past a number, up to another, of cases that a person may see.

    Ordered, at most `limit`; of all kinds where none are named.
    """
    mine = visible_to(seen_by, day).filter(pk=OuterRef("case"))
    rows = Entry.objects.filter(Exists(mine), pk__gt=after, pk__lte=upto)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    found = rows.order_by("pk").values_list(
        "pk", "case__reference", "kind", "sequence", "recorded_at"
    )
    return [WrittenEntry(*one) for one in found[:limit]]
