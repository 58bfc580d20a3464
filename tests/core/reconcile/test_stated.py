"""Relations that the reader states: held whatever the other rows do."""

import json
from typing import Any

import pytest

from putright.core.reconcile import Finding, read_json, reconcile, unreadable

ROWS = [
    ("April", 12, 3, 15, 12, "80%", 15),
    ("May", 20, 5, 25, 20, "80%", 40),
    ("June", 18, 2, 20, 19, "90%", 60),
]
KEYS = ("month", "one", "two", "all", "in_time", "share", "so_far")


def given(*relations: dict[str, Any], **changes: Any) -> str:
    """Write the table as JSON, some cells changed: `June_all=21`."""
    rows = [dict(zip(KEYS, row, strict=True)) for row in ROWS]
    for name, value in changes.items():
        month, _, key = name.partition("_")
        next(row for row in rows if row["month"] == month)[key] = value
    columns = [{"key": key, "label": key.replace("_", " ")} for key in KEYS]
    table = {"id": "t", "columns": columns, "rows": rows, "relations": list(relations)}
    return json.dumps(table)


def held(text: str) -> list[Finding]:
    """Hold the tables of a text."""
    return reconcile(read_json("x", text))


SUM = {"kind": "sum", "total": "all", "parts": ["one", "two"]}
RATE = {"kind": "rate", "rate": "share", "numerator": "in_time", "denominator": "all"}
RUNNING = {"kind": "cumulative", "column": "so_far", "of": "all"}


def test_a_stated_sum_is_held_in_every_row() -> None:
    assert not held(given(SUM))
    findings = held(given(SUM, June_all=21, May_all=26, April_all=16))
    assert [one.row for one in findings] == ["April", "May", "June"]
    assert all(one.certain and one.kind == "sum" for one in findings)


def test_a_stated_rate_is_held_and_nothing_else_is_proposed() -> None:
    findings = held(given(RATE, June_so_far=99))
    assert [(one.row, one.should_be) for one in findings] == [("June", "95%")]


def test_a_stated_rate_may_have_a_number_for_its_base() -> None:
    one = {**RATE, "denominator": 20}
    assert [finding.row for finding in held(given(one))] == ["April", "May", "June"]


def test_a_stated_running_total() -> None:
    assert not held(given(RUNNING))
    findings = held(given(RUNNING, May_so_far=41))
    assert [(one.row, one.should_be, one.kind) for one in findings] == [
        ("May", "40", "cumulative")
    ]


def test_stated_rows() -> None:
    whole = {"kind": "sum", "total_row": "June", "rows": ["April", "May"]}
    findings = held(given({**whole, "columns": ["one"]}))
    assert [(one.column, one.should_be) for one in findings] == [("one", "32")]


def test_a_stated_running_total_between_rows() -> None:
    """The third row is said to be the sum of the two before it, in one column."""
    rows = {"kind": "cumulative", "row": "June", "of": ["April", "May"]}
    assert [one.column for one in held(given({**rows, "columns": ["one"]}))] == ["one"]


def test_stated_shares_of_a_whole() -> None:
    relation = {"kind": "share", "columns": ["one", "two"], "total": 25}
    assert [one.row for one in held(given(relation))] == ["April", "June"]
    down = {"kind": "share", "column": "share", "total": 250}
    assert not held(given(down))
    assert len(held(given({**down, "total": 260}))) == 1


def test_stated_share_of_a_base_alone() -> None:
    relation = {"kind": "share", "column": "share", "base": "all"}
    findings = held(given(relation, May_share="81%"))
    assert [(one.row, one.kind) for one in findings] == [("May", "impossible")]


def test_stated_to_be_the_same() -> None:
    columns = {"kind": "same", "columns": ["one", "in_time"]}
    assert [one.row for one in held(given(columns))] == ["June"]
    cells = {
        "kind": "same",
        "cells": [
            {"row": "April", "column": "one"},
            {"table": "u", "row": 1, "column": "n"},
        ],
    }
    other = {"id": "u", "columns": ["n"], "rows": [{"n": 13}]}
    both = f"[{given(cells)}, {json.dumps(other)}]"
    assert [(one.table, one.should_be) for one in held(both)] == [("u", "12")]


def test_relations_may_stand_beside_a_list_of_tables() -> None:
    whole = {"tables": [json.loads(given())], "relations": [SUM]}
    whole["tables"][0]["rows"][0]["all"] = 16
    assert [one.row for one in held(json.dumps(whole))] == ["April"]


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        ({"kind": "guess"}, "Use one of: sum, rate, share, cumulative, same"),
        ({}, "Use one of"),
        ({"kind": "sum", "total": "al", "parts": ["one"]}, "There are: month, one"),
        ({"kind": "sum", "total": "all"}, "It is missing"),
        ({"kind": "sum", "total": "all", "parts": []}, "list of columns"),
        ({"kind": "sum", "total_row": "July"}, "No rows have this label"),
        ({**RATE, "multiplier": "x"}, "whole number"),
        ({"kind": "same", "columns": ["one"]}, "There must be two"),
        ({"kind": "same", "cells": [1, 2]}, "object with “row” and “column”"),
        ({"kind": "same", "cells": 4}, "list of cells"),
        ({"kind": "share", "columns": ["one"], "total": "x"}, "whole number"),
    ],
)
def test_a_relation_that_cannot_be_read_says_what_is_wrong(
    relation: dict[str, Any], said: str
) -> None:
    wrong = unreadable(read_json("x", given(relation)))
    assert [table.id for table, _ in wrong] == ["t"]
    assert said in str(wrong[0][1])
