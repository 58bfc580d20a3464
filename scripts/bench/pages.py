"""Pages and steps over loopback, signed in, one request after another."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scripts.bench.browsing import Visitor, form_with
from scripts.bench.counting import LISTS, WHO, WORDS
from scripts.bench.measure import Measured, measured, timed
from scripts.bench.serving import Environment, served

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
    with served(environment) as port:
        visitor = Visitor(port)
        visitor.sign_in(WHO, PASSWORD)
        return [
            measured(name, times(visitor, key, known["cases"], requests), goal, queries)
            for key, (name, goal) in GOALS.items()
            if (queries := known["queries"][key]) is not None
        ]


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


def times(
    visitor: Visitor, key: str, cases: dict[str, list[str]], requests: int
) -> list[float]:
    """Time one figure so many times, after some that are not counted."""
    act = {"case": _case, "search": _search, "step": _step}.get(key, _list(key))
    listed = cases["open" if key == "step" else "all"]
    return [act(visitor, listed, place) for place in range(WARM + requests)][WARM:]


Act = Callable[[Visitor, Sequence[str], int], float]


def _list(key: str) -> Act:
    return lambda visitor, _cases, _place: timed(lambda: visitor.get(LISTS[key]))


def _case(visitor: Visitor, cases: Sequence[str], place: int) -> float:
    reference = cases[place % len(cases)]
    return timed(lambda: visitor.get(f"/cases/{reference}/"))


def _search(visitor: Visitor, _cases: Sequence[str], place: int) -> float:
    fields = form_with(visitor.get("/search/"), "q")
    word = WORDS[place % len(WORDS)]
    return timed(lambda: visitor.post("/search/", {**fields, "q": word}))


def _step(visitor: Visitor, cases: Sequence[str], place: int) -> float:
    """Record a note: journal, case, summary rows and search text in one transaction."""
    path = f"/cases/{cases[place % len(cases)]}/add-note/"
    fields = form_with(visitor.get(path), "seen")
    note = {**fields, "note": f"Rang back, call {place}."}
    return timed(lambda: visitor.taken(path, note))
