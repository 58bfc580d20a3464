"""The benchmark of RP02 counts what it says: all of the repairs it made."""

from pathlib import Path

import polars as pl
from scripts.bench.repairs import COLUMNS, used, write_repairs
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


def test_a_process_is_measured_by_its_own_memory(tmp_path: Path) -> None:
    path = tmp_path / "repairs.parquet"
    write_repairs(path, 500)
    took = used("measure", path)
    assert took.seconds > 0
    assert took.megabytes > 10
