"""RP02 over millions of repairs: beside a bare read of the same columns, and pandas.

Whole commands in turns. Pandas is no part of the program: it stands in a venv of its
own. `python -m scripts.bench.repairs FILE` is the bare read; with a number behind it,
so many repairs are written.
"""

import datetime
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from scripts.bench.rivals.installed import HERE, NoPeersError, peer_python
from scripts.bench.serving import PROGRAM, environment
from scripts.bench.turns import Way, in_turns, lines, times

REPAIRS = 20_000_000
FACTOR = 5
"""How many times as many are measured without pandas, whose memory they would fill."""
MANY_TURNS = 3
OUR_GOAL = "under twice the read, under 1 GB"
MANY_GOAL = "under 8 s and 1 GB"
ROWS_A_GROUP = 1_000_000
SPLIT = ("area", "contractor")
COLUMNS = (
    "stock_type",
    "priority",
    "raised_at",
    "target_at",
    "completed_at",
    "cancelled_at",
    *SPLIT,
)
YEAR = "2024-25"
READ, OURS, PANDAS = "the same columns read", "putright tsm records", "pandas"


def write_repairs(path: Path, repairs: int) -> None:
    """Write invented repairs as Parquet, typed, in row groups of a million."""
    number = pl.col("number")

    def draw(seed: int, sides: int) -> pl.Expr:
        return (number.hash(seed) % sides).cast(pl.Int64)

    emergency = draw(2, 4) == 0
    start = pl.lit(datetime.datetime.fromisoformat("2024-01-01"))
    raised = start + pl.duration(minutes=draw(1, 60 * 24 * 500))
    target = pl.duration(hours=pl.when(emergency).then(24).otherwise(24 * 28))
    took = pl.when(emergency).then(draw(3, 60 * 30)).otherwise(draw(3, 60 * 24 * 30))
    stock = draw(4, 20)
    counted = pl.LazyFrame({"number": pl.int_range(repairs, eager=True)})
    counted.select(
        job=pl.format("J{}", number),
        stock_type=pl.when(stock == 0)
        .then(pl.lit("LCHO"))
        .when(stock == 1)
        .then(pl.lit("leasehold"))
        .otherwise(pl.lit("LCRA")),
        priority=pl.when(emergency)
        .then(pl.lit("emergency"))
        .otherwise(pl.lit("non_emergency")),
        raised_at=raised,
        target_at=pl.when(draw(5, 50) > 0).then(raised + target),
        completed_at=pl.when(draw(6, 12) > 0).then(raised + pl.duration(minutes=took)),
        cancelled_at=pl.when(draw(7, 15) == 0).then(raised + pl.duration(hours=30)),
        area=pl.format("Area {}", draw(8, 50)),
        contractor=pl.format("Contractor {}", draw(9, 20)),
    ).sink_parquet(path, row_group_size=ROWS_A_GROUP, engine="streaming")


def written(path: Path, repairs: int) -> None:
    """Write them in a process of its own: what it took in memory would be counted to
    each process that this one starts."""
    words = (sys.executable, "-m", "scripts.bench.repairs", path, str(repairs))
    subprocess.run(words, check=True)


def read(path: Path) -> None:
    """Read the same columns and do nothing with them but look for blanks."""
    columns = pl.scan_parquet(path).select(COLUMNS)
    columns.select(pl.all().null_count()).collect(engine="streaming")


def ways(folder: Path, *, peers: Path | None) -> dict[str, Way]:
    """Give the ways of counting the repairs in a folder, pandas where there is one."""
    path = folder / "repairs.parquet"
    split = [word for name in SPLIT for word in ("--by", name)]
    asked = ["tsm", "records", folder, "--year", YEAR, *split, "--json"]
    found = {
        READ: Way([sys.executable, "-m", "scripts.bench.repairs", path]),
        OURS: Way([PROGRAM, *asked], OUR_GOAL, environment(folder)),
    }
    if peers is not None:
        goal = "five times as long as ours"
        found[PANDAS] = Way([peers, HERE / "with_pandas.py", path], goal)
    return found


def bench_repairs(folder: Path, repairs: int = REPAIRS) -> Iterator[str]:
    """Give lines on so many repairs beside the others, and on MANY alone."""
    there = folder / "repairs"
    there.mkdir()
    path = there / "repairs.parquet"
    peers: Path | None = None
    try:
        peers = peer_python()
    except NoPeersError as missing:
        yield f"Not measured: pandas. {missing}"
    written(path, repairs)
    chosen = ways(there, peers=peers)
    took = in_turns(chosen)
    yield from lines(f"RP02 of {repairs:,} repairs, split twice", chosen, took)
    yield times(took, OURS, READ)
    if peers is not None:
        yield times(took, PANDAS, OURS)
    many = repairs * FACTOR
    written(path, many)
    chosen = {
        name: way._replace(goal=MANY_GOAL if name == OURS else "")
        for name, way in ways(there, peers=None).items()
    }
    took = in_turns(chosen, MANY_TURNS)
    yield from lines(f"RP02 of {many:,} repairs, split twice", chosen, took)
    yield times(took, OURS, READ)
    path.unlink()


if __name__ == "__main__":
    if len(sys.argv) > 2:
        write_repairs(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        read(Path(sys.argv[1]))
