"""Writes down a small landlord's database as this release has it, for later ones.

`python -m scripts.upgrades` writes `tests/upgrades/VERSION.sql`, and with the word
`postgresql` the same for PostgreSQL; each release adds its own, and none is ever
written again. The files that the database names are in a table of their own.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tests.postgres import cluster, server_programs

from scripts.bench.serving import run

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "upgrades"
FILES = "kept_files"
"""The table with the names and bytes of files, which is no table of the program."""
MAKING = (
    "from putright.config.django_setup import load; load(); "
    "from tests.upgrades.landlord import make; make()"
)
_SEARCH = "complaints_search"


def write(out: Path, address: str = "") -> None:
    """Make the small landlord in a home of its own, and write it to `out`."""
    if out.exists():
        raise SystemExit(f"{out} is there already, and what a release wrote stays.")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        kept = {k: v for k, v in os.environ.items() if not k.startswith("PUTRIGHT_")}
        environment = {**kept, "PUTRIGHT_HOME": str(home)}
        if address:
            environment["PUTRIGHT_DATABASE_URL"] = address
        run(environment, "init")
        making = [sys.executable, "-c", MAKING]
        subprocess.run(making, env=environment, cwd=ROOT, check=True)
        lines = _postgresql(address) if address else _sqlite(home)
        out.write_text("\n".join([*lines, *_files(home)]) + "\n", encoding="utf-8")


def _sqlite(home: Path) -> Iterator[str]:
    """Give the statements that make the database anew."""
    database = sqlite3.connect(home / "putright.sqlite3")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    made = "SELECT type, name, sql FROM sqlite_master WHERE sql > '' ORDER BY rowid"
    parts = [
        (kind, name, sql)
        for kind, name, sql in database.execute(made)
        if not name.startswith((f"{_SEARCH}_", "sqlite_"))
    ]
    yield "PRAGMA foreign_keys=OFF;\nBEGIN;"
    for kind, name, sql in parts:
        if kind == "table":
            yield f"{sql};"
            yield from _rows(database, name)
    yield from (f"{sql};" for kind, _, sql in parts if kind != "table")
    yield "COMMIT;"


def _rows(database: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
    if table == _SEARCH:
        columns = ["rowid", *columns]
    names = ", ".join(f'"{name}"' for name in columns)
    quoted = ", ".join(f'quote("{name}")' for name in columns)
    for row in database.execute(f"SELECT {quoted} FROM {table} ORDER BY rowid"):  # noqa: S608 - our own names
        yield f"INSERT INTO {table} ({names}) VALUES ({', '.join(row)});"  # noqa: S608 - as above


def _postgresql(address: str) -> list[str]:
    """Have PostgreSQL say how its database is made anew."""
    words = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100"]
    done = subprocess.run(
        [str(server_programs() / "pg_dump"), *words, address],
        check=True,
        capture_output=True,
        text=True,
    )
    lines = done.stdout.splitlines()
    return [line for line in lines if line and not line.startswith(("--", "\\"))]


def _files(home: Path) -> Iterator[str]:
    """Give the files that the database names, as rows of name and bytes in hex."""
    table = FILES if (home / "putright.sqlite3").exists() else f"public.{FILES}"
    yield f"CREATE TABLE {table} (name text, data text);"
    for folder in ("evidence", "letters", "measures"):
        for path in sorted((home / folder).rglob("*")):
            if path.is_file():
                name, data = path.relative_to(home).as_posix(), path.read_bytes().hex()
                yield f"INSERT INTO {table} VALUES ('{name}', '{data}');"  # noqa: S608 - as above


def main(arguments: list[str]) -> None:
    """Write this release's database down, for the database that is named."""
    if arguments == ["postgresql"]:
        with cluster() as address:
            write(FOLDER / f"{version('putright')}.postgresql.sql", address)
        return
    write(FOLDER / f"{version('putright')}.sql")


if __name__ == "__main__":
    main(sys.argv[1:])
