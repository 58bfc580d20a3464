"""`putright report`: what it writes, what it refuses, and how it ends."""

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.apps.reports import making

from putright.apps.accounts.models import AccessLog
from putright.config.commands.report import report_command

pytestmark = pytest.mark.django_db

PERIOD = ("--from", "2024-10-01", "--to", "2024-12-31", "--as-at", "2025-07-01")


@pytest.fixture(autouse=True)
def cases() -> None:
    """Eight complaints of one quarter."""
    making.quarter_of_cases()


def run(*words: str) -> Result:
    return CliRunner().invoke(report_command, list(words))


BEGINS = {
    "html": b"<!DOCTYPE html>",
    "pdf": b"%PDF",
    "docx": b"PK",
    "xlsx": b"PK",
}


@pytest.mark.parametrize("form", BEGINS)
def test_the_ending_of_the_name_says_what_is_made(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"report.{form}"
    done = run("poster", *PERIOD, "--out", str(out))
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(BEGINS[form])
    assert "How we dealt with complaints is in" in done.output
    assert [one.name for one in tmp_path.iterdir()] == [out.name]
    assert AccessLog.objects.filter(kind="report_exported", user=None).count() == 1


@pytest.mark.parametrize("name", ["report.odt", "report", "report.pdf.exe"])
def test_another_ending_is_refused_and_nothing_is_written(
    tmp_path: Path, name: str
) -> None:
    done = run("poster", *PERIOD, "--out", str(tmp_path / name))
    assert done.exit_code == 2
    assert ".html, .pdf, .docx or .xlsx" in done.output
    assert not list(tmp_path.iterdir())


def test_an_unknown_kind_is_told_which_there_are(tmp_path: Path) -> None:
    done = run("gossip", *PERIOD, "--out", str(tmp_path / "report.pdf"))
    assert done.exit_code == 2
    for kind in ("quarterly", "annual", "poster"):
        assert kind in done.output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "1.10.2024", "--to", "2024-12-31"), "YYYY-MM-DD"),
        (("--from", "2024-12-31", "--to", "2024-10-01"), "earlier day first"),
        (("--from", "2999-01-01", "--to", "2999-01-31"), "not begun"),
        (("--from", "2024-10-01"), "--to"),
    ],
)
def test_a_period_that_is_none_is_refused_in_words(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    done = run("poster", *words, "--out", str(tmp_path / "report.pdf"))
    assert done.exit_code == 2
    assert said in done.output


def test_8_1_what_the_yearly_report_lacks_is_said_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "annual.docx"
    year = ("--from", "2024-04-01", "--to", "2025-03-31", "--as-at", "2025-07-01")
    done = run("annual", *year, "--out", str(out))
    assert done.exit_code == 0
    assert "Missing: 8.1a (Self-assessment against the Code)" in done.stderr
    assert zipfile.is_zipfile(out)


def test_a_place_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "report.html"
    done = run("poster", *PERIOD, "--out", str(out))
    assert done.exit_code == 3
    assert "can't be written" in done.output
