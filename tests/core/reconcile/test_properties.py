"""For any numbers: no certain alarm on a table that is right, and none missed."""

import json
from fractions import Fraction
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from putright.core.reconcile import from_grid, read_json, reconcile
from putright.core.reconcile.printed import spell

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 300), st.integers(0, 40_000))
ROWS = st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=12)
PLACES = st.integers(0, 2)


def percent(top: int, base: int, places: int) -> str:
    """Print a percentage, rounded half up; a dash for nothing counted."""
    if not base:
        return "-"
    return spell(Fraction(top * 100, base), places=places, unit="%")


def consistent(
    rows: list[tuple[int, int, int]], places: int, *, total: bool
) -> list[list[str]]:
    """Print a table in which all follows: sums, rates, shares, a running total."""
    body = [
        [a + b + c, a, b, c, sum(sum(row) for row in rows[: at + 1])]
        for at, (a, b, c) in enumerate(rows)
    ]
    whole = [sum(row[at] for row in body) for at in range(4)]
    grid = [
        ["Team", "Received", "In time", "Late", "Open", "To date", "% in time", "Share"]
    ]
    for at, row in enumerate(body):
        shares = [percent(row[1], row[0], places), percent(row[0], whole[0], places)]
        grid.append([f"Team {at}", *map(str, row), *shares])
    if total:
        shares = [percent(whole[1], whole[0], places), percent(1, 1, 0)]
        grid.append(["Total", *map(str, whole), "", *shares])
    return grid


@settings(deadline=None)
@given(ROWS, PLACES, st.booleans(), st.sets(st.integers(1, 7), max_size=5))
def test_a_table_that_follows_raises_no_certain_alarm(
    rows: list[tuple[int, int, int]], places: int, total: bool, gone: set[int]
) -> None:
    """Nor with any of its columns left out."""
    grid = consistent(rows, places, total=total)
    kept = [[cell for at, cell in enumerate(row) if at not in gone] for row in grid]
    assume(len(kept[0]) > 1)
    findings = reconcile([from_grid("t", list(enumerate(kept, 1)))])
    assert not [finding for finding in findings if finding.certain]


@settings(deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=4, max_size=4), min_size=2, max_size=9))
def test_counts_that_have_nothing_to_do_with_each_other_raise_none(
    rows: list[list[int]],
) -> None:
    grid = [["Team", "Calls", "Letters", "Visits", "Repairs"]]
    grid += [[f"Team {at}", *map(str, row)] for at, row in enumerate(rows)]
    findings = reconcile([from_grid("t", list(enumerate(grid, 1)))])
    assert not [one for one in findings if one.certain and one.kind != "sum"]


def stated(
    rows: list[dict[str, Any]], keys: tuple[str, ...], relation: dict[str, Any]
) -> str:
    """Write a table with one relation stated."""
    columns = [{"key": key, "label": key} for key in keys]
    return json.dumps(
        {"id": "t", "columns": columns, "rows": rows, "relations": [relation]}
    )


@settings(deadline=None)
@given(ROWS, st.data())
def test_a_number_changed_in_a_stated_sum_is_found(
    rows: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    keys = ("a", "b", "c", "all")
    table = [dict(zip(keys, (*row, sum(row)), strict=True)) for row in rows]
    relation = {"kind": "sum", "total": "all", "parts": ["a", "b", "c"]}
    assert not reconcile(read_json("x", stated(table, keys, relation)))
    at = data.draw(st.integers(0, len(rows) - 1))
    key = data.draw(st.sampled_from(keys))
    table[at][key] += data.draw(st.integers(1, 99))
    findings = reconcile(read_json("x", stated(table, keys, relation)))
    assert [(one.place.row, one.certain) for one in findings] == [(at, True)]


@settings(deadline=None)
@given(ROWS, PLACES, st.data())
def test_a_number_changed_beyond_rounding_in_a_stated_rate_is_found(
    rows: list[tuple[int, int, int]], places: int, data: st.DataObject
) -> None:
    keys = ("top", "base", "rate")
    table = [
        {"top": a, "base": a + b + 1, "rate": percent(a, a + b + 1, places)}
        for a, b, _ in rows
    ]
    relation = {
        "kind": "rate",
        "rate": "rate",
        "numerator": "top",
        "denominator": "base",
    }
    assert not reconcile(read_json("x", stated(table, keys, relation)))
    at = data.draw(st.integers(0, len(rows) - 1))
    steps = data.draw(st.integers(1, 500))
    true = Fraction(table[at]["top"] * 100, table[at]["base"])
    wrong = true + Fraction(steps, 10**places) + Fraction(1, 2 * 10**places)
    table[at]["rate"] = spell(wrong, places=places, unit="%")
    findings = reconcile(read_json("x", stated(table, keys, relation)))
    assert [(one.place.row, one.certain) for one in findings] == [(at, True)]


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=12), st.data())
def test_a_number_changed_in_a_stated_running_total_is_found(
    counts: list[int], data: st.DataObject
) -> None:
    keys = ("n", "so_far")
    table = [{"n": n, "so_far": sum(counts[: at + 1])} for at, n in enumerate(counts)]
    relation = {"kind": "cumulative", "column": "so_far", "of": "n"}
    assert not reconcile(read_json("x", stated(table, keys, relation)))
    at = data.draw(st.integers(0, len(counts) - 1))
    table[at]["so_far"] += data.draw(st.integers(1, 99))
    findings = reconcile(read_json("x", stated(table, keys, relation)))
    assert at in [one.place.row for one in findings if one.certain]
