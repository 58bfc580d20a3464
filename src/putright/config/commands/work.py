"""`putright work`: what is due in the background, done again and again."""

import datetime
import logging
import signal
import threading
from importlib import import_module
from types import FrameType

import click

from putright.config.django_setup import setup
from putright.config.outcomes import DoesNotHoldError

DUTIES = [
    "putright.apps.letters.services:send_due",
    "putright.apps.complaints.services.dispatched:settle",
    "putright.apps.letters.services:sweep_files",
    "putright.apps.complaints.services.digest:send_due",
    "putright.apps.accounts.services:purge_typing",
    "putright.apps.complaints.services.importing_uploads:sweep",
]
"""What is done each time round, as module:function. Each takes `now` by keyword, looks
for its own rows that are due, and may be done twice without harm."""

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
    while not stop.is_set():
        close_old_connections()
        one_round()
        stop.wait(every)


def one_round() -> list[str]:
    """Do every duty once; give the names of those that failed."""
    from django.core.management import call_command

    call_command("clearsessions")
    now = datetime.datetime.now(tz=datetime.UTC)
    return [duty for duty in DUTIES if not _done(duty, now)]


def _done(duty: str, now: datetime.datetime) -> bool:
    """Do one duty. Whatever goes wrong is logged, and the others go on."""
    module, _, name = duty.partition(":")
    try:
        getattr(import_module(module), name)(now=now)
    except Exception:
        log.exception("A duty failed: %s", duty)
        return False
    return True
