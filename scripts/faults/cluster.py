"""A PostgreSQL cluster of its own whose processes are killed and that comes back."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from tests.postgres import _as_server, cluster, server_programs

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
TRIES = 200


class Cluster:
    """A running cluster: its address, and its folder."""

    def __init__(self, address: str) -> None:
        """Have a cluster that promised no durability promise it."""
        self.address = address
        self.folder = Path(parse_qs(urlsplit(address).query)["host"][0])
        with psycopg.connect(address, autocommit=True) as server:
            for name in DURABLE:
                server.execute(f"ALTER SYSTEM SET {name} = on".encode())
            server.execute("SELECT pg_reload_conf()")

    def kill_session(self, chance: random.Random) -> bool:
        """Kill the process of one session: the server then ends all and recovers."""
        there = [one for one in self._children() if "app" in _line(one)]
        if not there:
            return False
        with suppress(ProcessLookupError):
            os.kill(chance.choice(there), signal.SIGKILL)
        self._wait()
        return True

    def kill_server(self) -> None:
        """Kill the server's first process, and start it again."""
        children = self._children()
        os.kill(self._first(), signal.SIGKILL)
        for number in children:
            with suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)
        time.sleep(0.2)
        words = [server_programs() / "pg_ctl", "-D", self.folder / "data", "-w"]
        for _ in range(20):
            done = subprocess.run(
                [str(one) for one in (*words, "-l", self.folder / "log", "start")],
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                **_as_server(self.folder),
            )
            if done.returncode == 0:
                break
            time.sleep(0.2)
        self._wait()

    def _first(self) -> int:
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def _children(self) -> list[int]:
        number = self._first()
        with suppress(OSError):
            told = Path(f"/proc/{number}/task/{number}/children").read_text()
            return [int(one) for one in told.split()]
        return []

    def _wait(self) -> None:
        for _ in range(TRIES):
            try:
                psycopg.connect(self.address, connect_timeout=2).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("PostgreSQL did not come back.")


def _line(number: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace")
    return ""


@contextmanager
def durable() -> Iterator[Cluster]:
    """Give a cluster of its own, stopped and deleted afterwards."""
    with cluster() as address:
        yield Cluster(address)
