"""`python -m scripts.bench [--size CASES]`: measure, and print what was measured.

Everything is made for it and thrown away: a landlord on SQLite, another on PostgreSQL.
SIZE in the environment does what `--size` does.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.postgres import NoPostgreSQLError, cluster

from scripts.bench.clock import ROWS, answer_rows
from scripts.bench.measure import table
from scripts.bench.pages import bench_pages
from scripts.bench.repairs import REPAIRS, bench_repairs
from scripts.bench.serving import environment, run
from scripts.bench.surveys import bench_surveys

SIZES = (10_000, 100_000)
REQUESTS = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is asked for; give 1 where R is missing or disagrees, else 0."""
    asked = _arguments(arguments)
    sizes = [asked.size] if asked.size else list(SIZES)
    print(f"{platform.machine()}, {os.cpu_count()} processors, one client, loopback.")
    print("Made-up cases, two in a hundred open, ten entries each. Times in ms.")
    print("A load above the number of processors means that others are at work too.\n")
    with tempfile.TemporaryDirectory(prefix="putright-bench-") as name:
        folder = Path(name)
        clock(folder, asked.rows)
        for line in bench_repairs(folder, asked.repairs):
            print(line, flush=True)
        print()
        held = bench_surveys(folder)
        if asked.database != "postgresql":
            bench_database("SQLite", folder / "sqlite", "", sizes, asked.requests)
        if asked.database != "sqlite":
            _postgresql(folder / "postgresql", sizes, asked.requests)
    return 0 if held else 1


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench")
    size = os.environ.get("SIZE", "")
    parser.add_argument("--size", type=int, default=int(size) if size else 0)
    parser.add_argument("--rows", type=int, default=ROWS, help="of the clock's file")
    parser.add_argument("--repairs", type=int, default=REPAIRS, help="of RP02's file")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="a figure")
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"))
    parser.set_defaults(database="both")
    return parser.parse_args(arguments)


def _postgresql(home: Path, sizes: Sequence[int], requests: int) -> None:
    try:
        with cluster() as address:
            bench_database("PostgreSQL", home, address, sizes, requests)
    except NoPostgreSQLError as missing:
        print(f"Not measured on PostgreSQL. {missing}")


def clock(folder: Path, rows: int) -> None:
    """Print the clock's figure."""
    took = answer_rows(folder, rows)
    print(
        f"putright clock: {rows:,} rows in {took.seconds:.1f} s "
        f"({rows / took.seconds:,.0f} a second), "
        f"{took.processor:.1f} s of processor time\n",
        flush=True,
    )


def bench_database(
    title: str, home: Path, address: str, sizes: Sequence[int], requests: int
) -> None:
    """Make a landlord, let it grow to each size, and print the figures at each."""
    there = environment(home, address)
    run(there, "init", "--demo")
    made = 0
    for size in sizes:
        began = time.perf_counter()
        run(there, "generate", "--cases", str(size - made), "--seed", str(size))
        rate = (size - made) / (time.perf_counter() - began)
        made = size
        heading = (
            f"{title}, {size:,} cases (made at {rate:,.0f} a second; "
            f"load {os.getloadavg()[0]:.1f})"
        )
        print(table(heading, bench_pages(there, requests)), end="\n\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
