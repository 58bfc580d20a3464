"""`python -m scripts.bench.peers [--size CASES]`: others at the same work, beside us.

One client, one request after another, over loopback: us as we come, on SQLite, and
each other program on what it asks for. What each was filled with is kept under `build`
for the next run. A peer that can't be measured here is said, and the rest goes on.
"""

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import inf
from typing import Protocol

from scripts.bench import serving
from scripts.bench.browsing import PATIENCE, Visitor
from scripts.bench.counting import WHO
from scripts.bench.kept import kept
from scripts.bench.measure import percentile, table
from scripts.bench.pages import PASSWORD, counted
from scripts.bench.peers import desk, tracker
from scripts.bench.peers.steps import NotHereError
from scripts.bench.peers.work import WORK, Act, Ready, ours, words
from scripts.bench.serving import Server

SIZES = (10_000, 100_000)
FEW = 1_000
"""Cases of the landlord of ours that queries are counted on to compare with."""
SEED = 1
REQUESTS = 50
WARM = 3
AT_MOST = 20
"""Seconds for each piece of work, once it has been done three times."""
HEADINGS = ("Work", "Ours p50", "p95", "CPU", "Theirs p50", "p95", "CPU", "p50 times")


class Peer(Protocol):
    """Another program, to be measured."""

    @property
    def NAME(self) -> str:  # noqa: N802 - a module's constant
        """What it is called."""

    def install(self) -> None:
        """Install it. Raises NotHereError where it can't be."""

    def ready(self, size: int, words: Sequence[str]) -> AbstractContextManager[Ready]:
        """Serve one with so many cases. Raises NotHereError where it can't be made."""


PEERS: Mapping[str, Peer] = {"helpdesk": desk, "tracker": tracker}


@dataclass(frozen=True)
class Took:
    """Milliseconds of a piece of work, and of processor time on average."""

    p50: float
    p95: float
    processor: float


LATE = Took(inf, inf, inf)
"""A page did not come at all in the time that it is waited for."""


@dataclass(frozen=True)
class Beside:
    """A piece of work, done by both."""

    name: str
    ours: Took
    theirs: Took

    def cells(self) -> tuple[str, ...]:
        """Give it as the cells of its row."""
        both = (self.ours, self.theirs)
        times = [
            f"{t:.0f}" if t < inf else f"over {PATIENCE} s"
            for one in both
            for t in (one.p50, one.p95, one.processor)
        ]
        more = self.theirs.p50 / self.ours.p50
        return (self.name, *times, f"{more:.1f}" if more < inf else "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure at each size; 1 where a page of ours takes more queries the more cases
    there are, else 0."""
    parser = argparse.ArgumentParser(prog="python -m scripts.bench.peers")
    parser.add_argument("--size", type=int, default=0, help="100,000 at most")
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--peer", choices=PEERS, help="one alone")
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started is ended
    asked = [PEERS[given.peer]] if given.peer else list(PEERS.values())
    peers = [peer for peer in asked if _installed(peer)]
    held = True
    for size in [min(given.size, SIZES[-1])] if given.size else SIZES:
        if not peers:
            break
        us, growing = _ours(size, given.requests)
        for peer in peers:
            for text in _beside(peer, size, us, given):
                print(text, end="\n\n", flush=True)
        if growing:
            print(f"More queries at {size:,} cases than at {FEW:,}: {growing}.\n")
            held = False
    return 0 if held else 1


def _installed(peer: Peer) -> bool:
    try:
        peer.install()
    except NotHereError as why:
        print(f"Not measured: {peer.NAME}, because {why}\n", flush=True)
        return False
    return True


def _ours(size: int, requests: int) -> tuple[dict[str, Took], str]:
    """Measure us; give the names of pages that take more queries than of few cases."""
    few = counted(kept(FEW, SEED)[0])["queries"]
    there, _ = kept(size, SEED)
    known = counted(there)
    more = [name for name, many in known["queries"].items() if many > few[name]]
    with serving.served(there) as server:
        visitor = Visitor(server.port)
        visitor.sign_in(WHO, PASSWORD)
        took = _measured(Ready(server, visitor, ours(known)), requests)
    return took, ", ".join(more)


def _beside(
    peer: Peer, size: int, us: Mapping[str, Took], given: argparse.Namespace
) -> Iterator[str]:
    """Give the table of a peer beside us, or the line that says why there is none."""
    try:
        with peer.ready(size, words()) as ready:
            them = _measured(ready, given.requests)
    except NotHereError as why:
        yield f"Not measured: {peer.NAME} at {size:,} cases, because {why}"
        return
    rows = [Beside(name, us[key], them[key]) for key, name in WORK.items()]
    title = f"{peer.NAME}, {size:,} cases, ms (load {os.getloadavg()[0]:.1f})"
    yield table(title, rows, HEADINGS, markdown=given.markdown)


def _measured(ready: Ready, requests: int) -> dict[str, Took]:
    return {
        key: _took(ready.server, ready.visitor, ready.acts[key], requests)
        for key in WORK
    }


def _took(server: Server, visitor: Visitor, act: Act, requests: int) -> Took:
    done: list[float] = []
    try:
        for place in range(WARM):
            act(visitor, place)
        before = server.processor_seconds()
        until = time.monotonic() + AT_MOST
        while len(done) < requests and (len(done) < 3 or time.monotonic() < until):
            done.append(act(visitor, WARM + len(done)))
    except TimeoutError:
        visitor.give_up()
        return LATE
    used = (server.processor_seconds() - before) * 1000 / len(done)
    return Took(percentile(done, 0.5), percentile(done, 0.95), used)


if __name__ == "__main__":
    sys.exit(main())
