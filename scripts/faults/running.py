"""The program at work: the pages' server and the background worker, killed and back."""

import os
import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from scripts.bench.serving import PROGRAM, free_port, wait_for
from scripts.faults.points import BOARD, Board

ROOT = Path(__file__).resolve().parents[2]


class Running:
    """The processes of one landlord's program."""

    def __init__(self, home: Path, database: str, mail_port: int) -> None:
        """Name the landlord's home, database and mail server; start nothing yet."""
        self.home = home
        self.board = Board(home.parent / "board")
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PUTRIGHT_")}
        self.environment = {
            **kept,
            "PUTRIGHT_HOME": str(home),
            "PUTRIGHT_MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "PUTRIGHT_ASKS_A_MINUTE": "0",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            BOARD: str(self.board.path),
            "GUNICORN_CMD_ARGS": f"-c {ROOT / 'scripts/faults/gunicorn_settings.py'}",
        }
        if database:
            self.environment["PUTRIGHT_DATABASE_URL"] = database
        self.port = free_port()
        self.log = (home.parent / "log").open("ab")
        self._pages: subprocess.Popen[bytes] | None = None
        self._forks: subprocess.Popen[str] | None = None
        self.working = 0

    def start(self) -> None:
        """Start both, and wait until the pages answer."""
        self._forks = subprocess.Popen(
            [sys.executable, "-m", "scripts.faults.worker"],
            env=self.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        self.start_pages()
        self.start_work()

    def start_pages(self) -> None:
        """Start the pages' server, and wait until it answers."""
        self._pages = subprocess.Popen(
            [str(PROGRAM), "serve", "--port", str(self.port)],
            env=self.environment,
            cwd=ROOT,
            stdout=self.log,
            stderr=self.log,
        )
        wait_for(self._pages, self.port, "/health/")

    def start_work(self) -> None:
        """Start a background worker in place of one that died."""
        assert self._forks is not None
        assert self._forks.stdin is not None
        assert self._forks.stdout is not None
        self._forks.stdin.write("\n")
        self._forks.stdin.flush()
        self.working = int(self._forks.stdout.readline())

    def web_workers(self) -> list[int]:
        """Give the processes that answer pages."""
        assert self._pages is not None
        number = self._pages.pid
        told = Path(f"/proc/{number}/task/{number}/children").read_text()
        return [int(one) for one in told.split()]

    def kill(self, what: str, chance: random.Random) -> bool:
        """Kill a process of a kind, whatever it does; give whether there was one."""
        if what == "web":
            there = self.web_workers()
            return bool(there) and _killed(chance.choice(there))
        killed = _killed(self.working)
        self.start_work()
        return killed

    def kill_pages(self) -> None:
        """Kill the whole server of the pages, and start it again."""
        workers = self.web_workers()
        assert self._pages is not None
        self._pages.kill()
        self._pages.wait()
        for number in workers:
            _killed(number)
        self.start_pages()

    def stop(self) -> None:
        """Stop all of it."""
        self.board.disarm()
        _killed(self.working)
        if self._forks is not None and self._forks.stdin is not None:
            self._forks.stdin.close()
            self._forks.wait(timeout=30)
            assert self._forks.stdout is not None
            self._forks.stdout.close()
        if self._pages is not None:
            self._pages.terminate()
            self._pages.wait(timeout=60)
        self.log.close()

    def told(self, *words: str) -> str:
        """Run Python in the landlord's home; give what it said. Raises RuntimeError."""
        done = subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")
        return done.stdout


def _killed(number: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
        return True
    return False
