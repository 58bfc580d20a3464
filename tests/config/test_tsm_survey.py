"""`putright tsm survey` from two files to the answer, as a person calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.core.surveys.fieldwork import COLUMNS, csv_of, households, response

from putright.config.cli import putright

POPULATION = households(
    100, area={"North": 60, "South": 40}, age_band={"young": 50, "old": 50}
)
ROWS = [
    response(1, "5", area="North", age_band="young", TP05="na"),
    response(2, "4", area="North", age_band="old", TP05="8"),
    response(3, "3", area="South", age_band="young", method="post"),
    response(4, "1", area="South", age_band="old", answered_on="2025-01-08"),
]


class Files:
    """A folder with a survey and its population, and the command called on them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("survey.csv", csv_of(ROWS))
        self.write("population.csv", POPULATION)

    def write(self, name: str, data: bytes) -> str:
        """Write a file; give its path."""
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def call(self, *words: str) -> Result:
        """Call the command."""
        survey, population = self.folder / "survey.csv", self.folder / "population.csv"
        given = ["tsm", "survey", str(survey), "--population", str(population), *words]
        return CliRunner().invoke(putright, given)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Write the survey of ROWS."""
    return Files(tmp_path)


def test_json_gives_every_measure_and_nothing_but_json(files: Files) -> None:
    told = files.call("--weight-by", "area, age_band", "--json")
    assert told.exit_code == 0, told.output
    plain = json.loads(told.stdout)["stock_types"]["LCRA"]
    assert (plain["read"], plain["kept"]) == (4, 4)
    assert plain["weighting"]["by"] == ["area", "age_band"]
    assert plain["weighting"]["method"] == "raking"
    assert plain["measures"]["TP01"]["weighted"] == pytest.approx(60)
    assert plain["measures"]["TP12"]["weighted"] is None
    assert len(plain["measures"]) == 12
    assert plain["checks"] == [
        {"check": "not_an_answer", "measure": "TP05", "count": 1}
    ]
    assert "by" not in plain
    assert "First on line 3, “8”" in told.stderr


def test_people_get_rounded_figures_with_their_interval(files: Files) -> None:
    told = files.call()
    assert told.exit_code == 0
    assert "LCRA: 4 responses read, 4 kept." in told.stdout
    assert "80 responses are required" in told.stdout
    first = next(line for line in told.stdout.splitlines() if line.startswith("TP01"))
    assert first.split()[:3] == ["TP01", "4", "50.0"]
    last = next(line for line in told.stdout.splitlines() if line.startswith("TP12"))
    assert last.split() == ["TP12", "0", "none", "none", "none"]


def test_results_by_column_and_quarter_flag_small_bases(files: Files) -> None:
    told = files.call("--by", "area", "--by", "quarter", "--json")
    by = json.loads(told.stdout)["stock_types"]["LCRA"]["by"]
    assert by["area"]["North"]["measures"]["TP01"]["weighted"] == 100
    assert by["area"]["North"]["measures"]["TP01"]["small"] is True
    assert list(by["quarter"]) == ["2024-25 Q3", "2024-25 Q4"]
    assert "small base" in files.call("--by", "area").stdout


def test_last_years_answer_is_compared_with_its_margin(files: Files) -> None:
    before = files.write("before.json", files.call("--json").stdout.encode())
    told = files.call("--last-year", before, "--json")
    changed = json.loads(told.stdout)["stock_types"]["LCRA"]["change"]["TP01"]
    assert changed["points"] == 0
    assert changed["margin"] > 50
    assert changed["real"] is False
    assert "no change beyond chance" in files.call("--last-year", before).stdout


def test_a_file_of_something_else_is_no_last_year(files: Files) -> None:
    told = files.call("--last-year", str(files.folder / "survey.csv"))
    assert told.exit_code == 3
    assert "no answer of an earlier survey" in told.stderr


def test_a_mapping_reads_their_words(files: Files) -> None:
    theirs = [{**row, "TP01": "Very satisfied"} for row in ROWS]
    files.write("survey.csv", csv_of(theirs).replace(b"TP01", b"Overall"))
    words = files.write("words.json", b'{"columns": {"TP01": "Overall"}}')
    told = files.call("--mapping", words, "--json")
    plain = json.loads(told.stdout)["stock_types"]["LCRA"]
    assert plain["measures"]["TP01"]["counts"] == [4, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("column", "text", "words", "said"),
    [
        ("method", "pigeon", (), "survey.csv: Line 5, method: “pigeon”"),
        ("area", "East", ("--weight-by", "area"), "Line 5, area: “East”: LCRA: area"),
        ("area", "", ("--weight-by", "area"), "Line 5, area: LCRA: area is empty"),
        ("area", "North", ("--by", "shoe_size"), "no column “shoe_size”"),
        ("area", "North", ("--weight-by", "shoe_size"), "no column shoe_size"),
    ],
)
def test_a_survey_that_can_t_be_taken_is_refused_with_its_place(
    files: Files, column: str, text: str, words: tuple[str, ...], said: str
) -> None:
    files.write("survey.csv", csv_of([*ROWS[:3], {**ROWS[3], column: text}]))
    told = files.call(*words, "--json")
    assert told.exit_code == 3
    assert told.stdout == ""
    assert said in told.stderr


def test_a_population_that_can_t_be_read_is_named(files: Files) -> None:
    files.write("population.csv", POPULATION + b"\nLCRA,area,West,a few")
    told = files.call()
    assert told.exit_code == 3
    assert "population.csv: Line 7, households: “a few”" in told.stderr


def test_a_characteristic_named_twice_is_wrong_words(files: Files) -> None:
    assert files.call("--weight-by", "area,area").exit_code == 2


def test_columns_left_out_are_said_to_be_read_as_empty(files: Files) -> None:
    columns = [name for name in COLUMNS if name not in ("TP09", "communal_areas")]
    files.write("survey.csv", csv_of(ROWS, columns))
    told = files.call("--json")
    assert told.exit_code == 0
    assert "No column TP09, communal_areas: read as empty." in told.stderr


def test_a_year_whose_rules_nobody_has_read_is_said(files: Files) -> None:
    later = [{**row, "answered_on": "2027-05-04"} for row in ROWS]
    files.write("survey.csv", csv_of(later))
    told = files.call("--json")
    assert told.exit_code == 0
    assert "Worked out as in" in told.stderr
    assert "were not given in" not in told.stderr, "of a year that is not its own"


def test_extreme_weights_are_warned_of(files: Files) -> None:
    files.write("population.csv", households(999, area={"North": 1, "South": 900}))
    told = files.call("--weight-by", "area", "--json")
    assert told.exit_code == 0
    assert "a few answers count for many" in told.stderr


def test_drivers_are_given_or_refused_for_too_few_responses(files: Files) -> None:
    told = files.call("--drivers")
    assert told.exit_code == 3
    assert "responses answer everything" in told.stderr
    pairs = [("5", "4")] * 30 + [("1", "4")] * 10 + [("5", "3")] * 15
    pairs += [("1", "3")] * 25
    rows = [response(n, one, TP06=two) for n, (one, two) in enumerate(pairs)]
    files.write("survey.csv", csv_of(rows))
    found = json.loads(files.call("--drivers", "--json").stdout)
    drivers = found["stock_types"]["LCRA"]["drivers"]
    assert drivers["used"] == 80
    assert drivers["measures"][0]["code"] == "TP06"
    assert drivers["measures"][0]["odds"] == pytest.approx(5, rel=1e-4)
    assert drivers["measures"][0]["share"] == pytest.approx(1)
    said = files.call("--drivers").stdout
    assert "Neither shows a cause" in said
    assert "TP06     100.0%    5.00" in said


def test_what_makes_a_survey_doubtful_is_said_beside_its_results(files: Files) -> None:
    files.write("survey.csv", csv_of([response(1), response(2)]))
    files.write("population.csv", households(1) + b"\nLCHO,all,,1200")
    done = files.call()
    assert done.exit_code == 0
    assert "2 responses were kept of 1 households" in done.stderr
    assert "LCHO: 1,200 households, and nobody answered." in done.stderr
