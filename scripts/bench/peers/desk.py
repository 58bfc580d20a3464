"""django-helpdesk: installed, filled by its own models, served, and asked."""

import hashlib
import json
import os
import subprocess
import sys
import venv
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from scripts.bench.browsing import Visitor, form_with
from scripts.bench.measure import timed
from scripts.bench.peers.steps import DONE, PLACE, ROOT, home_of, make_room, step
from scripts.bench.peers.work import TEXTS, Act, Ready
from scripts.bench.serving import Server, free_port, wait_for

HERE = Path(__file__).parent / "helpdesk"
PYTHON = PLACE / "helpdesk" / "bin" / "python"
LOCK = ROOT / "requirements" / "peer-helpdesk.txt"
UV = Path(sys.executable).parent / "uv"
NAME = "django-helpdesk 2.6"
INSTALL_SECONDS = 600
FILL_SECONDS = 3600
ADVICE = "Once that is mended, run the same command again."


def install() -> None:
    """Install it by its lock, in an environment of its own; what is there stays.

    Raises NotHereError where it can't be.
    """
    stamp = PYTHON.parents[1] / "lock.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if not PYTHON.exists():
        venv.create(PYTHON.parents[1], with_pip=False)
    sync = (UV, "pip", "sync", "--quiet", "--python", PYTHON, "--no-build")
    locked = ("--require-hashes", LOCK)
    step(*sync, *locked, seconds=INSTALL_SECONDS, advice=ADVICE)
    stamp.write_text(wanted)


@contextmanager
def ready(size: int, words: Sequence[str]) -> Iterator[Ready]:
    """Serve one with so many tickets, somebody signed in; it is made if there is none.

    Raises NotHereError where it can't be made.
    """
    texts = json.dumps(TEXTS)
    home = home_of("helpdesk", size, HERE.glob("*.py"), texts)
    done = home / DONE
    if not done.exists():
        make_room(home)
        fill = (PYTHON, HERE / "desk_fill.py", str(size))
        how = {"input": texts, "env": _environment(home)}
        done.write_text(step(*fill, seconds=FILL_SECONDS, advice=ADVICE, **how))
    with _served(home) as server:
        tickets = json.loads(done.read_text())
        yield Ready(server, _signed_in(server.port), acts(tickets, words))


def _environment(home: Path) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith("DJANGO_")}
    return {**kept, "DESK_HOME": str(home), "PYTHONPATH": str(HERE)}


@contextmanager
def _served(home: Path) -> Iterator[Server]:
    port = free_port()
    server = subprocess.Popen(
        [PYTHON, HERE / "desk_serve.py", str(port)],
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(server, port, "/login/")
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _signed_in(port: int) -> Visitor:
    visitor = Visitor(port)
    fields = form_with(visitor.get("/login/"), "username")
    who = {"username": "manager", "password": "demonstration"}
    visitor.taken("/login/", {**fields, **who})
    return visitor


def acts(tickets: Mapping[str, Any], words: Sequence[str]) -> dict[str, Act]:
    """Give what is measured, as something that can be done and timed."""
    numbers = tickets["all"]

    def case(visitor: Visitor, place: int) -> float:
        number = numbers[place % len(numbers)]
        return timed(lambda: visitor.get(f"/tickets/{number}/"))

    def search(visitor: Visitor, place: int) -> float:
        path = _rows(search_string=words[place % len(words)])
        return timed(lambda: visitor.get(path))

    report = "/reports/daysuntilticketclosedbymonth/"
    return {
        "list": lambda visitor, _: timed(lambda: visitor.get(_rows())),
        "case": case,
        "create": _create,
        "search": search,
        "report": lambda visitor, _: timed(lambda: visitor.get(report)),
    }


def _rows(**more: str) -> str:
    """Give the address of the rows that its list shows: open ones, 50, by due date."""
    is_open = {} if more else {"filtering": {"status__in": [1, 2]}}
    query = {**is_open, "sorting": "due_date", **more}
    coded = b64encode(json.dumps(query).encode()).decode()
    asked = {"draw": 1, "start": 0, "length": 50}
    return f"/datatables_ticket_list/{coded}?{urlencode(asked)}"


def _create(visitor: Visitor, place: int) -> float:
    fields = form_with(visitor.get("/tickets/submit/"), "title")
    said = {
        **fields,
        "queue": "1",
        "title": f"Heating off {place}",
        "body": f"No heating since Sunday, call {place}",
        "priority": "3",
        "due_date": "2030-01-02 10:00:00",
        "submitter_email": "resident1@home.example",
    }
    return timed(lambda: visitor.taken("/tickets/submit/", said))
