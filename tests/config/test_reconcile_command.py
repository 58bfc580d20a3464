"""`putright reconcile`: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from putright.config.commands.reconcile import reconcile_command
from putright.core.tabular import write_xlsx

RIGHT = "Month,Stage 1,Stage 2\nApril,31,4\nMay,28,6\nJune,45,3\nTotal,104,13\n"
WRONG = RIGHT.replace("104,13", "104,14")


def run(*words: object) -> Result:
    return CliRunner().invoke(reconcile_command, [str(word) for word in words])


def kept(folder: Path, name: str, text: str) -> Path:
    """Keep a text as a file."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_it_ends_with_0_where_nothing_certain_was_found(tmp_path: Path) -> None:
    done = run(kept(tmp_path, "right.csv", RIGHT))
    assert done.exit_code == 0
    assert done.stdout == "1 table: 0 certain and 0 not certain.\n"


def test_it_ends_with_1_where_something_certain_was_found(tmp_path: Path) -> None:
    done = run(kept(tmp_path, "wrong.csv", WRONG))
    assert done.exit_code == 1
    assert "wrong · Total · Stage 2: 14, should be 13 (sum, certain)" in done.stdout
    assert "4 + 6 + 3 = 13, but 14 is printed" in done.stdout


def test_json_gives_each_finding_with_its_cell(tmp_path: Path) -> None:
    book = tmp_path / "wrong.xlsx"
    rows = [line.split(",") for line in WRONG.splitlines()]
    book.write_bytes(write_xlsx(rows[0], rows[1:]))
    done = run(book, "--json")
    (one,) = json.loads(done.stdout)
    assert one.pop("why").endswith("“April” to “June”.")
    assert one == {
        "table": "wrong",
        "row": "Total",
        "row_number": 4,
        "column": "Stage 2",
        "printed": "14",
        "should_be": "13",
        "kind": "sum",
        "certain": True,
    }
    assert done.exit_code == 1


def test_files_are_held_against_each_other(tmp_path: Path) -> None:
    first = kept(tmp_path, "board.csv", RIGHT)
    other = RIGHT.replace("May,28,6", "May,29,6").replace("104", "105")
    second = kept(tmp_path, "annual.csv", other)
    told = json.loads(run(first, second, "--json").stdout)
    assert {(one["table"], one["row"], one["kind"]) for one in told} == {
        ("annual", "May", "two_values"),
        ("annual", "Total", "two_values"),
    }


def test_two_tables_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    first = kept(tmp_path, "a.csv", RIGHT)
    second = kept(tmp_path / "other", "a.csv", WRONG)
    told = json.loads(run(first, second, "--json").stdout)
    assert {one["table"] for one in told} == {"a (2)"}


def test_a_broken_file_is_refused_and_the_others_are_held(tmp_path: Path) -> None:
    broken = kept(tmp_path, "broken.csv", "Month,Stage 1\nApril,3\nMay\n")
    done = run(kept(tmp_path, "right.csv", RIGHT), broken)
    assert done.exit_code == 3
    assert "broken.csv: Line 3" in done.stderr
    assert "1 table:" in done.stdout
    assert run(kept(tmp_path, "wrong.csv", WRONG), broken).exit_code == 1


def test_a_stated_relation_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    table = {"columns": ["a"], "rows": [{"a": 1}], "relations": [{"kind": "guess"}]}
    done = run(kept(tmp_path, "t.json", json.dumps(table)), "--json")
    assert done.exit_code == 3
    assert json.loads(done.stdout) == []
    assert "Use one of: sum" in done.stderr


@pytest.mark.parametrize("words", [(), ("no such file.csv",), ("--what",)])
def test_wrong_words_end_with_2(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2
