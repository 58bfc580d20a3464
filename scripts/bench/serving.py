"""The program at work: its commands in a home of their own, and its server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PROGRAM = Path(sys.executable).parent / "putright"
START_SECONDS = 120

Environment = Mapping[str, str]


def environment(home: Path, database: str = "") -> dict[str, str]:
    """Give the environment of a landlord of its own: on SQLite, or at an address."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("PUTRIGHT_")}
    kept["PUTRIGHT_HOME"] = str(home)
    kept["PUTRIGHT_ASKS_A_MINUTE"] = "0"  # one person asks as often as the server can
    if database:
        kept["PUTRIGHT_DATABASE_URL"] = database
    return kept


def run(environment: Environment, *words: str) -> str:
    """Run a command of the program; give what it said. Raises where it failed."""
    done = subprocess.run(
        [str(PROGRAM), *words],
        env=dict(environment),
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"putright {' '.join(words)} failed: {done.stderr}")
    return done.stdout


@dataclass(frozen=True)
class Server:
    """The pages' server: where it listens, and its first process."""

    port: int
    process: int

    def processor_seconds(self) -> float:
        """Give the processor time that it and its workers have taken so far.

        Nothing (0) where the system does not tell.
        """
        folder = Path(f"/proc/{self.process}")
        children = folder / "task" / str(self.process) / "children"
        if not children.exists():
            return 0.0
        workers = children.read_text().split()
        return sum(_seconds(number) for number in (str(self.process), *workers))


def _seconds(process: str) -> float:
    """Read a process's own time, in user and system, from what Linux says of it."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(environment: Environment) -> Iterator[Server]:
    """Serve the pages as a landlord's own service does."""
    port = free_port()
    server = subprocess.Popen(
        [str(PROGRAM), "serve", "--port", str(port)],
        env=dict(environment),
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(server, port, "/health/")
        yield Server(port, server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port() -> int:
    """Give a port of this machine that nobody listens on now."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    assert isinstance(port, int)
    return port


def wait_for(server: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    """Wait until a page answers. Raises RuntimeError where none does in a minute."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        asking = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            asking.request("GET", path)
            if asking.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            asking.close()
    if server.poll() is not None:
        raise RuntimeError("The server stopped as it started: see above.")
    raise RuntimeError(f"The server did not answer within {START_SECONDS} seconds.")
