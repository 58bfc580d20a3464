"""Queries a request, and cases to ask for: `python -m scripts.bench.counting`.

Run in the environment of the landlord that is measured, it prints JSON. The pages are
asked for in this process, since only here can their queries be counted.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from putright.config.django_setup import load
from scripts.bench.browsing import form_with

if TYPE_CHECKING:
    from django.test import Client

CASES = 500
WHO = "manager"
LISTS = {"due": "/?scope=all", "filtered": "/cases/?due=overdue&sort=due"}
WORDS = ("mould", "boiler", "appointment", "gutter", "lift", "fence", "noise")


def main() -> None:
    """Print what is asked for and how many queries each takes."""
    load()
    from django.test import Client
    from django.utils import timezone

    from putright.apps.accounts import queries as accounts
    from putright.apps.complaints.queries import lists

    person = accounts.person_named(WHO)
    assert person is not None
    day = timezone.localdate()
    rows = lists.filtered(person, day, lists.Filters())
    every = rows.order_by("pk").values_list("reference", flat=True)
    step = max(1, every.count() // CASES)
    waiting = rows.filter(beat_on__isnull=False).order_by("-pk")
    found = {
        "all": list(every[::step][:CASES]),
        "open": list(waiting.values_list("reference", flat=True)[:CASES]),
    }
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person)
    queries = {name: _counted(act) for name, act in _acts(client, found).items()}
    json.dump({"cases": found, "queries": queries}, sys.stdout)


def _acts(
    client: "Client", found: dict[str, list[str]]
) -> dict[str, Callable[[], object]]:
    """Give each thing that is measured as something to do here."""
    one = found["open"][0]
    path = f"/cases/{one}/add-note/"
    note = form_with(client.get(path).content.decode(), "seen")
    return {
        **{name: partial(client.get, path) for name, path in LISTS.items()},
        "case": lambda: client.get(f"/cases/{one}/"),
        "search": lambda: client.post("/search/", {"q": WORDS[0]}),
        "step": lambda: client.post(path, {**note, "note": "Rang back."}),
    }


def _counted(act: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()  # once unmeasured, for what is read once in a process
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


if __name__ == "__main__":
    main()
