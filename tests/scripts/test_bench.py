"""The benchmarks: what they read from the times they took, and the forms they send."""

import csv
from pathlib import Path

import pytest
from scripts.bench.browsing import RefusedError, form_with
from scripts.bench.clock import write_stages
from scripts.bench.measure import Measured, percentile, table

from putright.core.complaints.clock_rows import COLUMNS

PAGE = """
<form method="get"><input name="q" value="not this one"></form>
<form method="post">
  <input type="hidden" name="csrfmiddlewaretoken" value="abc">
  <input type="hidden" name="seen" value="4"><textarea name="note"></textarea>
  <input type="radio" name="stage" value="2"><button>Record</button>
</form>
<input name="outside" value="1">
"""


def test_the_95th_percentile_is_a_time_that_was_taken() -> None:
    """Between two times there was none: a figure that was never measured misleads."""
    assert percentile([float(n) for n in range(1, 501)], 0.95) == 475.0
    assert percentile([3.0], 0.95) == 3.0
    with pytest.raises(ValueError, match="Nothing was timed"):
        percentile([], 0.5)


def test_a_table_shows_each_figure_beside_its_goal() -> None:
    figure = Measured("A case page", 10.0, 30.0, 8.5, 12, "< 50 ms")
    last = table("SQLite", [figure]).splitlines()[-1]
    assert last.startswith("A case page ")
    assert last.split()[3:] == ["10.0", "30.0", "8.5", "12", "<", "50", "ms"]


def test_a_form_is_read_as_a_browser_would_send_it() -> None:
    fields = form_with(PAGE, "seen")
    assert fields == {"csrfmiddlewaretoken": "abc", "seen": "4", "note": ""}
    with pytest.raises(RefusedError, match="outside"):
        form_with(PAGE, "outside")


def test_the_clocks_file_has_the_columns_that_the_clock_reads(tmp_path: Path) -> None:
    path = tmp_path / "stages.csv"
    write_stages(path, 50)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert set(rows[0]) == set(COLUMNS)
    assert len(rows) == 50
