"""`putright tsm counts`, `returns` and `quartiles`, as a person calls them."""

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from tests.core.measures.test_returns import sheets
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it ships no types

from putright.config.cli import putright

HEAD = "landlord,year,stock_type,measure,numerator,denominator,note\n"
ROWS = (
    "Otterdale,2024-25,combined,BS01,2,3,=1+1\n"
    "Otterdale,2024-25,combined,BS05,0,0,\n"
    'Otterdale,2024-25,LCRA,CH01_1,"1,806",[X],"a, b"\n'
)


def call(*words: object) -> Result:
    """Call `putright tsm`."""
    return CliRunner().invoke(putright, ["tsm", *map(str, words)])


def rows_of(path: Path) -> list[dict[str, str]]:
    """Read a CSV that the program wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Give a file of three rows: a result, none, and one that can't be judged."""
    path = tmp_path / "in.csv"
    path.write_text(HEAD + ROWS, encoding="utf-8")
    return path


def test_each_row_gets_its_result_and_an_invalid_one_does_not_stop_it(
    table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    done = call("counts", table, "--out", out)
    assert done.exit_code == 0
    assert "3 rows: 1 with a result, 1 not applicable, 1 invalid." in done.output
    assert "No column very_satisfied" in done.stderr
    first, second, third = rows_of(out)
    assert first["note"] == "=1+1"
    assert [first[n] for n in ("base", "result", "exact", "status", "problem")] == [
        *("3", "66.7", "66.6666666667", "ok", ""),
    ]
    assert (second["status"], second["base"]) == ("not_applicable", "0")
    assert third["status"] == "invalid"
    assert "thousands separator" in third["problem"]
    assert third["note"] == "a, b"
    assert third["numerator"] == "1,806"


def test_answers_already_there_are_worked_out_anew(table: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "out.csv", tmp_path / "again.csv"
    call("counts", table, "--out", out)
    done = call("counts", out, "--out", again)
    assert "worked out anew" in done.stderr
    assert again.read_bytes() == out.read_bytes()


def test_workbooks_and_parquet_are_read_too(table: Path, tmp_path: Path) -> None:
    frame = pl.read_csv(table, infer_schema=False)
    frame.write_parquet(tmp_path / "in.parquet")
    with Workbook(str(tmp_path / "in.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([frame.columns, *frame.fill_null("").rows()]):
            sheet.write_row(number, 0, [n or None for n in row])
    for name in ("in.parquet", "in.xlsx"):
        out = tmp_path / f"{name}.csv"
        assert call("counts", tmp_path / name, "--out", out).exit_code == 0
        assert [row["status"] for row in rows_of(out)] == [
            *("ok", "not_applicable", "invalid")
        ]


def test_summed_up_for_a_program(table: Path, tmp_path: Path) -> None:
    table.write_text(
        HEAD + "Weir,2024-25,LCRA,CH01_1,24,100,\nWeir,2024-25,LCRA,CH02_1,19,20,\n",
        encoding="utf-8",
    )
    done = call("counts", table, "--out", tmp_path / "o.csv", "--json")
    told = json.loads(done.stdout)
    assert (told["rows"], told["ok"], told["invalid"]) == (2, 2, 0)
    assert told["findings"][0]["landlord"] == "Weir"
    assert "which should be the same" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"landlord,year,measure\n", "line 1: no column stock_type"),
        (HEAD.encode() + b'O,2024-25,LCRA,RP01,1,"2,x\n', "line 2"),
        (HEAD.encode() + b"O,2024-25,LCRA,RP01,1,2,\xff\n", "not in UTF-8"),
        (b"", "no column landlord"),
    ],
)
def test_a_file_that_is_no_table_of_counts_is_refused(
    tmp_path: Path, text: bytes, said: str
) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(text)
    done = call("counts", path, "--out", tmp_path / "out.csv")
    assert done.exit_code == 2
    assert said in done.stderr
    assert not (tmp_path / "out.csv").exists()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Give a workbook laid out like the regulator's, with two landlords."""
    path = tmp_path / "returns.xlsx"
    with Workbook(str(path)) as book:
        for name, rows in sheets().items():
            sheet = book.add_worksheet(name)
            for line, cells in rows:
                sheet.write_row(line - 1, 0, cells)
    return path


def test_the_regulators_workbook_becomes_counts_and_its_results_follow(
    workbook: Path, tmp_path: Path
) -> None:
    counts, out = tmp_path / "counts.csv", tmp_path / "out.csv"
    done = call("returns", workbook, "--out", counts)
    assert done.exit_code == 0
    assert "of 2 landlords." in done.output
    assert call("counts", counts, "--out", out).exit_code == 0
    rows = rows_of(out)
    assert {row["status"] for row in rows} == {"ok"}
    perception = [row for row in rows if row["measure"].startswith("TP")]
    assert {(row["result"], row["published"]) for row in perception} == {("75.0", "75")}


def test_quartiles_from_the_workbook(workbook: Path) -> None:
    done = call("quartiles", workbook, "--json")
    found = {
        (one["measure"], one["stock_type"], one["among"], one["value"]): one
        for one in json.loads(done.stdout)
    }
    whole = found["RP01", "LCRA", "all", ""]
    assert (whole["results"], whole["median"], whole["direction"]) == (
        *(2, "50.0", "down"),
    )
    assert found["CH01_1", "LCHO", "region", "North"]["direction"] == ""
    assert ("TP01", "LCRA", "landlord_type", "PRP") in found


def test_what_is_no_such_workbook_is_refused(table: Path, tmp_path: Path) -> None:
    assert call("returns", table, "--out", tmp_path / "c.csv").exit_code == 2
    other = tmp_path / "other.xlsx"
    with Workbook(str(other)) as book:
        book.add_worksheet("Something").write(0, 0, "else")
    done = call("returns", other, "--out", tmp_path / "c.csv")
    assert done.exit_code == 2
    assert "no sheet with cells called “TSM25_LCRA_Perception”" in done.stderr
    assert call("returns", other, "--year", "2026-27").exit_code == 2
