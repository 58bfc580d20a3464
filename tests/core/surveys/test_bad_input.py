"""A survey that can't be read or weighted is refused, with the place and the reason."""

import pytest
from tests.core.surveys.fieldwork import (
    COLUMNS,
    YEAR,
    csv_of,
    households,
    lcra,
    population_of,
    response,
    worked_out,
)

from putright.core.surveys import (
    NoPopulationError,
    WeightingError,
    amiss,
    read_responses,
    read_text,
    work_out,
)
from putright.core.tabular import TableError


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("method", "carrier pigeon", "not one of: telephone"),
        ("stock_type", "leasehold", "not one of: LCRA"),
        ("stock_type", "", "not one of: LCRA"),
        ("answered_on", "last week", "not a date"),
        ("answered_on", "31/02/2025", "not a date"),
        ("answered_on", "2024-10-07T25:00", "not a date"),
    ],
)
def test_a_word_that_is_unknown_is_said_with_its_line_and_column(
    column: str, text: str, said: str
) -> None:
    rows = [response(1), response(2), response(3, **{column: text})]
    with pytest.raises(TableError) as refused:
        worked_out(csv_of(rows), households(9))
    assert (refused.value.line, refused.value.column) == (4, column)
    assert refused.value.value == text
    assert said in refused.value.why


def test_the_line_is_the_editors_even_after_cells_of_several_lines() -> None:
    rows = [response(1, area="North\n\nand East"), response(2, method="pigeon")]
    with pytest.raises(TableError) as refused:
        worked_out(csv_of(rows), households(9))
    assert refused.value.line == 5


@pytest.mark.parametrize("missing", ["TP01", "household", "answered_on"])
def test_a_column_that_is_needed_is_named_where_it_is_missing(missing: str) -> None:
    columns = [name for name in COLUMNS if name != missing]
    with pytest.raises(TableError, match=missing):
        worked_out(csv_of([response(1)], columns), households(9))


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (csv_of([response(1), response(2)])[:-3], 3),
        (csv_of([response(1)]).rstrip() + b",extra\n", 2),
        (csv_of([response(1)]) + b'R2,"open', 3),
        (csv_of([response(1, area="caf\xe9")]).decode().encode("latin-1"), 2),
        (csv_of([response(1)]) + b"R2\n", 3),
    ],
)
def test_a_row_that_is_broken_refuses_the_file(data: bytes, line: int) -> None:
    """A survey is never estimated from the rows that happened to be whole."""
    with pytest.raises(TableError) as refused:
        worked_out(data, households(9))
    assert refused.value.line == line


@pytest.mark.parametrize("data", [b"", csv_of([]), b"PK\x03\x04", b"a;b\n1;2\n"])
def test_a_file_without_responses_is_refused(data: bytes) -> None:
    with pytest.raises(TableError):
        worked_out(data, households(9))


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("LCRA,area,North,1,234", "", "under no heading"),
        ('LCRA,area,North,"1,234"', "households", "not a number"),
        ("LCRA,area,North,many", "households", "not a number"),
        ("LCRA,area,North,-3", "households", "not a number"),
        ("LCRA,area,North,nan", "households", "not a number"),
        ("LCRA,area,North,", "households", "not a number"),
        ("LCRA,area,,5", "value", "Say which area"),
        ("LCRA,,North,5", "characteristic", "Nothing stands here"),
        ("homes,area,North,5", "stock_type", "not one of"),
        ("LCRA,all,,9", "characteristic", "twice"),
    ],
)
def test_a_population_row_that_cant_be_read_is_placed(
    line: str, column: str, said: str
) -> None:
    with pytest.raises(TableError) as refused:
        population_of(households(9) + b"\n" + line.encode())
    assert (refused.value.line, refused.value.column) == (3, column)
    assert said in refused.value.why


def test_a_value_given_twice_and_a_whole_that_is_missing_are_refused() -> None:
    twice = households(9, area={"North": 5}) + b"\nLCRA,area,North,6"
    with pytest.raises(TableError, match="twice"):
        population_of(twice)
    with pytest.raises(TableError, match="no row “all” for LCRA"):
        population_of(
            b"stock_type,characteristic,value,households\nLCRA,area,North,5\n"
        )


def test_responses_of_a_stock_type_without_a_population_are_refused() -> None:
    with pytest.raises(NoPopulationError, match="LCHO"):
        worked_out(csv_of([response(1, stock_type="LCHO")]), households(9))


@pytest.mark.parametrize(("area", "said"), [("East", "“East”"), ("", "empty")])
def test_a_group_that_the_population_lacks_stops_the_weighting(
    area: str, said: str
) -> None:
    """The first such response is named, so that somebody can mend it."""
    rows = [response(1, area="North"), response(2, area=area)]
    with pytest.raises(WeightingError, match=f"LCRA: area is {said}") as refused:
        lcra(rows, households(9, area={"North": 9}), "area")
    assert refused.value.row == 1


def test_a_group_in_which_nobody_answered_stops_the_weighting() -> None:
    population = households(9, area={"North": 5, "South": 4})
    with pytest.raises(WeightingError, match="Nobody answered in area “South”"):
        lcra([response(1, area="North")], population, "area")


def test_a_group_without_households_and_without_responses_is_nothing_to_weigh() -> None:
    population = households(9, area={"North": 9, "Pulled down": 0})
    found = lcra([response(1, area="North")], population, "area")
    assert found.sample.weights.largest == 1


def test_a_characteristic_nobody_counted_or_asked_can_t_be_weighted_by() -> None:
    with pytest.raises(WeightingError, match="no row for area"):
        lcra([response(1, area="North")], households(9), "area")
    with pytest.raises(WeightingError, match="no column shoe_size"):
        lcra([response(1)], households(9, shoe_size={"9": 9}), "shoe_size")


def test_margins_that_can_t_both_be_met_are_named_and_not_settled_for() -> None:
    """Everybody in the north is young here, and the population says half are not."""
    rows = [
        response(1, area="North", age_band="young"),
        response(2, area="South", age_band="old"),
        response(3, area="South", age_band="old"),
    ]
    population = households(
        99, area={"North": 50, "South": 50}, age_band={"young": 20, "old": 80}
    )
    with pytest.raises(WeightingError, match="500 rounds: the shares of area"):
        lcra(rows, population, "area", "age_band")


def test_what_is_amiss_in_answers_is_told_with_its_first_line() -> None:
    rows = [
        response(1),
        response(2, TP05="six", TP04="na"),
        response(3, TP05="7", repair_12_months="perhaps", TP02="4"),
    ]
    table = read_text("survey.csv", csv_of(rows))
    found = work_out(read_responses(table), population_of(households(9)), (), YEAR)
    lines = [str(one) for one in amiss(table, found["LCRA"])]
    assert [line.split(":")[0] for line in lines] == [
        "TP02",
        "TP04",
        "TP05",
        "repair_12_months",
    ]
    assert "First on line 4, “4”" in lines[0]
    assert "2 × none of 5 to 1" in lines[2]
    assert "First on line 3, “six”" in lines[2]
    assert "neither yes nor no" in lines[3]


def test_households_without_a_row_are_refused_as_such() -> None:
    with pytest.raises(TableError, match="No household stands in the file"):
        population_of(b"stock_type,characteristic,value,households\n")


def test_margins_that_say_the_same_twice_do_not_settle_and_say_why() -> None:
    """Area decides age but for one: the shares asked for hang on that one alone."""
    rows = [response(n, area="North", age_band="Young") for n in range(50)]
    rows += [response(n, area="South", age_band="Old") for n in range(50, 100)]
    rows.append(response(100, area="North", age_band="Old"))
    shares = {"area": {"North": 50, "South": 50}, "age_band": {"Young": 50, "Old": 50}}
    with pytest.raises(WeightingError, match="go so closely together"):
        lcra(rows, households(1_000, **shares), "area", "age_band")
