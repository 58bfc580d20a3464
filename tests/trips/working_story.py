"""What `test_several_workers` has done in other processes: `… make` or `… tell`."""

import datetime
import json
import sys

import django

django.setup()

from tests.apps.letters import examples  # noqa: E402

from putright.apps.letters import services  # noqa: E402
from putright.apps.letters.models import Dispatch, DispatchState  # noqa: E402

LETTERS = 16
LOST = 2
"""Letters claimed by a worker that died an hour ago: nobody knows whether they left."""


def make() -> None:
    """Queue letters, each about a case of its own, and leave some to a dead worker."""
    now = datetime.datetime.now(tz=datetime.UTC)
    for number in range(LETTERS):
        made = services.draft(
            letter=examples.composed(email=f"reader-{number}@wraysford.example"),
            about=f"C-{number}",
            by="u1",
            now=now,
        )
        services.issue(
            letter_id=made, route="email", remarks=(), by="u1", now=now, on=now.date()
        )
    lost = Dispatch.objects.order_by("pk").values_list("pk", flat=True)[:LOST]
    then = now - datetime.timedelta(hours=1)
    assert all(services.claim(dispatch_id=one, now=then) for one in list(lost))


def tell() -> None:
    """Print each letter's Message-ID with the state it came to."""
    rows = Dispatch.objects.order_by("pk")
    waiting = rows.filter(state=DispatchState.WAITING).count()
    states = dict(rows.values_list("document__message_id", "state"))
    json.dump({"waiting": waiting, "states": states}, sys.stdout)


if __name__ == "__main__":
    {"make": make, "tell": tell}[sys.argv[1]]()
