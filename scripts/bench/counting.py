"""Queries a request, and what to ask for: `python -m scripts.bench.counting`.

Run in the environment of the landlord that is measured, it prints JSON. The pages are
asked for in this process, since only here can their queries be counted.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from putright.config.django_setup import load
from scripts.bench.browsing import form_with

if TYPE_CHECKING:
    from django.test import Client

    from putright.apps.accounts.models import User

CASES = 500
ASKED = 200
"""Names, references, addresses and words that are searched for, each."""
READ = 2_000
"""Cases whose words are counted, to draw some of them by how often they occur."""
WHO = "manager"
WORD = re.compile(r"[^\W\d_]{3,}")


def main() -> None:
    """Print what is asked for and how many queries each takes."""
    load()
    from django.test import Client

    from putright.apps.accounts import queries as accounts

    person = accounts.person_named(WHO)
    assert person is not None
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person)
    json.dump(measured(client, person), sys.stdout)


def measured(client: "Client", person: "User") -> dict[str, Any]:
    """Give what to ask for, and the queries of each page to a person signed in."""
    found = {**_found(person), "pages": _pages(person)}
    return {**found, "queries": _queries(client, found)}


def _found(person: "User") -> dict[str, Any]:
    """Give cases to open and to work, and what to search for."""
    from putright.apps.complaints.queries import lists
    from putright.apps.homes import queries as homes
    from putright.apps.residents import queries as residents

    rows = lists.filtered(person, _today(), lists.Filters())
    every = rows.order_by("pk").values_list("reference", flat=True)
    waiting = rows.filter(beat_on__isnull=False).order_by("-pk")
    references = list(every[:: max(1, every.count() // CASES)][:CASES])
    return {
        "cases": {
            "all": references,
            "open": list(waiting.values_list("reference", flat=True)[:CASES]),
        },
        "asked": {
            "reference": references[:ASKED],
            "name": [one.name for one in residents.search("", limit=ASKED)],
            "address": [one.address[0] for one in homes.search("", limit=ASKED)],
            "words": _words(),
        },
    }


def _today() -> Any:
    from django.utils import timezone

    return timezone.localdate()


def _words() -> list[str]:
    """Draw words of cases, the common ones more often."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT max(rowid) FROM complaints_search")
        step = max(1, cursor.fetchone()[0] // READ)
        numbers = ", ".join(str(1 + place * step) for place in range(READ))
        cursor.execute(f"SELECT body FROM complaints_search WHERE rowid IN ({numbers})")  # noqa: S608 - numbers alone
        told = Counter(
            word.lower() for (body,) in cursor.fetchall() for word in WORD.findall(body)
        )
    words = sorted(told)
    weights = [told[word] for word in words]
    return Random(1).choices(words, weights, k=ASKED)  # noqa: S311 - words to search for


def _pages(person: "User") -> dict[str, str]:
    """Give the addresses that are read as they are; starts the month's report."""
    from django.db.models import Count

    from putright.apps.complaints.models import CaseRow

    late = CaseRow.objects.filter(beat_on__lt=_today(), state="stage_1_open")
    by_category = late.values("category").annotate(n=Count("pk")).order_by("-n")
    category = by_category[0]["category"]
    return {
        "due": "/?scope=all",
        "filtered": f"/cases/?due=overdue&state=stage_1_open&category={category}"
        "&sort=due",
        "report": f"/reports/{_month_report(person)}/",
        "dashboard": "/figures/dashboard/",
    }


def _month_report(person: "User") -> int:
    """Give the number of the board's report of the last whole month; start it where
    an earlier run has not."""
    from django.utils import timezone

    from putright.apps.accounts import queries as accounts
    from putright.apps.reports import services as reports
    from putright.apps.reports.models import Report
    from putright.core.calendar import add_months, month, month_bounds

    last = month_bounds(month(add_months(_today(), -1)))
    period = {"kind": "quarterly", "first": last.first, "last": last.last}
    there = Report.objects.filter(**period).values_list("pk", flat=True).first()
    return there or reports.start(
        **period,
        landlord=accounts.landlord().name,
        by=person,
        now=timezone.now(),
        day=_today(),
        program="bench",
    )


def _queries(client: "Client", found: dict[str, Any]) -> dict[str, int]:
    """Count the queries of each thing that is measured, once it was done before."""
    one = found["cases"]["open"][0]
    pages = {**found["pages"], "case": f"/cases/{one}/"}
    return {
        **{name: _counted(partial(client.get, at)) for name, at in pages.items()},
        **{
            f"search_{by}": _counted(partial(client.post, "/search/", {"q": asked[0]}))
            for by, asked in found["asked"].items()
        },
        "step": [_step(client, f"/cases/{one}/add-note/") for _ in range(2)][-1],
    }


def _step(client: "Client", path: str) -> int:
    """Count the queries of a note taken, those of its form left out."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    note = form_with(client.get(path).content.decode(), "seen")
    with CaptureQueriesContext(connection) as queries:
        taken = client.post(path, {**note, "note": "Rang back."})
    assert taken.status_code in (302, 303), "the note was not taken"
    return len(queries)


def _counted(act: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()  # once unmeasured, for what is read once in a process
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


if __name__ == "__main__":
    main()
