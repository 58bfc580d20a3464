"""`putright tsm records`: a folder of records in, the measures of a year out."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from tests.core.measures.made import KEYS, USUAL
from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it ships no types

from putright.config.cli import putright

FILES = {
    "homes": [{}, {"area": "South", "gas_current": "no"}],
    "repairs": [{}, {"completed_at": "2024-12-01"}, {"cancelled_at": "2024-10-09"}],
    "asb": [{"hate_incident": "yes"}],
    "register": [{}, {"s1_extended_to": "2024-11-04", "s1_responded_on": "2024-11-01"}],
}


def write(folder: Path, file: str, *rows: dict[str, str]) -> Path:
    """Write a file of records as CSV, each row the usual one but for what is given."""
    texts = [
        {**USUAL[file], KEYS[file]: f"{file[0].upper()}{n}", **row}
        for n, row in enumerate(rows, start=1)
    ]
    path = folder / f"{file}.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(texts[0]))
        writer.writeheader()
        writer.writerows(texts)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with all four files."""
    made = tmp_path / "records"
    made.mkdir()
    for name, rows in FILES.items():
        write(made, name, *rows)
    return made


def call(folder: Path, *words: str, year: str = "2024-25") -> Result:
    """Call the command, as on 30 June after the year."""
    given = ["tsm", "records", str(folder), "--year", year, "--as-at", "2025-06-30"]
    return CliRunner().invoke(putright, [*given, *words])


def told(done: Result) -> dict[tuple[str, str], dict[str, object]]:
    """Give the measures of an answer by code and stock type."""
    assert done.exit_code == 0, done.output
    measures = json.loads(done.stdout)["measures"]
    return {(one["code"], one["stock_type"]): one for one in measures}


def test_the_measures_of_a_year_as_json(folder: Path) -> None:
    found = told(call(folder, "--json"))
    assert found["RP02_1", "LCRA"] == {
        "code": "RP02_1",
        "stock_type": "LCRA",
        "numerator": 1,
        "denominator": 2,
        "result": "50.0",
        "unit": "percent",
        "status": "ok",
        "left_out": {"cancelled": 1},
        "by": {},
    }
    assert found["CH01_1", "LCRA"]["result"] == "1000.0"
    assert found["CH01_1", "LCRA"]["unit"] == "per_1000"
    assert found["CH02_1", "LCRA"]["result"] == "50.0"
    assert found["RP02_2", "LCRA"]["status"] == "not_applicable"
    assert found["RP02_2", "LCRA"]["result"] is None
    assert found["BS05", "combined"]["status"] == "missing"
    assert len(found) == 18


def test_what_is_missing_is_said_and_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "homes.csv").unlink()
    done = call(folder, "--json")
    found = told(done)
    assert found["CH01_1", "LCRA"]["status"] == "missing"
    assert found["NM01_1", "combined"]["numerator"] is None
    assert found["CH02_1", "LCRA"]["result"] == "50.0"
    assert "NM01_1 is missing: there is no file homes." in done.stderr


def test_checks_name_the_records_and_trust_counts_the_extension(folder: Path) -> None:
    done = call(folder, "--json", "--trust-extensions")
    assert told(done)["CH02_1", "LCRA"]["result"] == "100.0"
    assert json.loads(done.stdout)["checks"] == [
        {
            "check": "extension_unverified",
            "measure": "CH02_1",
            "count": 1,
            "records": ["R2"],
        }
    ]


def test_parquet_and_workbooks_come_to_the_same_as_csv(
    folder: Path, tmp_path: Path
) -> None:
    expected = told(call(folder, "--json", "--by", "area"))
    other = tmp_path / "other"
    other.mkdir()
    for name in FILES:
        frame = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
        if name in ("homes", "asb"):
            with Workbook(str(other / f"{name}.xlsx")) as book:
                sheet = book.add_worksheet()
                rows = [frame.columns, *frame.fill_null("").rows()]
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        else:
            frame.write_parquet(other / f"{name}.parquet")
    assert told(call(other, "--json", "--by", "area")) == expected
    assert expected["BS01", "combined"]["by"] == {
        "area": {
            "North": {
                "numerator": 1,
                "denominator": 1,
                "result": "100.0",
                "status": "ok",
            },
            "South": {
                "numerator": 0,
                "denominator": 1,
                "result": "0.0",
                "status": "ok",
            },
        }
    }


def test_in_words_nothing_counted_is_none_and_never_0_percent(folder: Path) -> None:
    done = call(folder, "--by", "area")
    assert "RP02(1) LCRA" in done.output
    assert "50.0% (1 of 2)" in done.output
    assert "    left out, cancelled: 1" in done.output
    emergency = next(
        line for line in done.output.splitlines() if line.startswith("RP02(2)")
    )
    assert emergency.endswith("none (not applicable)")
    assert "        South: 0.0% (0 of 1)" in done.output


def test_as_rows_with_the_splits_below(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert call(folder, "--by", "area", "--out", str(out)).exit_code == 0
    with out.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code"] == "BS01"]
    assert [(r["split"], r["value"], r["result"]) for r in rows] == [
        *(("", "", "50.0"), ("area", "North", "100.0"), ("area", "South", "0.0")),
    ]
    assert rows[0]["other_stock"] == "0"


def test_the_records_behind_a_measure(folder: Path, tmp_path: Path) -> None:
    done = call(folder, "--list", "RP02_1")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(r["reference"], r["counted"], r["why"]) for r in rows] == [
        ("R1", "met", "completed by its target"),
        ("R2", "not_met", "completed after its target"),
        ("R3", "left_out", "cancelled"),
    ]
    out = tmp_path / "list.csv"
    assert call(folder, "--list", "BS01", "--out", str(out)).exit_code == 0
    assert out.read_text(encoding="utf-8").count("met") == 2
    listed = json.loads(call(folder, "--list", "CH02_1", "--json").stdout)
    assert {one["reference"] for one in listed} == {"R1", "R2"}
    missing = call(folder, "--list", "BS05")
    assert missing.exit_code == 2
    assert "BS05 is missing" in missing.stderr


def test_a_cell_that_can_not_be_read_is_told_by_file_line_column_and_value(
    folder: Path,
) -> None:
    path = folder / "repairs.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    quoted = lines[1].replace("R1", '"R\n1"')
    late = lines[2].replace("2024-12-01", "in December")
    text = "\n".join([lines[0], quoted, "", late, lines[3]])
    path.write_text(text + "\n", encoding="utf-8")
    done = call(folder, "--json")
    assert done.exit_code == 3
    assert "repairs.csv, line 5, completed_at: “in December”" in done.stderr
    assert "Nothing was worked out." in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("homes", {"gas_required": "maybe"}, "line 2, gas_required: “maybe”"),
        ("repairs", {"priority": "P1"}, "line 2, priority: “P1”"),
        ("asb", {"opened_on": "31/02/2025"}, "line 2, opened_on: “31/02/2025”"),
        ("register", {"kind": "grumble"}, "line 2, kind: “grumble”"),
    ],
)
def test_unknown_words_are_refused_in_every_file(
    folder: Path, file: str, row: dict[str, str], said: str
) -> None:
    write(folder, file, row)
    done = call(folder)
    assert done.exit_code == 3
    assert f"{file}.csv, {said}" in done.stderr


def test_in_parquet_the_row_is_told(folder: Path) -> None:
    (folder / "asb.csv").unlink()
    rows = [{"stock_type": "LCRA", "opened_on": day} for day in ("2024-05-01", "x")]
    pl.DataFrame(rows).write_parquet(folder / "asb.parquet")
    done = call(folder)
    assert done.exit_code == 3
    assert "asb.parquet, row 2, opened_on: “x”" in done.stderr


@pytest.mark.parametrize(
    ("year", "said"),
    [("2026-27", "Direction"), ("2022-23", "no measures in"), ("24-25", "not a repor")],
)
def test_a_year_that_is_not_known_is_refused(
    folder: Path, year: str, said: str
) -> None:
    done = call(folder, year=year)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_two_files_of_one_name_are_not_chosen_between(folder: Path) -> None:
    pl.DataFrame({"home": ["H"]}).write_parquet(folder / "homes.parquet")
    done = call(folder)
    assert done.exit_code == 2
    assert "homes.csv and homes.parquet. Keep one" in done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"home,stock_type\nH1,LCRA,x\n", "Line 2: the row has 3 cells"),
        (b"home,stock_type\nH1,LCRA\nH2\n", "Line 3: the row has 1 cells"),
        (b"home,home\nH1,H1\n", "Two columns have this heading"),
        (b'home,stock_type\nH1,"LCRA\n', "Line 2"),
        (b"home,stock_type\nH1,\xff\n", "not in UTF-8"),
        (b"", "The file is empty"),
    ],
)
def test_a_file_that_can_not_be_told_apart_is_refused(
    folder: Path, text: bytes, said: str
) -> None:
    (folder / "homes.csv").write_bytes(text)
    done = call(folder)
    assert done.exit_code == 2
    assert said in done.stderr
    assert "homes.csv" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--by", "ward"), "No file has a column 'ward'"),
        (("--list", "CH01"), "'CH01' is none of"),
        (("--json", "--out", "x.csv"), "not both"),
        (("--as-at", "30/06/2025"), "not a day written YYYY-MM-DD"),
    ],
)
def test_wrong_words_end_with_2(
    folder: Path, words: tuple[str, ...], said: str
) -> None:
    done = call(folder, *words)
    assert done.exit_code == 2
    assert said in " ".join(done.stderr.split())


def test_a_folder_with_none_of_the_files_says_so(tmp_path: Path) -> None:
    done = call(tmp_path)
    assert done.exit_code == 2
    assert "holds none of homes, repairs, asb, register" in done.stderr


def test_a_csv_parted_by_semicolons_is_said_to_be(folder: Path) -> None:
    homes = folder / "homes.csv"
    homes.write_text(homes.read_text("utf-8").replace(",", ";"), "utf-8")
    done = call(folder)
    assert done.exit_code == 2
    assert "parted by semicolons" in done.output


def test_a_table_of_a_kind_that_is_not_read_is_not_passed_over(folder: Path) -> None:
    (folder / "homes.csv").rename(folder / "homes.xls")
    done = call(folder)
    assert done.exit_code == 2
    assert "homes.xls: this kind of file is not read" in done.output


def test_cells_that_are_no_cells_name_their_column_and_extra_ones_go(
    folder: Path,
) -> None:
    rows = pl.read_csv(folder / "repairs.csv", infer_schema=False)
    (folder / "repairs.csv").unlink()
    lists = pl.concat_list("completed_at")
    rows.with_columns(lists.alias("photos")).write_parquet(folder / "repairs.parquet")
    assert call(folder).exit_code == 0
    rows.with_columns(lists).write_parquet(folder / "repairs.parquet")
    done = call(folder)
    assert done.exit_code == 2
    assert "repairs.parquet: completed_at: Its cells are no text" in done.output


def test_a_moment_out_of_all_range_is_refused_and_not_a_fault(folder: Path) -> None:
    rows = pl.read_csv(folder / "repairs.csv", infer_schema=False)
    (folder / "repairs.csv").unlink()
    far = pl.lit(2**62).cast(pl.Datetime("ms")).alias("completed_at")
    rows.with_columns(far).write_parquet(folder / "repairs.parquet")
    done = call(folder)
    assert done.exit_code == 2
    assert "out of all range" in done.output
