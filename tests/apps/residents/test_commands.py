"""`putright import` takes files, says what became of each row, and ends rightly."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from putright.apps.accounts import queries as accounts
from putright.apps.homes import queries as homes
from putright.apps.residents import queries
from putright.config.commands.transfer import export_command, import_command
from putright.core.tabular import write_xlsx

pytestmark = pytest.mark.django_db

HOMES = "home,postcode,stock_type\nOTT-0014,ZZ1 4QQ,LCRA\n"
PEOPLE = "person,name,home\nP-1001,Amina Farrow,OTT-0014\n"


def run(*words: str) -> Result:
    return CliRunner().invoke(import_command, list(words))


def file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_homes_then_residents_come_in_and_twice_changes_nothing(
    tmp_path: Path,
) -> None:
    first = run("homes", file(tmp_path, "homes.csv", HOMES))
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("Read 1: 1 taken, 0 already there")
    people = file(tmp_path, "people.csv", PEOPLE)
    assert run("residents", people).exit_code == 0
    again = run("residents", people, "--json")
    assert json.loads(again.stdout) == {
        "read": 1,
        "taken": 0,
        "already": 1,
        "changed": 0,
        "refused": [],
    }
    assert queries.person("P-1001") is not None
    assert accounts.access_log(kind="residents_imported").count() == 2


def test_a_workbook_comes_in_as_well(tmp_path: Path) -> None:
    path = tmp_path / "homes.xlsx"
    path.write_bytes(write_xlsx(["home", "uprn"], [["OTT-0014", "000000009914"]]))
    assert run("homes", str(path)).exit_code == 0
    home = homes.home("OTT-0014")
    assert home is not None
    assert home.uprn == "000000009914"


def test_refused_rows_end_with_3_and_the_rest_is_taken(tmp_path: Path) -> None:
    text = HOMES + "OTT-0203,nowhere,LCRA\n"
    result = run("homes", file(tmp_path, "homes.csv", text), "--json")
    assert result.exit_code == 3
    outcome = json.loads(result.stdout)
    assert (outcome["read"], outcome["taken"]) == (2, 1)
    refused = outcome["refused"][0]
    assert (refused["line"], refused["column"], refused["value"]) == (
        3,
        "postcode",
        "nowhere",
    )
    told = run("homes", file(tmp_path, "homes.csv", text))
    assert "Line 3, postcode: “nowhere”" in told.stderr


def test_a_file_that_cannot_be_read_takes_nothing_and_says_why(
    tmp_path: Path,
) -> None:
    result = run("homes", file(tmp_path, "homes.csv", "home;uprn\nA;1\n"))
    assert result.exit_code == 3
    assert "Nothing was taken." in result.stderr
    assert "semicolons" in result.stderr
    as_json = run("homes", file(tmp_path, "h.csv", "uprn\n1\n"), "--json")
    assert json.loads(as_json.stdout)["refused"][0]["column"] == "home"


def test_wrong_words_end_with_2(tmp_path: Path) -> None:
    assert run("homes", str(tmp_path / "none.csv")).exit_code == 2
    assert run("homes").exit_code == 2
    wrong = CliRunner().invoke(export_command, ["register", str(tmp_path / "x.doc")])
    assert wrong.exit_code == 2
    assert ".csv or .xlsx" in wrong.stderr


def test_help_needs_no_database() -> None:
    for words in (["--help"], ["homes", "--help"], ["register", "--help"]):
        assert run(*words).exit_code == 0
