"""The benchmarks: what they read from the times they took, and the forms they send."""

import csv
from pathlib import Path

import pytest
from scripts.bench.browsing import RefusedError, form_with
from scripts.bench.clock import write_stages
from scripts.bench.kept import DONE, kept, migrations
from scripts.bench.measure import WHOLE_HEADINGS, Measured, Whole, percentile, table
from scripts.bench.whole import anew

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
    figure = Measured("A case page", 10.0, 30.0, 8.5, 12, "< 50 ms", 500, 12)
    last = table("SQLite", [figure]).splitlines()[-1]
    assert last.startswith("A case page ")
    assert last.split()[3:] == ["10.0", "30.0", "8.5", "500", "12", "<", "50", "ms"]
    marked = table("SQLite", [figure], markdown=True).splitlines()
    assert marked[0] == "### SQLite"
    assert marked[-1] == "| A case page | 10.0 | 30.0 | 8.5 | 500 | 12 | < 50 ms |"


def test_queries_that_grow_with_the_cases_are_shown_as_such() -> None:
    grown = Measured("A case page", 10.0, 30.0, 8.5, 40, "< 50 ms", 500, 12)
    assert not grown.steady
    assert "40, not 12" in grown.cells()


def test_a_run_is_told_by_what_a_processor_does_in_a_second() -> None:
    run = Whole("Verified", 90_000, 9.0, 4.5, "> 20,000 entries a second")
    assert run.cells()[1:5] == ("90,000", "9.0", "4.5", "20,000")
    assert len(run.cells()) == len(WHOLE_HEADINGS)


def test_a_register_is_taken_under_references_of_its_own(tmp_path: Path) -> None:
    """With their own references, the rows would be cases that are there already."""
    given = tmp_path / "out.csv"
    given.write_text("\ufeffreference,linked_to\nC-1,C-9\nC-2,\nC-3,\n", "utf-8")
    assert anew(given, tmp_path / "in.csv", 2) == 2
    rows = (tmp_path / "in.csv").read_text("utf-8").splitlines()
    assert rows == ["reference,linked_to", "X-C-1,", "X-C-2,"]


def test_a_landlord_that_was_made_before_is_not_made_again(tmp_path: Path) -> None:
    home = tmp_path / f"1000-1-{migrations()}"
    home.mkdir()
    (home / DONE).write_text("321.5")
    there, rate = kept(1_000, 1, tmp_path)
    assert rate == 321.5
    assert there["PUTRIGHT_HOME"] == str(home)


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
