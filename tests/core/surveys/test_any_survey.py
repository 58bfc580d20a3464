"""Whatever the survey: the order of rows is nothing, and weights meet their margins."""

import csv
import io
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.surveys.fieldwork import (
    COLUMNS,
    Row,
    csv_of,
    households,
    lcra,
    response,
    worked_out,
)

from putright.core.surveys import Result, WeightingError, told
from putright.core.surveys.cells import Floats

AREAS, AGES = ("North", "South", "West"), ("16 to 34", "35 to 64", "65 and over")
answers = st.sampled_from(["5", "4", "3", "2", "1", "na", "", "x"])


@st.composite
def surveys(draw: st.DrawFn) -> list[Row]:
    """Draw responses of every area and age, no two of a household on one day."""
    ages = st.sampled_from(AGES)
    pairs = [(area, draw(ages)) for area in AREAS]
    pairs += [(draw(st.sampled_from(AREAS)), age) for age in AGES]
    more = st.lists(st.tuples(st.sampled_from(AREAS), ages), max_size=20)
    rows: list[Row] = []
    for number, (area, age) in enumerate([*pairs, *draw(more)]):
        extra = {
            "area": area,
            "age_band": age,
            "answered_on": f"2024-10-{number % 28 + 1:02d}",
            "repair_12_months": draw(st.sampled_from(["yes", "no", ""])),
            "TP02": draw(answers),
            "TP11": draw(answers),
        }
        if number >= len(pairs):
            extra["household"] = f"H{draw(st.integers(100, 120))}"
            extra["area"], extra["age_band"] = pairs[0]
        rows.append(response(number, draw(answers), **extra))
    return rows


numbers = st.integers(1, 5_000)
populations = st.builds(
    lambda area, age: households(
        90_000,
        area=dict(zip(AREAS, area, strict=True)),
        age_band=dict(zip(AGES, age, strict=True)),
    ),
    st.tuples(numbers, numbers, numbers),
    st.tuples(numbers, numbers, numbers),
)
chosen = st.sampled_from([(), ("area",), ("age_band", "area")])


def _told(data: bytes, population: bytes, by: tuple[str, ...]) -> object:
    try:
        return told(worked_out(data, population, *by))
    except WeightingError as error:
        return str(error)


def _unless_unsettled(
    rows: list[Row], population: bytes, by: tuple[str, ...]
) -> Result | None:
    """Work out a survey, or None: its groups hold no response in common."""
    try:
        return lcra(rows, population, *by)
    except WeightingError as error:
        if "did not settle" in str(error) and error.characteristic in by:
            return None
        raise


@settings(deadline=None, max_examples=60)
@given(surveys(), populations, chosen, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_digit(
    rows: list[Row], population: bytes, by: tuple[str, ...], random: Random
) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)
    expected = _told(csv_of(rows), population, by)
    assert _told(csv_of(shuffled), population, by) == expected


@settings(deadline=None, max_examples=40)
@given(surveys(), populations, chosen, st.randoms(use_true_random=False))
def test_a_response_delivered_twice_changes_no_digit_but_how_many_were_read(
    rows: list[Row], population: bytes, by: tuple[str, ...], random: Random
) -> None:
    """Fieldwork comes in waves that overlap, in whatever order."""
    more = [*rows, rows[random.randrange(len(rows))]]
    random.shuffle(more)
    expected = _told(csv_of(rows), population, by)
    found = _told(csv_of(more), population, by)
    if isinstance(expected, dict) and isinstance(found, dict):
        for told in (expected, found):
            told["stock_types"]["LCRA"].pop("read")
    assert found == expected


@settings(deadline=None, max_examples=30)
@given(surveys(), populations, chosen)
def test_quotation_marks_line_ends_and_blank_lines_change_nothing(
    rows: list[Row], population: bytes, by: tuple[str, ...]
) -> None:
    """The quick reader and the careful one give the same."""
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, quoting=csv.QUOTE_ALL, lineterminator="\n\n")
    table.writeheader()
    table.writerows(rows)
    quoted = b"\xef\xbb\xbf" + out.getvalue().encode()
    assert _told(quoted, population, by) == _told(csv_of(rows), population, by)


@settings(deadline=None, max_examples=100)
@given(surveys(), populations, chosen)
def test_weights_have_mean_1_and_every_margin_is_met(
    rows: list[Row], population: bytes, by: tuple[str, ...]
) -> None:
    found = _unless_unsettled(rows, population, by)
    if found is None:
        return
    cells, weights = found.sample.cells, found.sample.weights
    assert cells.responses @ weights.of == pytest.approx(found.kept)
    assert weights.design_effect >= 1 - 1e-12
    for margin in cells.margins:
        held: Floats = margin.sums(cells.responses * weights.of) / found.kept
        like = next(
            o for o in found.likeness if o.characteristic == margin.characteristic
        )
        wanted = {g.value: g.population for g in like.groups}
        for value, share in zip(margin.values, held, strict=True):
            target = wanted[value]
            assert target is not None
            assert 100 * share == pytest.approx(target, abs=2e-7)


@settings(deadline=None, max_examples=60)
@given(surveys(), populations, chosen)
def test_results_are_proportions_with_an_error_or_nothing(
    rows: list[Row], population: bytes, by: tuple[str, ...]
) -> None:
    found = _unless_unsettled(rows, population, by)
    if found is None:
        return
    for code, one in found.estimates.items():
        assert one.base == sum(found.counted[code].counts)
        if not one.base:
            assert one.weighted is None
            continue
        assert one.weighted is not None
        assert -1e-9 <= one.weighted <= 100 + 1e-9
        assert one.se is not None
        assert 0 <= one.se < 100
