"""`putright work`: what is due in the background, done again and again."""

import datetime
import logging
import signal
import threading
import time
from importlib import import_module
from types import FrameType

import click

from putright.config.django_setup import setup
from putright.config.outcomes import DoesNotHoldError

DUTIES = [
    "putright.config.commands.work:clear_sessions",
    "putright.apps.letters.services:send_due",
    "putright.apps.complaints.services.dispatched:settle",
    "putright.apps.complaints.services.digest:send_due",
    "putright.apps.protection.services.erasing:erase_due",
    "putright.apps.accounts.services:purge_typing",
    "putright.apps.complaints.services.importing_uploads:sweep",
    "putright.apps.api.services:prune",
    "putright.apps.api.services:send_due",
    "putright.apps.complaints.services.erasures:write_down_missing",
]
"""What is done each time round, as module:function. Each takes `now` by keyword, looks
for its own rows that are due, and may be done twice without harm."""

HOURLY = [
    "putright.apps.letters.services:sweep_files",
    "putright.apps.complaints.services.evidence:sweep",
]
"""What looks through every file that is kept: done first of all, then each hour."""
HOUR = 3600.0

log = logging.getLogger("putright.work")


@click.command()
@click.option("--once", is_flag=True, help="Do what is due now, and end.")
@click.option(
    "--every",
    default=60,
    show_default=True,
    type=click.IntRange(1, 3600),
    help="Seconds between one round and the next.",
)
def work_command(*, once: bool, every: int) -> None:
    """Do background work: letters to send, digests, retention."""
    setup()
    from django.db import close_old_connections

    _need_tls()
    if once:
        failed = one_round()
        if failed:
            raise DoesNotHoldError(f"Failed, see the log: {', '.join(failed)}")
        return
    stop = threading.Event()

    def finish(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, finish)
    hourly_at = time.monotonic()
    while not stop.is_set():
        close_old_connections()
        hourly = time.monotonic() >= hourly_at
        one_round(hourly=hourly)
        if hourly:
            hourly_at = time.monotonic() + HOUR
        stop.wait(every)


def _need_tls() -> None:
    """Start no more than the pages do where mail would leave without TLS: it does here.

    Raises DoesNotHoldError.
    """
    from django.core import checks

    from putright.apps.accounts import in_clear

    wrong = [one.msg for one in in_clear.found() if one.level >= checks.ERROR]
    if wrong:
        raise DoesNotHoldError(" ".join(wrong))


def one_round(*, hourly: bool = True) -> list[str]:
    """Do every duty once; give the names of those that failed.

    `hourly`: also those that look through everything kept.
    """
    now = datetime.datetime.now(tz=datetime.UTC)
    duties = [*DUTIES, *HOURLY] if hourly else DUTIES
    return [duty for duty in duties if not _done(duty, now)]


def clear_sessions(*, now: datetime.datetime) -> None:
    """Take away sign-ins that have run out."""
    from django.core.management import call_command

    call_command("clearsessions")


def _done(duty: str, now: datetime.datetime) -> bool:
    """Do one duty. Whatever goes wrong is logged, and the others go on."""
    module, _, name = duty.partition(":")
    try:
        getattr(import_module(module), name)(now=now)
    except Exception:
        log.exception("A duty failed: %s", duty)
        return False
    return True
