"""Figures read from a copy of the database, where the landlord has one.

The copy is a streaming replica. Within `figures_reads` what figures are counted from is
read there; people, roles, reports' own texts and everything that is written are not. A
copy that does not answer, or is too far behind, is left, and the database itself read.
"""

import datetime
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

import msgspec
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.db.models import Model

COPY = "figures"
"""The copy's name among the settings' databases."""
COUNTED_FROM = frozenset({"complaints", "homes", "residents", "surveys"})
"""The apps whose rows figures are counted from."""
LEFT_ALONE = 30.0
"""Seconds for which a copy that did not answer is not asked again."""
BEHIND = """
SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn() >= %s::pg_lsn,
       pg_last_xact_replay_timestamp(),
       extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp())
"""

log = logging.getLogger("putright.figures")


class Source(msgspec.Struct, frozen=True):
    """Where figures are read: `as_of` is the time up to which a copy that is behind
    has followed; None where nothing is lacking."""

    database: str | None = None
    as_of: datetime.datetime | None = None


ITSELF = Source()
_source: ContextVar[Source] = ContextVar("figures_source", default=ITSELF)
_failed_at: list[float] = []


class Router:
    """Sends what figures are counted from to the copy, within `figures_reads`."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str | None:
        """Give the copy for a row that is counted; leave all else."""
        if model._meta.app_label in COUNTED_FROM:
            return _source.get().database
        return None

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        """Rows of the two are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        """Never change the copy: it follows by itself."""
        return False if db == COPY else None


def figures_as_of() -> datetime.datetime | None:
    """Give up to when the figures of this page are, where they are not of now."""
    return _source.get().as_of


@contextmanager
def figures_reads() -> Iterator[Source]:
    """Read figures from the copy, if there is one and it can be used."""
    source = _found()
    token = _source.set(source)
    try:
        yield source
    finally:
        _source.reset(token)


View = TypeVar("View", bound=Callable[..., Any])


def from_the_copy(view: View) -> View:
    """Let a page that only reads read its figures from the copy.

    Where the copy fails on the way, the page is made once more without it.
    """

    @wraps(view)
    def reading(*args: Any, **kwargs: Any) -> Any:
        with figures_reads() as source:
            if source.database is None:
                return view(*args, **kwargs)
            try:
                return view(*args, **kwargs)
            except (DatabaseError, InterfaceError):
                _leave("failed while a page was made")
        return view(*args, **kwargs)

    return reading  # type: ignore[return-value] # the view's own signature, kept


def _found() -> Source:
    """Ask the copy how far it has followed; give the database itself where it can't."""
    if COPY not in settings.DATABASES or _lately_failed():
        return ITSELF
    try:
        return _followed()
    except (DatabaseError, InterfaceError):
        _leave("does not answer")
        return ITSELF


def _followed() -> Source:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn()")
        now_at = cursor.fetchone()[0]
    with connections[COPY].cursor() as cursor:
        cursor.execute(BEHIND, [now_at])
        follows, all_there, as_of, behind = cursor.fetchone()
    if not follows:
        _leave("is no copy that follows the database")
        return ITSELF
    if all_there:
        return Source(COPY)
    if behind is None or behind > settings.FIGURES_MOST_BEHIND:
        log.warning("The copy for figures is too far behind: it is not read")
        return ITSELF
    return Source(COPY, as_of)


def _lately_failed() -> bool:
    return bool(_failed_at) and time.monotonic() - _failed_at[-1] < LEFT_ALONE


def _leave(why: str) -> None:
    log.warning("The copy for figures %s: the database itself is read", why)
    _failed_at[:] = [time.monotonic()]
    connections[COPY].close()
