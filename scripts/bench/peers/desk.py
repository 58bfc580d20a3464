"""django-helpdesk: installed, filled by its own models, served, and asked."""

import json
import os
import subprocess
import sys
import venv
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from scripts.bench.browsing import Visitor, form_with
from scripts.bench.measure import timed
from scripts.bench.peers.work import Act
from scripts.bench.serving import Server, free_port, wait_for

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent / "helpdesk"
PLACE = ROOT / "build" / "peers" / "helpdesk"
LOCK = ROOT / "requirements" / "peer-helpdesk.txt"
UV = Path(sys.executable).parent / "uv"
NAME = "django-helpdesk 2.6"


def install() -> None:
    """Install it by its lock, in an environment of its own; what is there stays."""
    if not (PLACE / "bin" / "python").exists():
        venv.create(PLACE, with_pip=False)
    place = ("--python", str(PLACE / "bin" / "python"))
    subprocess.run(
        [UV, "pip", "sync", "--quiet", *place, "--no-build", "--require-hashes", LOCK],
        check=True,
    )


def _environment(home: Path) -> dict[str, str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith("DJANGO_")}
    return {**kept, "DESK_HOME": str(home), "PYTHONPATH": str(HERE)}


def filled(home: Path, tickets: int, texts: list[str]) -> Mapping[str, Any]:
    """Make one with so many tickets in a folder; give numbers of some of them."""
    done = home / "made.json"
    if not done.exists():
        home.mkdir(parents=True)
        made = subprocess.run(
            [PLACE / "bin" / "python", HERE / "desk_fill.py", str(tickets)],
            input=json.dumps(texts),
            env=_environment(home),
            check=True,
            capture_output=True,
            text=True,
        )
        done.write_text(made.stdout)
    found = json.loads(done.read_text())
    assert isinstance(found, dict)
    return found


@contextmanager
def served(home: Path) -> Iterator[Server]:
    """Serve it on this machine."""
    port = free_port()
    server = subprocess.Popen(
        [PLACE / "bin" / "python", HERE / "desk_serve.py", str(port)],
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


def signed_in(port: int) -> Visitor:
    """Sign in as the manager."""
    visitor = Visitor(port)
    fields = form_with(visitor.get("/login/"), "username")
    who = {"username": "manager", "password": "demonstration"}
    visitor.taken("/login/", {**fields, **who})
    return visitor


def acts(tickets: Mapping[str, Any], words: list[str]) -> dict[str, Act]:
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
