"""Request Tracker: installed from Debian, filled on PostgreSQL, served, and asked."""

import datetime
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.postgres import server_programs

from scripts.bench.browsing import Visitor, form_with
from scripts.bench.measure import timed
from scripts.bench.peers.database import Cluster, cluster, stop_if_left
from scripts.bench.peers.steps import DONE, PLACE, ROOT, home_of, make_room, step
from scripts.bench.peers.work import TEXTS, Act, Ready
from scripts.bench.serving import Server, free_port, wait_for

NAME = "Request Tracker 5"
HERE = Path(__file__).parent / "tracker"
SERVER = Path("/usr/share/request-tracker5/libexec/rt-server")
TOOLS = Path("/usr/sbin")
PATTERNS = (90, 10)
"""Closed and open tickets made by its own interface, which the others are copies of."""
WORKERS = "2"
DEBIAN_SECONDS = 900
SETUP_SECONDS = 300
FILL_SECONDS = 1800
ADVICE = "Once that is mended, run the same command again."


def install() -> None:
    """Install it and its database from Debian. Raises NotHereError where it can't."""
    need = ("sh", ROOT / "scripts" / "need.sh", "postgresql", "tracker")
    step(*need, seconds=DEBIAN_SECONDS, advice=ADVICE)


@contextmanager
def ready(size: int, words: Sequence[str]) -> Iterator[Ready]:
    """Serve one with so many tickets, somebody signed in; it is made if there is none.

    Raises NotHereError where it can't be made.
    """
    home = home_of("tracker", size, HERE.glob("tracker_*"), json.dumps(TEXTS))
    if not (home / DONE).exists():
        for old in PLACE.glob(f"tracker-{size}-*"):
            stop_if_left(old)
        make_room(home)
    with cluster(home) as database:
        environment = _environment(home, database, free_port())
        if not (home / DONE).exists():
            _fill(size, database, environment)
            (home / DONE).touch()
        with _served(environment, database) as server:
            visitor = _signed_in(server.port)
            try:
                yield Ready(server, visitor, acts(size, words))
            finally:
                visitor.give_up()  # a worker does not end while its connection is open


def _environment(home: Path, database: Cluster, port: int) -> dict[str, str]:
    nothing = home / "settings"
    for folder in (nothing, home / "mason", home / "var"):
        folder.mkdir(exist_ok=True)
    return {
        **os.environ,
        "RT_SITE_CONFIG": str(HERE / "tracker_site.pm"),
        "RT_SITE_CONFIG_DIR": str(nothing),
        "TRACKER_HOME": str(home),
        "TRACKER_SOCKET": str(database.socket),
        "TRACKER_PORT": str(port),
    }


def _fill(size: int, database: Cluster, environment: Mapping[str, str]) -> None:
    """Make its tables, its patterns by its own interface, and the copies of them."""
    quick = {**environment, "PGOPTIONS": "-c synchronous_commit=off"}
    dba = ("--dba", "app", "--dba-password", "none")
    psql = (server_programs() / "psql", "-h", database.socket, "-U", "app", "-q")
    copy = ("-v", f"tickets={size}", "-f", HERE / "tracker_copy.sql", "tracker")
    fill = ("perl", HERE / "tracker_fill.pl", *(str(many) for many in PATTERNS))
    commands: tuple[tuple[tuple[str | Path, ...], int], ...] = (
        ((TOOLS / "rt-setup-database-5", "--action", "init", *dba), SETUP_SECONDS),
        (fill, SETUP_SECONDS),
        ((TOOLS / "rt-setup-fulltext-index-5", "--noask", *dba), SETUP_SECONDS),
        ((*psql, *copy), FILL_SECONDS),
    )
    texts = json.dumps(TEXTS)
    for words, seconds in commands:
        step(*words, seconds=seconds, advice=ADVICE, env=quick, input=texts)


@dataclass(frozen=True)
class WithDatabase(Server):
    """A server, and the first process of the database that works for it."""

    database: int

    def processor_seconds(self) -> float:
        """Give the time of both, and of all that each has started so far."""
        return sum(_of_tree(number) for number in (self.process, self.database))


def _of_tree(process: int) -> float:
    """Add up a process, its children, and those of them that have ended."""
    children = Path(f"/proc/{process}/task/{process}/children")
    if not children.exists():
        return 0.0
    numbers = (str(process), *children.read_text().split())
    return sum(_with_ended(number) for number in numbers)


def _with_ended(process: str) -> float:
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # ended since its parent was read, and counted there
    told = stat.rpartition(")")[2].split()
    return sum(int(part) for part in told[11:15]) / os.sysconf("SC_CLK_TCK")


@contextmanager
def _served(environment: Mapping[str, str], database: Cluster) -> Iterator[Server]:
    port = environment["TRACKER_PORT"]
    # Left alone, it ends workers after 100 requests and connections after one.
    lasting = ("max-reqs-per-child", "max-keepalive-reqs", "keepalive-timeout")
    options = [word for name in lasting for word in (f"--{name}", "100000")]
    words = ("--host", "127.0.0.1", "--port", port, "--max-workers", WORKERS)
    server = subprocess.Popen(
        ["perl", SERVER, *words, *options],
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(server, int(port), "/")
        yield WithDatabase(int(port), server.pid, database.process)
    finally:
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _signed_in(port: int) -> Visitor:
    visitor = Visitor(port)
    fields = form_with(visitor.get("/"), "user")
    who = {"user": "manager", "pass": "demonstration"}
    visitor.taken("/NoAuth/Login.html", {**fields, **who})
    return visitor


def acts(size: int, words: Sequence[str]) -> dict[str, Act]:
    """Give what is measured, as something that can be done and timed."""
    numbers = range(1, size + 1, max(1, size // 500))
    report = _report()

    def case(visitor: Visitor, place: int) -> float:
        """Read a ticket, and its history, which its page asks for once it is there."""
        number = numbers[place % len(numbers)]
        page = timed(lambda: visitor.get(f"/Ticket/Display.html?id={number}"))
        return page + timed(lambda: visitor.get(f"/Helpers/TicketHistory?id={number}"))

    def search(visitor: Visitor, place: int) -> float:
        word = words[place % len(words)]
        path = _results(f"Content LIKE '{word}'", "Created", "DESC")
        return timed(lambda: visitor.get(path))

    late = _results("Status = '__Active__'", "Due", "ASC")
    return {
        "list": lambda visitor, _: timed(lambda: visitor.get(late)),
        "case": case,
        "create": _create,
        "search": search,
        "report": lambda visitor, _: timed(lambda: visitor.get(report)),
    }


def _results(query: str, by: str, order: str) -> str:
    asked = {"Query": query, "OrderBy": by, "Order": order, "Rows": 50}
    return f"/Search/Results.html?{urlencode(asked)}"


def _report() -> str:
    """Give the address of a chart: what was resolved in a month, by queue and owner.

    The month is one of five months ago, since closed tickets are older than 80 days.
    """
    some = datetime.datetime.fromtimestamp(time.time(), datetime.UTC).date()
    first = (some - datetime.timedelta(days=150)).replace(day=1)
    after = (first + datetime.timedelta(days=31)).replace(day=1)
    asked = [
        ("Query", f"Resolved >= '{first}' AND Resolved < '{after}'"),
        ("GroupBy", "Queue"),
        ("GroupBy", "Owner"),
        ("ChartFunction", "COUNT"),
        ("ChartFunction", "ALL(Created to Resolved)"),
    ]
    return f"/Search/Chart.html?{urlencode(asked)}"


def _create(visitor: Visitor, place: int) -> float:
    fields = form_with(visitor.get("/Ticket/Create.html?Queue=3"), "Subject")
    said = {
        **fields,
        "Queue": "3",
        "Status": "new",
        "Requestors": "resident1@home.example",
        "Subject": f"Heating off {place}",
        "Content": f"No heating since Sunday, call {place}",
        "ContentType": "text/plain",
        "Due": "2030-01-02 10:00:00",
        "SubmitTicket": "Create",
    }
    return timed(lambda: visitor.taken("/Ticket/Create.html", said))
