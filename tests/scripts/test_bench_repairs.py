"""The benchmark of RP02 counts what it says: all of the repairs it made."""

from pathlib import Path

import polars as pl
from scripts.bench.repairs import COLUMNS, ways, write_repairs
from scripts.bench.turns import in_turns, lines
from tests.core.measures.made import measured, one


def test_every_repair_made_is_counted_or_left_out(tmp_path: Path) -> None:
    path = tmp_path / "repairs.parquet"
    write_repairs(path, 500)
    repairs = pl.scan_parquet(path)
    assert set(COLUMNS) < set(repairs.collect_schema())
    answer = measured({"repairs": repairs})
    told = [one(answer, code) for code in ("RP02_1", "RP02_2")]
    counted = sum(found.total.denominator or 0 for found in told)
    assert counted + sum(sum(found.left_out.values()) for found in told) == 500
    assert all(set(found.left_out) >= {"cancelled", "no_target"} for found in told)


def test_whole_commands_are_measured_in_turns(tmp_path: Path) -> None:
    """Each by its own memory and time, and every one as often as the others."""
    write_repairs(tmp_path / "repairs.parquet", 500)
    chosen = ways(tmp_path, peers=None)
    took = in_turns(chosen, 1)
    assert [len(runs) for runs in took.values()] == [1, 1]
    assert all(run.seconds > 0 and run.megabytes > 10 for (run,) in took.values())
    told = list(lines("RP02", chosen, took))
    assert "median of 1" in told[0]
    assert len(told) == 3
