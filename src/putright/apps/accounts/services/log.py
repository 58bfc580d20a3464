"""Writing the access log."""

import datetime
import logging
import re

from django.db import transaction

from putright.apps.accounts.models import AccessLog, User

KIND = re.compile(r"[a-z][a-z0-9_]{0,39}")
SUBJECT = re.compile(r"[A-Za-z0-9/_.:#-]{0,80}")

told = logging.getLogger("putright.access")
"""Goes where the landlord has its log sent (`PUTRIGHT_SYSLOG`); without, nowhere."""


class NotAReferenceError(ValueError):
    """The log was given something other than a reference: it may be personal."""


def record_opening(
    *, by: User | None, kind: str, now: datetime.datetime, subject: str = ""
) -> AccessLog:
    """Write down that someone opened, exported or changed something.

    `by` is None for the command line. `kind` is a word such as case_opened; `subject`
    a reference without spaces, such as CASE-2024-0017 or user:12, never a name.
    """
    if not KIND.fullmatch(kind) or not SUBJECT.fullmatch(subject):
        raise NotAReferenceError(
            f"The access log takes a kind and a reference, not {kind!r} {subject!r}."
        )
    row = AccessLog.objects.create(at=now, user=by, kind=kind, subject=subject)
    if told.isEnabledFor(logging.INFO):
        who = f"user:{by.pk}" if by else "the program"
        line = f"{kind} {subject or '-'} by {who}"
        transaction.on_commit(lambda: told.info("%s", line))
    return row
