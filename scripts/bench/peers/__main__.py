"""`python -m scripts.bench.peers [--size CASES]`: others at the same work, beside us.

One client, one request after another, over loopback, on SQLite for both. What could
not be installed is said.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scripts.bench import serving
from scripts.bench.browsing import Visitor
from scripts.bench.counting import WHO
from scripts.bench.kept import FOLDER, kept
from scripts.bench.measure import percentile, table
from scripts.bench.pages import PASSWORD, counted
from scripts.bench.peers import desk
from scripts.bench.peers.work import TEXTS, WORK, Act, ours
from scripts.bench.serving import Server

SIZES = (10_000, 100_000)
SEED = 1
REQUESTS = 50
AT_MOST = 60
"""Seconds for each piece of work."""
HEADINGS = ("Work", "Ours p50", "p95", "CPU", "Theirs p50", "p95", "CPU", "p50 times")


@dataclass(frozen=True)
class Took:
    """Milliseconds of a piece of work, and of processor time on average."""

    p50: float
    p95: float
    processor: float


@dataclass(frozen=True)
class Beside:
    """A piece of work, done by both."""

    name: str
    ours: Took
    theirs: Took

    def cells(self) -> tuple[str, ...]:
        """Give it as the cells of its row."""
        both = (self.ours, self.theirs)
        times = [f"{t:.0f}" for one in both for t in (one.p50, one.p95, one.processor)]
        return (self.name, *times, f"{self.theirs.p50 / self.ours.p50:.1f}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure at each size; 1 where nothing could be installed."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.peers")
    parser.add_argument("--size", type=int, default=0, help="100,000 at most")
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args(arguments)
    try:
        desk.install()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{desk.NAME} can't be installed here: {error}.")
        return 1
    for size in [min(given.size, SIZES[-1])] if given.size else SIZES:
        there, _ = kept(size, SEED)
        known = counted(there)
        words = known["asked"]["words"]
        with serving.served(there) as server:
            visitor = Visitor(server.port)
            visitor.sign_in(WHO, PASSWORD)
            us = _measured(server, visitor, ours(known), given.requests)
        home = FOLDER.parent / "peers" / f"helpdesk-{size}"
        tickets = desk.filled(home, size, list(TEXTS))
        with desk.served(home) as server:
            acts = desk.acts(tickets, words)
            visitor = desk.signed_in(server.port)
            them = _measured(server, visitor, acts, given.requests)
        rows = [Beside(name, us[key], them[key]) for key, name in WORK.items()]
        title = f"{desk.NAME}, {size:,} cases, ms (load {os.getloadavg()[0]:.1f})"
        shown = table(title, rows, HEADINGS, markdown=given.markdown)
        print(shown, end="\n\n", flush=True)
    return 0


def _measured(
    server: Server, visitor: Visitor, acts: Mapping[str, Act], requests: int
) -> dict[str, Took]:
    return {key: _took(server, visitor, acts[key], requests) for key in WORK}


def _took(server: Server, visitor: Visitor, act: Act, requests: int) -> Took:
    act(visitor, 0)
    before = server.processor_seconds()
    until = time.monotonic() + AT_MOST
    done: list[float] = []
    while len(done) < requests and (len(done) < 3 or time.monotonic() < until):
        done.append(act(visitor, 1 + len(done)))
    used = (server.processor_seconds() - before) * 1000 / len(done)
    return Took(percentile(done, 0.5), percentile(done, 0.95), used)


if __name__ == "__main__":
    sys.exit(main())
