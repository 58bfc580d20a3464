"""`putright clock`, as a landlord's analyst runs it: files in, files out, and words."""

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from putright.config.cli import putright
from putright.config.commands.clock_file import answer_file

HEADING = (
    "case,stage,edition,started_on,acknowledged_on,extension_told_on,extended_to,"
    "responded_on,note"
)
ROWS = """\
A-1,1,,2024-10-07,2024-10-09,,,2024-10-23,"said ""no"", twice"
A-2,2,housing-2022,2023-10-09,,,,2023-11-06,café
A-3,1,,2024-10-07,,,,,"two
lines"
A-4,1,,07/10/2024,,,,,UK date
"""
ONE_ROW = ["--stage", "1", "--started", "2024-12-19", "--acknowledged", "2024-12-24"]


def run(*arguments: str | Path) -> Result:
    """Run the program in this process."""
    return CliRunner().invoke(putright, ["clock", *map(str, arguments)])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small file with a quoted comma, a line break, an accent and a bad date."""
    path = tmp_path / "in.csv"
    path.write_bytes(f"{HEADING}\n{ROWS}".encode())
    return path


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a file by their headings."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_the_same_rows_come_out_in_the_same_order_with_answers(table: Path) -> None:
    out = table.with_name("out.csv")
    result = run(table, "--out", out, "--as-at", "2024-10-15")
    assert result.exit_code == 0, result.output
    assert result.stdout == "4 rows answered, 1 with a problem.\n"
    before, after = read(table), read(out)
    assert [{k: row[k] for k in row if k in before[0]} for row in after] == before
    assert [row["response"] for row in after] == ["met", "met", "open_in_time", ""]
    assert after[2]["acknowledgement"] == "open_overdue"
    assert "'07/10/2024' is not a date" in after[3]["problem"]


def test_as_at_judges_what_is_unanswered_and_nothing_else(table: Path) -> None:
    found = []
    for day in ("2024-10-14", "2024-10-28", "2024-10-29"):
        out = table.with_name(f"{day}.csv")
        run(table, "--out", out, "--as-at", day)
        found.append([(r["acknowledgement"], r["response"]) for r in read(out)])
    assert found[0][:2] == found[2][:2]
    assert [rows[2] for rows in found] == [
        ("open_in_time", "open_in_time"),
        ("open_overdue", "open_in_time"),
        ("open_overdue", "open_overdue"),
    ]


def test_without_out_the_rows_go_to_standard_output(table: Path) -> None:
    result = run(table)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{HEADING},acknowledge_by,")
    assert len(list(csv.reader(io.StringIO(result.stdout)))) == 5


def test_a_file_saved_by_a_spreadsheet_is_read_and_keeps_its_line_ends(
    table: Path,
) -> None:
    rows = ROWS.replace("\n", "\r\n")
    table.write_bytes(f"\ufeff{HEADING}\r\n\r\n{rows}".encode())
    out = table.with_name("out.csv")
    assert run(table, "--out", out).exit_code == 0
    assert out.read_bytes().startswith(b"case,stage")
    assert out.read_bytes().count(b"\r\n") == 6
    assert len(read(out)) == 4


def test_the_file_may_be_answered_in_its_own_place(table: Path) -> None:
    assert run(table, "--out", table, "--as-at", "2024-10-15").exit_code == 0
    once = table.read_bytes()
    again = run(table, "--out", table, "--as-at", "2024-10-15")
    assert "worked out anew" in again.stderr
    assert table.read_bytes() == once


def test_a_missing_optional_column_is_told(table: Path) -> None:
    table.write_text("case,stage,started_on\nA,1,2024-10-07\n")
    result = run(table, "--out", table.with_name("out.csv"))
    assert result.exit_code == 0
    assert "No column acknowledged_on, extension_told_on" in result.stderr


def test_json_sums_up_a_file(table: Path) -> None:
    out = table.with_name("out.csv")
    result = run(table, "--out", out, "--json")
    assert json.loads(result.stdout) == {"rows": 4, "problems": 1, "out": str(out)}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "No column case, stage, started_on"),
        (b"case;stage;started_on\n", "No column case, stage, started_on"),
        (b"case,stage,started_on,stage\n", "stage stands twice"),
        (f"{HEADING}\nA,1,,2024-10-07,,,,,caf\u00e9\n".encode("latin-1"), "UTF-8"),
        (f'{HEADING}\nA,1,,2024-10-07,,,,,"open\n'.encode(), "line 2"),
        (f'{HEADING}\nA,1,,2024-10-07,,,,,"a"b\n'.encode(), "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_ends_with_2_and_leaves_no_output(
    table: Path, content: bytes, says: str
) -> None:
    table.write_bytes(content)
    out = table.with_name("out.csv")
    result = run(table, "--out", out)
    assert result.exit_code == 2
    assert says in result.stderr
    assert str(table) in result.stderr
    assert [path.name for path in table.parent.iterdir()] == ["in.csv"]


def test_an_output_that_cannot_be_written_is_told(table: Path) -> None:
    for place in (table.parent / "none" / "out.csv", table / "out.csv"):
        result = run(table, "--out", place)
        assert result.exit_code == 2
        assert f"Can't write {place}" in result.stderr


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Give a file, or one row"),
        (["--stage", "1"], "--stage and --started"),
        (["--started", "2024-10-07"], "--stage and --started"),
        ([*ONE_ROW, "--out", "x.csv"], "--out goes with a file"),
        ([*ONE_ROW, "--as-at", "soon"], "not a date written YYYY-MM-DD"),
        ([*ONE_ROW, "--as-at", "2024-02-30"], "is not a day"),
        (["none.csv"], "none.csv"),
        (["IN", "--stage", "1"], "not both"),
        (["IN", "--json"], "needs --out"),
        ([*ONE_ROW, "--never"], "--never"),
    ],
)
def test_wrong_words_end_with_2_and_say_which(
    table: Path, words: list[str], says: str
) -> None:
    result = run(*[table if word == "IN" else word for word in words])
    assert result.exit_code == 2
    assert says in result.stderr


def test_one_row_in_json_has_the_columns_of_the_file() -> None:
    result = run(*ONE_ROW, "--as-at", "2025-01-10", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "stage": "1",
        "edition": "housing-2024",
        "started_on": "2024-12-19",
        "acknowledged_on": "2024-12-24",
        "extension_told_on": "",
        "extended_to": "",
        "responded_on": "",
        "acknowledge_by": "2024-12-30",
        "acknowledgement": "met",
        "respond_by": "2025-01-10",
        "extension_limit": "2025-01-24",
        "backstop": "2025-01-14",
        "response": "open_in_time",
        "working_days": None,
        "problem": "",
    }


def test_every_option_of_one_row_reaches_the_clock() -> None:
    result = run(
        *ONE_ROW,
        *("--extension-told", "2025-01-10", "--extended-to", "2025-01-24"),
        *("--responded", "2025-01-24", "--edition", "lgsco-2024", "--json"),
    )
    found = json.loads(result.stdout)
    assert (found["response"], found["working_days"]) == ("met_with_extension", 23)
    assert found["edition"] == "lgsco-2024"


def test_one_row_for_people_gives_dates_with_their_weekdays() -> None:
    result = run(*ONE_ROW, "--as-at", "2025-01-10")
    assert "Respond by        10 January 2025 (Friday)" in result.stdout
    assert "Response          open in time" in result.stdout


def test_one_row_with_a_problem_is_answered_like_a_row_of_a_file() -> None:
    result = run("--stage", "1", "--started", "07/10/2024", "--json")
    assert result.exit_code == 0
    assert "YYYY-MM-DD" in json.loads(result.stdout)["problem"]


def test_chunks_and_processes_change_nothing(table: Path) -> None:
    days = [f"2024-10-{number:02d}" for number in range(1, 32)]
    rows = [f'A,{n % 2 + 1},,{day},,,,,"{n},\n"' for n, day in enumerate(days)]
    table.write_text("\n".join([HEADING, *rows, ROWS]), newline="")
    outs = []
    for chunk_rows, processes in ((1000, 1), (7, 1), (7, 2), (1, 3)):
        out = table.with_name(f"{chunk_rows}-{processes}.csv")
        answer_file(
            table,
            out,
            date(2024, 11, 5),
            chunk_rows=chunk_rows,
            processes=processes,
        )
        outs.append(out.read_bytes())
    assert len(set(outs)) == 1
    assert len(read(table.with_name("7-2.csv"))) == 35


def test_a_file_broken_far_down_leaves_the_old_output_as_it_was(table: Path) -> None:
    out = table.with_name("out.csv")
    out.write_text("the old one")
    rows = "A,1,,2024-10-07,,,,,\n" * 30_000
    table.write_text(f'{HEADING}\n{rows}A,1,,2024-10-07,,,,,"open\n')
    result = run(table, "--out", out)
    assert result.exit_code == 2
    assert "line 30002" in result.stderr
    assert out.read_text() == "the old one"
    assert sorted(path.name for path in table.parent.iterdir()) == ["in.csv", "out.csv"]


def test_the_clock_needs_no_django() -> None:
    program = (
        "import sys; from putright.config.cli import putright;"
        f"putright({['clock', *ONE_ROW]!r}, standalone_mode=False);"
        "assert 'django' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
