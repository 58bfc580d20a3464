"""The work that is measured on each program, and ours at it."""

from collections import Counter
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

from scripts.bench.browsing import Visitor, form_with
from scripts.bench.counting import ASKED, WORD
from scripts.bench.measure import timed
from scripts.bench.serving import Server

Act = Callable[[Visitor, int], float]
WORK = {
    "list": "Open, the most overdue first, 50 rows",
    "case": "A case page, ten events",
    "create": "A case logged, its clocks started",
    "search": "Search by words",
    "report": "A month's report",
}
"""What each piece of work is called, in the order in which it is shown."""
TEXTS = (
    "The boiler leaks and nobody came on the day that was promised",
    "Mould in the bedroom behind the wardrobe since the winter",
    "The lift is out of order again and the flat is on the fifth floor",
    "Noise at night from the flat above, the diaries were sent in May",
    "The fence came down in the storm and the garden is open to the road",
    "New shower tray cracked within a month of being fitted",
    "The gutter overflows over the front door whenever it rains",
    "Rang to hear it in their own words, photographs are on the file",
    "The record of visits shows what was done on which day and by whom",
)
"""What the invented tickets of others say."""


class Ready(NamedTuple):
    """A program that is served: somebody signed in to it, and what can be asked."""

    server: Server
    visitor: Visitor
    acts: Mapping[str, Act]


def words() -> list[str]:
    """Draw words of others' tickets, the common ones more often, as ours are drawn."""
    told = Counter(word.lower() for text in TEXTS for word in WORD.findall(text))
    known = sorted(told)
    weights = [told[word] for word in known]
    return Random(1).choices(known, weights, k=ASKED)  # noqa: S311 - words to search for


def ours(known: Mapping[str, Any]) -> dict[str, Act]:
    """Give the same work at this program, on a landlord whose cases are known."""
    cases, words = known["cases"]["all"], known["asked"]["words"]
    report = known["pages"]["report"]

    def case(visitor: Visitor, place: int) -> float:
        path = f"/cases/{cases[place % len(cases)]}/"
        return timed(lambda: visitor.get(path))

    def search(visitor: Visitor, place: int) -> float:
        fields = form_with(visitor.get("/search/"), "q")
        asked = {**fields, "q": words[place % len(words)]}
        return timed(lambda: visitor.post("/search/", asked))

    late = "/cases/?due=overdue&sort=due"
    return {
        "list": lambda visitor, _: timed(lambda: visitor.get(late)),
        "case": case,
        "create": _log,
        "search": search,
        "report": lambda visitor, _: timed(lambda: visitor.get(report)),
    }


def _log(visitor: Visitor, place: int) -> float:
    """Log a complaint: what was said is checked first, and both are timed."""
    fields = form_with(visitor.get("/log/"), "text")
    said = {
        **fields,
        "kind": "complaint",
        "channel": "telephone",
        "raised_by": "self",
        "text": f"No heating since Sunday, call {place}",
        "subject": "Heating off",
        "hazard": "no",
        "go": "check",
    }
    found: list[str] = []
    took = timed(lambda: found.append(visitor.post("/log/", said)))
    kept = {**form_with(found[0], "text"), "go": "confirm"}
    return took + timed(lambda: visitor.taken("/log/", kept))
