"""A PostgreSQL of a peer's own, kept in its folder: as Debian's comes, no TCP port."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.postgres import USER, NoPostgreSQLError, _as_server, server_programs

from scripts.bench.peers.steps import NotHereError, step

SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
"""
SECONDS = 120
ADVICE = "See the file log beside its data, or remove the folder to begin anew."


@dataclass(frozen=True)
class Cluster:
    """A running one: the folder of its socket, and its first process."""

    socket: Path
    process: int


@contextmanager
def cluster(home: Path) -> Iterator[Cluster]:
    """Start the one kept in a folder, made where there is none; stop it afterwards.

    Raises NotHereError where there is no PostgreSQL, or it does not start.
    """
    try:
        programs = server_programs()
    except NoPostgreSQLError as missing:
        raise NotHereError(str(missing)) from missing
    # /tmp by name: a socket's path may have 107 bytes, and a folder's may be long.
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:
        socket, data = Path(name), home / "database"
        data.mkdir(exist_ok=True)
        drop = _as_server(socket) | _as_server(data)
        _make(programs, data, drop)
        stop_if_left(home)
        settings = SETTINGS.format(socket=socket)
        (data / "postgresql.auto.conf").write_text(settings)
        control: tuple[str | Path, ...] = (programs / "pg_ctl", "-D", data, "-w")
        start = ("-l", data / "log", "-o", "-c logging_collector=off", "start")
        # Its output is left to the log: a pipe would stay open with the server.
        step(
            "sh", "-c", '"$@" >/dev/null 2>&1 </dev/null', "sh", *control, *start,
            seconds=SECONDS, advice=ADVICE, **drop,
        )  # fmt: skip
        process = int((data / "postmaster.pid").read_text().splitlines()[0])
        try:
            yield Cluster(socket, process)
        finally:
            step(*control, "-m", "fast", "stop", seconds=SECONDS, advice=ADVICE, **drop)


def _make(programs: Path, data: Path, drop: dict[str, Any]) -> None:
    if (data / "PG_VERSION").exists():
        return
    making = ("-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    step(
        programs / "initdb", "-D", data, *making,
        seconds=SECONDS, advice=ADVICE, **drop,
    )  # fmt: skip


def stop_if_left(home: Path) -> None:
    """Stop the one that a run which was broken off left running in a folder."""
    data = home / "database"
    if (data / "postmaster.pid").exists():
        words = (server_programs() / "pg_ctl", "-D", data, "-w", "-m", "fast", "stop")
        try:
            step(*words, seconds=SECONDS, advice="", **_as_server(data))
        except NotHereError:
            # None was running: what is there is the note of one that was killed.
            (data / "postmaster.pid").unlink(missing_ok=True)
