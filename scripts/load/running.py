"""One run: people, pages, background workers and a mail server, for a bounded time."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scripts.bench.measure import percentile
from scripts.bench.serving import PROGRAM, Environment, run, served
from scripts.load.holding import read
from scripts.load.mailbox import Mailbox, mailbox

ROOT = Path(__file__).resolve().parents[2]
WORKERS = 2
EVERY = 2
"""Seconds between two rounds of a background worker."""
FINISHING = 60
"""Seconds in which each person may still finish what they are at."""
STARTING = 120
"""Seconds that all may take to come in and to finish, over the run's own."""


@dataclass(frozen=True)
class Asked:
    """How many people, for how many seconds, thinking for how long between pages."""

    people: int = 200
    seconds: int = 300
    thought: float = 10.0


@dataclass(frozen=True)
class Page:
    """How a page answered: how often, and the times in milliseconds."""

    name: str
    count: int
    p50: float
    p95: float


@dataclass
class Outcome:
    """What came of a run. `wrong`: everything that should not be, in words.

    `processor`: milliseconds of the server's processor time a request, on average; it
    stays true where other work keeps the machine busy.
    """

    pages: list[Page] = field(default_factory=list)
    steps: Mapping[str, int] = field(default_factory=dict)
    letters: int = 0
    asked: int = 0
    load: float = 0.0
    processor: float = 0.0
    wrong: list[str] = field(default_factory=list)


def press(environment: Environment, folder: Path, asked: Asked) -> Outcome:
    """Let people work on a landlord that is there, then check what they were told.

    `folder` takes the run's own files. Everything is stopped at the end.
    """
    people, told = folder / "people.json", folder / "told.jsonl"
    told.touch()
    with mailbox() as (box, address):
        there = {**environment, "PUTRIGHT_MAIL_URL": address}
        made = _python(there, "scripts.load.people", str(asked.people))
        people.write_text(made, encoding="utf-8")
        with served(there) as server, _working(there):
            before = server.processor_seconds()
            _locust(server.port, people, told, asked)
            used = server.processor_seconds() - before
            load = os.getloadavg()[0]
        found = json.loads(_python(there, "scripts.load.holding", str(told)))
        outcome = _outcome(read(told), found, box)
    outcome.load = load
    outcome.processor = used * 1000 / max(1, outcome.asked)
    outcome.wrong += _verified(environment)
    return outcome


def _python(environment: Environment, module: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        env=dict(environment),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{module} failed: {done.stderr}")
    return done.stdout


@contextmanager
def _working(environment: Environment) -> Iterator[None]:
    """Keep background workers going, more than one."""
    command = [str(PROGRAM), "work", "--every", str(EVERY)]
    workers = [subprocess.Popen(command, env=dict(environment)) for _ in range(WORKERS)]
    try:
        yield
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(timeout=60)


def _locust(port: int, people: Path, told: Path, asked: Asked) -> None:
    """Run locust in a process of its own: it changes how a process waits."""
    rate = max(1, asked.people // 10)
    given = {
        "LOAD_PEOPLE": str(people),
        "LOAD_TOLD": str(told),
        "LOAD_THOUGHT": str(asked.thought),
    }
    done = subprocess.run(
        [
            *(sys.executable, "-m", "locust", "--headless", "--only-summary"),
            *("-f", str(ROOT / "scripts" / "load" / "casework.py")),
            *("--host", f"http://127.0.0.1:{port}", "--loglevel", "ERROR"),
            *("--users", str(asked.people), "--spawn-rate", str(rate)),
            *("--run-time", f"{asked.seconds}s", "--stop-timeout", f"{FINISHING}s"),
            *("--exit-code-on-error", "0"),
        ],
        cwd=ROOT,
        env={**os.environ, **given, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
        timeout=asked.seconds + STARTING,
    )
    if done.returncode:
        raise RuntimeError(f"locust failed: {done.stderr}")


def _outcome(
    told: list[dict[str, Any]], found: dict[str, Any], box: Mailbox
) -> Outcome:
    times: dict[str, list[float]] = defaultdict(list)
    wrong: dict[str, int] = defaultdict(int)
    for line in told:
        if line.get("wrong"):
            wrong[f"{line['page']}: {line['wrong']}"] += 1
        elif "page" in line:
            times[line["page"]].append(line["ms"])
    pages = [
        Page(name, len(some), percentile(some, 0.5), percentile(some, 0.95))
        for name, some in sorted(times.items())
    ]
    return Outcome(
        pages=pages,
        steps=found["steps"],
        letters=len(found["letters"]),
        asked=sum(page.count for page in pages) + sum(wrong.values()),
        wrong=[
            *(f"{count} times {what}" for what, count in wrong.items()),
            *(f"Lost: {line['step']} on {line['case']}" for line in found["lost"]),
            *(f"Recorded twice: {mark}" for mark in found["twice"]),
            *_letters_wrong(found["letters"], box),
        ],
    )


def _letters_wrong(letters: dict[str, str], box: Mailbox) -> list[str]:
    """Say of which letters the reader has not got exactly one."""
    got = {mark: box.by_mark.get(mark, 0) for mark in letters}
    return [
        *(f"A letter came {n} times ({letters[m]})" for m, n in got.items() if n != 1),
        *(f"A letter is {state or 'not there'}" for state in letters.values()
          if state != "sent"),
        *(f"Mail {number} came {n} times" for number, n in box.by_id.items() if n > 1),
    ]  # fmt: skip


def _verified(environment: Environment) -> list[str]:
    try:
        run(environment, "verify")
    except RuntimeError as problem:
        return [f"`putright verify` does not hold: {problem}"]
    return []
