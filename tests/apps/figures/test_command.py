"""`putright figures`: what it prints, and how it ends."""

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result
from tests.apps.figures.making import registered

from putright.apps.accounts.models import AccessLog
from putright.config.commands.figures import figures_command

pytestmark = pytest.mark.django_db

PERIOD = ("--from", "2024-10-01", "--to", "2024-12-31")


def run(*words: str) -> Result:
    return CliRunner().invoke(figures_command, [*PERIOD, *words])


@pytest.fixture(autouse=True)
def cases() -> None:
    """Two complaints, one answered and in two teams, and a compliment."""
    registered(
        {
            "received_on": "2024-10-07",
            "s1_acknowledged_on": "2024-10-09",
            "s1_responded_on": "2024-10-16",
            "teams": "Housing;Repairs",
            "edition": "housing-2024",
        },
        {"received_on": "2024-11-04"},
        {"kind": "compliment", "received_on": "2024-10-07"},
    )


def test_json_gives_every_figure_with_its_parts() -> None:
    done = run("--by", "month,team", "--by", "team", "--json")
    assert done.exit_code == 0
    told = {one["code"]: one for one in json.loads(done.stdout)}
    in_time = told["stage_1_answered_in_time"]
    assert (in_time["value"], in_time["numerator"], in_time["denominator"]) == (
        100,
        1,
        1,
    )
    assert in_time["left_out"]["cannot tell"] == 1
    received = told["stage_1_received"]
    assert received["denominator"] is None
    assert received["by"]["month,team"]["2024-10"]["Housing"]["value"] == 1
    assert received["overlaps"] is True
    assert told["stage_2_answered_in_time"]["value"] is None


def test_limits_and_the_day_of_judging_are_taken() -> None:
    done = run("--where", "team=Repairs", "--as-at", "2024-10-10", "--json")
    told = {one["code"]: one for one in json.loads(done.stdout)}
    assert told["stage_1_received"]["value"] == 1
    assert told["stage_1_answered_in_time"]["left_out"]["not yet due"] == 1
    older = run("--edition", "housing-2022", "--figure", "stage_1_received", "--json")
    assert [one["value"] for one in json.loads(older.stdout)] == [0]


def test_the_cases_of_a_figure_come_as_csv_and_are_logged() -> None:
    done = run("--list", "stage_1_answered_in_time")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert rows == [
        {"reference": "R1", "counted": "met", "why": "answered in time"},
        {"reference": "R2", "counted": "left_out", "why": "cannot tell"},
    ]
    log = AccessLog.objects.get()
    assert (log.kind, log.subject) == ("figure_listed", "stage_1_answered_in_time")


def test_people_read_what_is_left_out_and_what_lists_cases_twice() -> None:
    done = run("--by", "team", "--figure", "stage_1_answered_in_time")
    assert "100.0% (1 of 1)" in done.stdout
    assert "left out, cannot tell: 1" in done.stdout
    assert "some cases are in several" in done.stdout
    assert run("--figure", "stage_2_upheld").stdout.rstrip().endswith("none")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--by", "colour"], "There is no split by 'colour'"),
        (["--by", "team,team"], "is not one dimension"),
        (["--where", "team"], "is not written DIMENSION=VALUE"),
        (["--where", "year=2024"], "is not a reporting year"),
        (["--as-at", "1 May"], "is not a day written YYYY-MM-DD"),
        (["--list", "nothing"], "is not one of"),
        (["--to", "2024-09-30"], "earlier day first"),
    ],
)
def test_wrong_words_end_with_2_and_say_what_is_right(
    words: list[str], said: str
) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert said in done.output
