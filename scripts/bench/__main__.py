"""`python -m scripts.bench [--size CASES] [--markdown]`: measure, and print.

Everything is made for it: landlords on SQLite, kept under `build/bench` for the next
run, and others on a PostgreSQL that is thrown away. SIZE in the environment does what
`--size` does.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.postgres import NoPostgreSQLError, cluster

from scripts.bench.clock import ROWS, answer_rows
from scripts.bench.kept import filled, kept
from scripts.bench.measure import WHOLE_HEADINGS, Measured, table
from scripts.bench.pages import bench_pages, counted
from scripts.bench.repairs import REPAIRS, bench_repairs
from scripts.bench.serving import Environment, environment
from scripts.bench.surveys import bench_surveys
from scripts.bench.whole import bench_whole

SIZES = (10_000, 100_000)
FEW = 1_000
"""Cases of the landlord that queries are counted on to compare with."""
SEED = 1
REQUESTS = 500


class Asked(NamedTuple):
    """What is measured, and how it is shown."""

    sizes: Sequence[int]
    requests: int
    markdown: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; give 1 where R is missing or disagrees, or a page
    takes more queries the more cases there are; else 0."""
    given = _arguments(arguments)
    sizes = [given.size] if given.size else list(SIZES)
    asked = Asked(sizes, given.requests, given.markdown)
    print(f"{platform.machine()}, {os.cpu_count()} processors, one client, loopback.")
    print("Made-up cases, two in a hundred open, ten entries each. Times in ms.")
    print("A load above the number of processors means that others are at work too.\n")
    held = True
    with tempfile.TemporaryDirectory(prefix="putright-bench-") as name:
        folder = Path(name)
        if not given.cases_only:
            clock(folder, given.rows)
            for line in bench_repairs(folder, given.repairs):
                print(line, flush=True)
            print()
            held = bench_surveys(folder)
        if given.database != "postgresql":
            held &= bench_database("SQLite", OnSQLite(), asked)
        if given.database != "sqlite":
            held &= _postgresql(folder, asked)
    return 0 if held else 1


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench")
    size = os.environ.get("SIZE", "")
    parser.add_argument("--size", type=int, default=int(size) if size else 0)
    parser.add_argument("--rows", type=int, default=ROWS, help="of the clock's file")
    parser.add_argument("--repairs", type=int, default=REPAIRS, help="of RP02's file")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="a figure")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"))
    parser.add_argument(
        "--cases-only", action="store_true", help="no clock, no surveys"
    )
    parser.add_argument("--markdown", action="store_true", help="tables in Markdown")
    parser.set_defaults(database="both")
    return parser.parse_args(arguments)


def _postgresql(folder: Path, asked: Asked) -> bool:
    try:
        with cluster() as address:
            return bench_database("PostgreSQL", OnPostgreSQL(address, folder), asked)
    except NoPostgreSQLError as missing:
        print(f"Not measured on PostgreSQL. {missing}")
        return True


def clock(folder: Path, rows: int) -> None:
    """Print the clock's figure."""
    took = answer_rows(folder, rows)
    print(
        f"putright clock: {rows:,} rows in {took.seconds:.1f} s "
        f"({rows / took.seconds:,.0f} a second), "
        f"{took.processor:.1f} s of processor time\n",
        flush=True,
    )


def bench_database(title: str, landlords: "Landlords", asked: Asked) -> bool:
    """Print the figures of one database at each size; say whether none takes more
    queries than it does where there are few cases."""
    few = counted(landlords.of(FEW)[0])["queries"]
    steady = True
    for size in asked.sizes:
        there, rate = landlords.of(size)
        load = os.getloadavg()[0]
        heading = (
            f"{title}, {size:,} cases (made at {rate:,.0f} a second; load {load:.1f})"
        )
        pages = bench_pages(there, asked.requests, few)
        print(table(heading, pages, markdown=asked.markdown), end="\n\n", flush=True)
        with tempfile.TemporaryDirectory(prefix="putright-bench-") as name:
            whole = list(
                bench_whole(there, landlords.empty(Path(name)), size, Path(name))
            )
        heading = f"{title}, {size:,} cases: runs from start to end"
        shown = table(heading, whole, WHOLE_HEADINGS, markdown=asked.markdown)
        print(shown, end="\n\n", flush=True)
        steady = steady and _steady(pages, size)
    return steady


def _steady(pages: Sequence[Measured], size: int) -> bool:
    more = [page.name for page in pages if not page.steady]
    if more:
        print(f"More queries at {size:,} cases than at {FEW:,}: {', '.join(more)}.\n")
    else:
        print(f"Every page takes the queries that it takes at {FEW:,} cases.\n")
    return not more


class Landlords(Protocol):
    """Where landlords of a number of cases come from, on one kind of database."""

    def of(self, size: int) -> tuple[Environment, float]:
        """Give one with so many cases, and how many of them were made a second."""

    def empty(self, folder: Path) -> Environment:
        """Give one that is not made yet."""


class OnSQLite:
    """Landlords kept from run to run."""

    def of(self, size: int) -> tuple[Environment, float]:
        """Give the one kept, or make it."""
        return kept(size, SEED)

    def empty(self, folder: Path) -> Environment:
        """Give one in a folder."""
        return environment(folder / "taking")


class OnPostgreSQL:
    """Landlords on a cluster of this run: a database each."""

    def __init__(self, address: str, folder: Path) -> None:
        """Begin with none."""
        self.address = address
        self.folder = folder
        self.made: dict[int, tuple[Environment, float]] = {}

    def of(self, size: int) -> tuple[Environment, float]:
        """Give the one made before in this run, or make it."""
        if size not in self.made:
            there = self._database(f"of_{size}")
            self.made[size] = (there, filled(there, size, SEED))
        return self.made[size]

    def empty(self, folder: Path) -> Environment:
        """Give one of a name not used yet."""
        return self._database(f"empty_{folder.name.replace('-', '_').lower()}")

    def _database(self, name: str) -> Environment:
        import psycopg

        with psycopg.connect(self.address, autocommit=True) as server:
            server.execute(
                psycopg.sql.SQL("CREATE DATABASE {}").format(
                    psycopg.sql.Identifier(name)
                )
            )
        home = self.folder / name
        return environment(home, self.address.replace("/postgres?", f"/{name}?"))


if __name__ == "__main__":
    sys.exit(main())
