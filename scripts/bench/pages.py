"""Pages and steps over loopback, signed in, one request after another."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scripts.bench.browsing import Visitor, form_with
from scripts.bench.counting import WHO
from scripts.bench.measure import Measured, percentile, timed
from scripts.bench.serving import Environment, Server, served

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "demonstration"  # noqa: S105 - for invented people, on this machine alone
WARM = 10
AT_MOST = 120
"""Seconds that a figure is measured for: a slow one gets fewer requests."""
FEWEST = 20
GOALS = {
    "due": ("What is due, 50 rows by the clock", "< 100 ms"),
    "filtered": ("Open and late, three filters", "< 100 ms"),
    "case": ("A case page", "< 50 ms"),
    "step": ("A step recorded", "< 50 ms"),
    "search_name": ("Search by name", "< 200 ms"),
    "search_reference": ("Search by reference", "< 200 ms"),
    "search_address": ("Search by address", "< 200 ms"),
    "search_words": ("Search by words", "< 200 ms"),
    "report": ("A month's report", "< 2 s"),
    "dashboard": ("Dashboard", ""),
}
"""What each figure is called, and its goal at the 95th percentile."""

Act = Callable[[Visitor, int], float]


def bench_pages(
    environment: Environment, requests: int, few: dict[str, int]
) -> list[Measured]:
    """Measure every page on a landlord that is there already.

    `few` are the queries that each took on a landlord of few cases.
    """
    known = counted(environment)
    with served(environment) as server:
        visitor = Visitor(server.port)
        visitor.sign_in(WHO, PASSWORD)
        return [_measured(server, visitor, key, known, requests, few) for key in GOALS]


def _measured(
    server: Server,
    visitor: Visitor,
    key: str,
    known: dict[str, Any],
    requests: int,
    few: dict[str, int],
) -> Measured:
    act = _act(key, visitor, known)
    for place in range(min(WARM, requests)):
        act(visitor, place)
    before = server.processor_seconds()
    until = time.monotonic() + AT_MOST
    done: list[float] = []
    while len(done) < requests and (len(done) < FEWEST or time.monotonic() < until):
        done.append(act(visitor, WARM + len(done)))
    used = (server.processor_seconds() - before) * 1000 / len(done)
    name, goal = GOALS[key]
    return Measured(
        name=name,
        p50=percentile(done, 0.5),
        p95=percentile(done, 0.95),
        processor=used,
        queries=known["queries"][key],
        goal=goal,
        requests=len(done),
        few=few.get(key, known["queries"][key]),
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


def _act(key: str, visitor: Visitor, known: dict[str, Any]) -> Act:
    """Give one request of a figure, as something that can be done and timed."""
    if key.startswith("search_"):
        return _searching(visitor, known["asked"][key.removeprefix("search_")])
    if key == "case":
        return _case(known["cases"]["all"])
    if key == "step":
        return _step(known["cases"]["open"])
    path = known["pages"][key]
    return lambda visitor, _place: timed(lambda: visitor.get(path))


def _case(cases: Sequence[str]) -> Act:
    def read(visitor: Visitor, place: int) -> float:
        path = f"/cases/{cases[place % len(cases)]}/"
        return timed(lambda: visitor.get(path))

    return read


def _searching(visitor: Visitor, asked: Sequence[str]) -> Act:
    fields = form_with(visitor.get("/search/"), "q")

    def search(visitor: Visitor, place: int) -> float:
        wanted = {**fields, "q": asked[place % len(asked)]}
        return timed(lambda: visitor.post("/search/", wanted))

    return search


def _step(cases: Sequence[str]) -> Act:
    """Record a note: journal, case, summary rows and search text in one transaction.

    The form is read first, and its time is not counted; its processor time is.
    """

    def take(visitor: Visitor, place: int) -> float:
        path = f"/cases/{cases[place % len(cases)]}/add-note/"
        fields = form_with(visitor.get(path), "seen")
        note = {**fields, "note": f"Rang back, call {place}."}
        return timed(lambda: visitor.taken(path, note))

    return take
