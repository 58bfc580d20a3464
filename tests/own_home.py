"""A landlord's home of its own, with a database of its own, run as a person runs it.

On the database that the run of tests names: a file in the home, or a database made in
the tests' cluster and dropped afterwards.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from tests.postgres import server_programs

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = ("-c", "from putright.config.cli import main; main()")
TABLES = (
    "complaints_entry",
    "complaints_entrywords",
    "complaints_erasure",
    "complaints_seal",
    "accounts_accesslog",
    "reports_report",
    "reports_frozenfigure",
)
"""What is only ever added to, or frozen."""
_NUMBERS = count(1)


class OwnHome:
    """A home folder and the address of its database, none where that is a file."""

    def __init__(self, folder: Path, address: str = "") -> None:
        """Name both; neither is made."""
        self.folder = folder
        self.address = address

    @property
    def environment(self) -> dict[str, str]:
        """Give the environment that leads the program here."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PUTRIGHT_")}
        kept |= {"PUTRIGHT_HOME": str(self.folder), "PYTHONPATH": str(ROOT / "src")}
        kept["PUTRIGHT_ASKS_A_MINUTE"] = "0"
        return kept | ({"PUTRIGHT_DATABASE_URL": self.address} if self.address else {})

    def python(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run Python here."""
        return subprocess.run(
            [sys.executable, *words],
            env=self.environment,
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )

    def run(self, *words: str | Path) -> str:
        """Run a command that has to end well; give what it said."""
        done = self.refused(*words)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def refused(self, *words: str | Path) -> "subprocess.CompletedProcess[str]":
        """Run a command that need not end well."""
        return self.python(*PROGRAM, *(str(word) for word in words))

    def do(self, code: str) -> None:
        """Run some lines with the program loaded."""
        begin = "from putright.config.django_setup import load; load()\n"
        done = self.python("-c", begin + code)
        assert done.returncode == 0, done.stderr

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Ask the database itself."""
        if self.address:
            with psycopg.connect(self.address) as server:
                rows = server.execute(statement.encode()).fetchall()
        else:
            file = self.folder / "putright.sqlite3"
            with closing(sqlite3.connect(file)) as database:
                rows = database.execute(statement).fetchall()
        return [tuple(_plain(cell) for cell in row) for row in rows]

    def columns(self, table: str) -> list[str]:
        """Give a table's columns."""
        if self.address:
            found = self.query(
                "SELECT column_name FROM information_schema.columns "  # noqa: S608 - our own names
                f"WHERE table_name = '{table}' ORDER BY ordinal_position"
            )
        else:
            found = self.query(f"SELECT name FROM pragma_table_info('{table}')")  # noqa: S608 - as above
        return [str(name) for (name,) in found]

    def rows(self, table: str, columns: list[str] | None = None) -> list[Any]:
        """Give all of a table's rows, byte by byte, in their order."""
        names = columns or self.columns(table)
        quoted = ", ".join(f'"{name}"' for name in names)
        return self.query(f"SELECT {quoted} FROM {table} ORDER BY 1")  # noqa: S608 - as above

    def kept(self) -> dict[str, list[Any]]:
        """Give the rows of every table that is only ever added to."""
        return {table: self.rows(table) for table in TABLES}

    def files(self) -> dict[str, bytes]:
        """Give every file that the database may name, by its place in the home."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_bytes()
            for name in ("evidence", "letters", "measures", "print")
            for path in (self.folder / name).rglob("*")
            if path.is_file()
        }


def _plain(cell: Any) -> Any:
    return bytes(cell) if isinstance(cell, memoryview) else cell


@contextmanager
def own_home(folder: Path) -> Iterator[OwnHome]:
    """Give a home that is not there yet, with a database of its own."""
    cluster = os.environ.get("PUTRIGHT_DATABASE_URL", "")
    if not cluster:
        yield OwnHome(folder)
        return
    name = f"own_{os.getpid()}_{next(_NUMBERS)}"
    made = sql.Identifier(name)
    with psycopg.connect(cluster, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(made))
        try:
            yield OwnHome(folder, cluster.replace("/postgres?", f"/{name}?"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(made))


def small_landlord(home: OwnHome) -> None:
    """Fill a home with the small landlord that the latest release wrote down."""
    ending = ".postgresql.sql" if home.address else "0.sql"
    loaded(home, max((ROOT / "tests" / "upgrades").glob(f"*{ending}")))
    home.run("init")


def loaded(home: OwnHome, dump: Path) -> None:
    """Make a database from a release's statements, and the files that it names."""
    _executed(home, dump)
    for name, data in home.query("SELECT name, data FROM kept_files"):
        path = home.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes.fromhex(data))


def _executed(home: OwnHome, dump: Path) -> None:
    home.folder.mkdir(mode=0o700, parents=True)
    if not home.address:
        file = home.folder / "putright.sqlite3"
        with closing(sqlite3.connect(file)) as database:
            database.executescript(dump.read_text(encoding="utf-8"))
        return
    words = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={dump}"]
    program = str(server_programs() / "psql")
    subprocess.run(
        [program, *words, home.address], check=True, stdout=subprocess.DEVNULL
    )
