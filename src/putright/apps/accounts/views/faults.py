"""Faults of the machine beneath: told from the program's own, and said plainly.

A full disk, a database that is locked, read-only or away: nobody typed anything wrong,
nothing was recorded, and work goes on when it ends. Each is told by the code that the
database or the system gave, never by its words, which may quote a row.
"""

import errno
import logging
import sqlite3
from dataclasses import dataclass

import psycopg
from django.db.utils import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from putright.apps.accounts.views.typing import (
    MAY_NOT_BE_KEPT,
    TypedForm,
    typed_carried,
    typed_in,
)

log = logging.getLogger("putright.faults")

RETRY_SECONDS = "60"
DEEPEST = 10


@dataclass(frozen=True)
class Fault:
    """What is wrong beneath: `kind` for the log, and what to say and do about it."""

    kind: str
    title: str
    says: str
    do: str


FULL = Fault(
    "full",
    "There is no room left to save",
    "The disk of this program is full, so nothing can be saved just now.",
    "Tell a system administrator: it needs room before anyone can go on.",
)
LOCKED = Fault(
    "locked",
    "Something else is writing just now",
    "Something held the records for so long that this could not be saved.",
    "Wait a minute and go on. If it happens again, tell a system administrator.",
)
READ_ONLY = Fault(
    "read-only",
    "Nothing can be saved just now",
    "The records can be read and not written, so nothing can be saved.",
    "Tell a system administrator: the disk or the database is set to be read only.",
)
TOO_OFTEN = Fault(
    "asked too often",
    "You are asking too often",
    "More pages were asked for by your sign-in within a minute than one person reads, "
    "so it is stopped until the minute is over.",
    "Wait a minute and go on. If you did not do this yourself, end your other sign-ins "
    "under “Your account” and tell a system administrator.",
)
AWAY = Fault(
    "away",
    "The records can’t be reached just now",
    "The database did not answer, or stopped answering on the way.",
    "Wait a minute and go on. If it happens again, tell a system administrator.",
)
BROKEN = Fault(
    "broken",
    "The records can’t be read just now",
    "The disk or the database gave an error as this was read or written.",
    "Tell a system administrator at once: the records may have to be restored from a "
    "backup.",
)
CLOCK = Fault(
    "ahead of the clock",
    "This machine’s clock is wrong",
    "It tells a time before the newest entry was written down, so a step would be "
    "recorded on a wrong day.",
    "Tell a system administrator to set the clock right; then go on.",
)


class FaultPage(HttpResponse):
    """A fault's page, which still knows its fault: not everybody is told by a page."""

    fault: Fault


_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: AWAY,
    sqlite3.SQLITE_IOERR: BROKEN,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
}
_POSTGRESQL = {
    "53100": FULL,
    "25006": READ_ONLY,
    "55P03": LOCKED,
    "40P01": LOCKED,
    "57014": LOCKED,
    "58030": BROKEN,
    "XX001": BROKEN,
    "XX002": BROKEN,
}
_POSTGRESQL_CLASSES = {"08": AWAY, "53": AWAY, "57": AWAY}
_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EIO: BROKEN,
}


def fault_of(error: BaseException | None) -> Fault | None:
    """Give the fault beneath an error, through what caused it; None for our own."""
    for _ in range(DEEPEST):
        if error is None:
            return None
        fault = _fault(error)
        if fault is not None:
            return fault
        error = error.__cause__ or error.__context__
    return None


def _fault(error: BaseException) -> Fault | None:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return _SQLITE.get(code & 0xFF) if code is not None else None
    if isinstance(error, psycopg.Error):
        return _of_postgresql(error)
    if isinstance(error, OSError):
        return _SYSTEM.get(error.errno or 0)
    return None


def _of_postgresql(error: psycopg.Error) -> Fault | None:
    """Tell a server's fault by its code; one without a code never reached a server."""
    state = error.sqlstate
    if state is None:
        gone = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        return AWAY if gone else None
    return _POSTGRESQL.get(state) or _POSTGRESQL_CLASSES.get(state[:2])


def answer(
    request: HttpRequest, fault: Fault, error: BaseException | None = None
) -> HttpResponse:
    """Answer 503: what happened, what to do, and what was typed to go on with.

    Nothing is asked of the database. The log is told the kind of fault alone.
    """
    told_by = type(error).__name__ if error is not None else "the program"
    log.error("The store is %s (%s).", fault.kind, told_by)
    return _page(request, fault, 503)


def too_often(request: HttpRequest) -> HttpResponse:
    """Answer 429: one person asked too often. What they typed is carried as well."""
    log.warning("A person is stopped for a minute: %s.", TOO_OFTEN.kind)
    return _page(request, TOO_OFTEN, 429)


def _page(request: HttpRequest, fault: Fault, status: int) -> HttpResponse:
    typed = _typed(request)
    context = {
        "fault": fault,
        "wrote": request.method not in ("GET", "HEAD"),
        "typed": typed,
        "csrf_token": get_token(request) if typed else "",
    }
    text = render_to_string("errors/503.html", context)
    page = FaultPage(text, status=status)
    page.fault = fault
    page["Retry-After"] = RETRY_SECONDS
    page["Cache-Control"] = "no-store"
    return page


def _typed(request: HttpRequest) -> TypedForm | None:
    """Give what was typed, to be carried to when the fault is over; never a secret.

    Only what a page of this site sent: who signed it could not be asked any more.
    """
    if request.method != "POST" or not _from_here(request):
        return None
    match = request.resolver_match
    name = (match.url_name if match else None) or ""
    if name.startswith(MAY_NOT_BE_KEPT):
        return None
    try:
        carried = typed_carried(request)
        fields, files = typed_in(request.POST), len(request.FILES)
    except (OSError, ValueError, DatabaseError, InterfaceError):
        return None  # what came could not be read to its end
    typed = carried or TypedForm(request.get_full_path(), fields, files)
    return typed if typed.fields else None


def _from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin", "")
    return origin in ("", f"{request.scheme}://{request.get_host()}")
