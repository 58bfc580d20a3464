"""Pages and steps over loopback, signed in, one request after another."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scripts.bench.browsing import Visitor, form_with
from scripts.bench.counting import LISTS, WHO, WORDS
from scripts.bench.measure import Measured, percentile, timed
from scripts.bench.serving import Environment, Server, served

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "demonstration"  # noqa: S105 - for invented people, on this machine alone
WARM = 10
GOALS = {
    "due": ("What is due, 50 rows", "< 100 ms"),
    "filtered": ("Overdue by due date, 50 rows", "< 100 ms"),
    "case": ("A case page", "< 50 ms"),
    "search": ("Search by words", "< 100 ms"),
    "step": ("A step recorded", "< 50 ms"),
}
"""What each figure is called, and its goal at the 95th percentile."""


def bench_pages(environment: Environment, requests: int) -> list[Measured]:
    """Measure every page on a landlord that is there already."""
    known = counted(environment)
    with served(environment) as server:
        visitor = Visitor(server.port)
        visitor.sign_in(WHO, PASSWORD)
        return [_measured(server, visitor, key, known, requests) for key in GOALS]


def _measured(
    server: Server, visitor: Visitor, key: str, known: dict[str, Any], requests: int
) -> Measured:
    cases = known["cases"]["open" if key == "step" else "all"]
    act = _act(key, visitor)
    for place in range(WARM):
        act(visitor, cases, place)
    before = server.processor_seconds()
    done = [act(visitor, cases, WARM + place) for place in range(requests)]
    used = (server.processor_seconds() - before) * 1000 / requests
    name, goal = GOALS[key]
    return Measured(
        name=name,
        p50=percentile(done, 0.5),
        p95=percentile(done, 0.95),
        processor=used,
        queries=known["queries"][key],
        goal=goal,
    )


def counted(environment: Environment) -> dict[str, Any]:
    """Count the queries of each page, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "scripts.bench.counting"],
        cwd=ROOT,
        env=dict(environment),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"The queries can't be counted: {done.stderr}")
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def _act(key: str, visitor: Visitor) -> "Act":
    """Give one request of a figure, as something that can be done and timed."""
    if key == "search":
        return _searching(visitor)
    return {"case": _case, "step": _step}.get(key, _list(key))


Act = Callable[[Visitor, Sequence[str], int], float]


def _list(key: str) -> Act:
    return lambda visitor, _cases, _place: timed(lambda: visitor.get(LISTS[key]))


def _case(visitor: Visitor, cases: Sequence[str], place: int) -> float:
    reference = cases[place % len(cases)]
    return timed(lambda: visitor.get(f"/cases/{reference}/"))


def _searching(visitor: Visitor) -> Act:
    fields = form_with(visitor.get("/search/"), "q")

    def search(visitor: Visitor, _cases: Sequence[str], place: int) -> float:
        word = {**fields, "q": WORDS[place % len(WORDS)]}
        return timed(lambda: visitor.post("/search/", word))

    return search


def _step(visitor: Visitor, cases: Sequence[str], place: int) -> float:
    """Record a note: journal, case, summary rows and search text in one transaction.

    The form is read first, and its time is not counted; its processor time is.
    """
    path = f"/cases/{cases[place % len(cases)]}/add-note/"
    fields = form_with(visitor.get(path), "seen")
    note = {**fields, "note": f"Rang back, call {place}."}
    return timed(lambda: visitor.taken(path, note))
