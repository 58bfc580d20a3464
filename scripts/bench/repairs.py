"""RP02 over millions of repairs: beside a bare read of the same columns, and pandas.

Each is a process of its own, so that its memory is its own. Pandas is no part of the
program: it is measured where it is installed beside it, and else said to be missing.
`python -m scripts.bench.repairs WHAT FILE` is one such process.
"""

import datetime
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import polars as pl

from putright.core.calendar import england_calendar
from putright.core.complaints.decide.base import Context
from putright.core.measures.records import Asked, measure
from putright.rules.satisfaction_measures import measure_year

REPAIRS = 20_000_000
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
GOALS = {
    "read": "",
    "measure": "under twice the read, under 1 GB",
    "pandas": "five times the measure",
}
NEEDS = {"pandas": ("pandas", "pyarrow")}
"""What a way needs that is no part of the program."""


class Used(NamedTuple):
    """What a process used: seconds by the wall and of processors, and peak memory."""

    seconds: float
    processor: float
    megabytes: float


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


def _read(path: Path) -> None:
    """Read the same columns and do nothing with them but look for blanks."""
    columns = pl.scan_parquet(path).select(COLUMNS)
    columns.select(pl.all().null_count()).collect(engine="streaming")


def _measure(path: Path) -> None:
    day = datetime.date.fromisoformat("2025-06-30")
    asked = Asked(measure_year(YEAR), day, SPLIT)
    context = Context(calendar=england_calendar())
    measure({"repairs": pl.scan_parquet(path)}, asked, context)


def _pandas(path: Path) -> None:
    """Do the same as a person would with pandas, the checks left aside."""
    import pandas as pd  # type: ignore[import-not-found]  # beside the program only

    repairs = pd.read_parquet(path, columns=list(COLUMNS))
    rented = repairs["stock_type"] == "LCRA"
    cancelled = repairs["cancelled_at"].notna()
    first, last = pd.Timestamp("2024-04-01"), pd.Timestamp("2025-04-01")
    done = (repairs["completed_at"] >= first) & (repairs["completed_at"] < last)
    targeted = repairs["target_at"].notna()
    repairs["counted"] = rented & ~cancelled & done & targeted
    on_time = repairs["completed_at"] <= repairs["target_at"]
    repairs["met"] = repairs["counted"] & on_time
    repairs["cancelled"] = rented & cancelled
    repairs["open"] = rented & ~cancelled & ~done
    repairs["untargeted"] = rented & ~cancelled & done & ~targeted
    told = ["counted", "met", "cancelled", "open", "untargeted"]
    for column in SPLIT:
        repairs.groupby(["priority", column])[told].sum()


WAYS: dict[str, Callable[[Path], None]] = {
    "read": _read,
    "measure": _measure,
    "pandas": _pandas,
}


def used(way: str, path: Path) -> Used:
    """Do one of WAYS in a process of its own, and give what it used."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "scripts.bench.repairs", way, str(path)]
    with subprocess.Popen(command) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    seconds = time.perf_counter() - began
    return Used(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def bench_repairs(folder: Path, repairs: int = REPAIRS) -> Iterator[str]:
    """Give a line for each way of counting so many repairs, starting up included."""
    path = folder / "repairs.parquet"
    write_repairs(path, repairs)
    load = os.getloadavg()[0]
    yield f"RP02 of {repairs:,} repairs, split twice, by Parquet (load {load:.1f})"
    for way in WAYS:
        lacking = [one for one in NEEDS.get(way, ()) if find_spec(one) is None]
        if lacking:
            yield f"{way:<10}not measured: {', '.join(lacking)} is not installed"
            continue
        took = used(way, path)
        yield (
            f"{way:<10}{took.seconds:8.1f} s{took.processor:8.1f} s of processors"
            f"{took.megabytes:8,.0f} MB   {GOALS[way]}"
        )
    path.unlink()


if __name__ == "__main__":
    WAYS[sys.argv[1]](Path(sys.argv[2]))
