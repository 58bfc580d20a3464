"""The same rules judged twice: row by row in Python, and by the database."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.apps.figures.making import question_of

from putright.apps.complaints.models import (
    ActionRow,
    CaseRow,
    ClockEntryRow,
    ExtensionRow,
    StageRow,
)
from putright.apps.figures.queries.plans import plan_of, planned
from putright.apps.figures.queries.sql import OUTSIDE, condition, place
from putright.core.figures import FIGURES, Figure, Setting, classify
from putright.core.figures import rules as r
from putright.core.figures.grains import ACTION, CASE, ENTRY, STAGE
from putright.core.figures.rules import holds

pytestmark = pytest.mark.django_db

START = date(2024, 10, 1)
days = st.integers(0, 40).map(lambda n: START + timedelta(n))
maybe = st.none() | days
numbers = st.integers(0, 12)
Made = Mapping[str, Any]

case_rows = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(
            ["complaint", "dissatisfaction", "service_request", "compliment"]
        ),
        "tenure": st.sampled_from(["", "LCRA", "LCHO", "leaseholder"]),
        "imported": st.booleans(),
        "restricted": st.booleans(),
        "received_on": days,
        "refused_on": maybe,
        "withdrawn_on": maybe,
        "closed_on": maybe,
        "improvement_on": maybe,
        "adjustment_review": maybe,
        "learning": st.booleans(),
        "upheld": st.booleans(),
        "vulnerable": st.booleans(),
        "hazard": st.booleans(),
    }
)
stage_rows = st.fixed_dictionaries(
    {
        "number": st.sampled_from([1, 2]),
        "received_on": days,
        "started_on": days,
        "acknowledged_on": maybe,
        "responded_on": maybe,
        "acknowledge_by": maybe,
        "respond_by": maybe,
        "backstop": maybe,
        "unacknowledged_by": maybe,
        "extended_to": maybe,
        "extension_limit": maybe,
        "acknowledgement": st.none()
        | st.sampled_from(["met", "late", "cannot_tell", "not_applicable"]),
        "response": st.none()
        | st.sampled_from(
            [
                "met",
                "met_with_extension",
                "extension_unverified",
                "late",
                "late_extension_invalid",
                "cannot_tell",
                "not_applicable",
            ]
        ),
        "working_days": st.none() | numbers,
        "outcome": st.sampled_from(
            ["", "upheld", "partially_upheld", "not_upheld", "resolved", "withdrawn"]
        ),
        "ended": st.sampled_from(["", "refused", "withdrawn"]),
        "ended_on": maybe,
        "refused": st.just(value=False),
        "compensation_pence": numbers,
        "offered_on": maybe,
        "remedied": st.booleans(),
    }
)
extensions = st.lists(
    st.fixed_dictionaries({"told_on": maybe, "to": days, "lifted": st.booleans()}),
    max_size=2,
)
actions = st.fixed_dictionaries({"made_on": days, "by_when": days, "done_on": maybe})
entries = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["received", "responded"]),
        "happened_on": days,
        "recorded_on": days,
        "working_days": st.none() | numbers,
        "imported": st.booleans(),
    }
)
lives = st.lists(
    st.fixed_dictionaries(
        {
            "case": case_rows,
            "stages": st.lists(
                st.tuples(stage_rows, extensions),
                max_size=2,
                unique_by=lambda pair: pair[0]["number"],
            ),
            "action": actions,
            "entry": entries,
        }
    ),
    min_size=1,
    max_size=4,
)


def store(made: list[dict[str, Any]]) -> None:
    """Put rows of any kind in the tables, whether or not a journal could give them."""
    for number, life in enumerate(made):
        linked = f"C{number - 1}" if number % 2 else ""
        case = CaseRow.objects.create(
            reference=f"C{number}", state="", linked_to=linked, **life["case"]
        )
        for stage, told in life["stages"]:
            row = StageRow.objects.create(case=case, **stage)
            for one in told:
                ExtensionRow.objects.create(stage=row, **one)
        ActionRow.objects.create(case=case, stage=1, ref="a", **life["action"])
        ClockEntryRow.objects.create(case=case, sequence=1, **life["entry"])


def judged_twice(figure: Figure, as_at: date) -> list[tuple[int, int]]:
    """Give each row's place by the database, and by Python on the same columns."""
    question = question_of(first=START, last=START + timedelta(40), as_at=as_at)
    which = planned(plan_of(figure), [figure], question)
    columns = {f"of_{name}": F(which.names[name]) for name in sorted(figure.columns)}
    rows = which.query.annotate(
        of_place=place(figure, which.setting, which.names), **columns
    ).values(*columns, "of_place")
    return [
        (row["of_place"], _place(figure, _columns(row), which.setting)) for row in rows
    ]


def _columns(row: Made) -> dict[str, Any]:
    return {name.removeprefix("of_"): value for name, value in row.items()}


def _place(figure: Figure, row: Made, setting: Setting) -> int:
    sort = classify(figure, row, setting)
    return OUTSIDE if sort is None else figure.sorts.index(sort)


@settings(max_examples=12, deadline=None)
@given(made=lives, as_at=days)
def test_every_figure_judges_a_row_alike_in_python_and_sql(
    made: list[dict[str, Any]], as_at: date
) -> None:
    point = transaction.savepoint()
    store(made)
    for figure in FIGURES.values():
        if figure.grain:
            for by_database, by_python in judged_twice(figure, as_at):
                assert by_database == by_python, figure.code
    transaction.savepoint_rollback(point)


def _leaves() -> st.SearchStrategy[r.Rule]:
    dates = st.sampled_from(
        ["acknowledged_on", "responded_on", "respond_by", "due_then", "second_on"]
    )
    makers: list[st.SearchStrategy[r.Rule]] = [
        st.builds(r.Known, dates),
        st.builds(r.Happened, dates),
        st.builds(r.Ahead, dates),
        st.builds(r.Within, dates),
        st.builds(r.OnOrBefore, dates, dates),
        st.builds(r.Over, st.just("working_days"), numbers),
        st.builds(r.Is, st.just("response"), st.sampled_from(["met", "late"])),
        st.builds(r.In, st.just("outcome"), st.just(("upheld", ""))),
        st.builds(r.Is, st.just("hazard"), st.booleans()),
    ]
    return st.one_of(makers)


def _joined(rules: st.SearchStrategy[r.Rule]) -> st.SearchStrategy[r.Rule]:
    some = st.lists(rules, max_size=3).map(tuple)
    kinds: list[Callable[..., r.Rule]] = [r.Every, r.Either]
    return st.one_of(
        *(st.builds(kind, some) for kind in kinds), st.builds(r.Not, rules)
    )


@settings(max_examples=60, deadline=None)
@given(
    made=lives,
    as_at=days,
    rule=st.recursive(_leaves(), _joined, max_leaves=8),
)
def test_any_rule_holds_of_the_same_rows_in_python_and_sql(
    made: list[dict[str, Any]], as_at: date, rule: r.Rule
) -> None:
    point = transaction.savepoint()
    store(made)
    figure = Figure(
        code="any",
        title="",
        unit="",
        source="",
        grain=STAGE,
        period="received_on",
        population=rule,
    )
    which = planned(plan_of(figure), [figure], question_of(as_at=as_at))
    columns = {f"of_{name}": F(which.names[name]) for name in sorted(figure.columns)}
    rows = list(which.query.annotate(**columns).values("pk", *columns))
    chosen = which.query.filter(condition(rule, which.setting, which.names))
    found = set(chosen.values_list("pk", flat=True))
    assert found == {
        row["pk"] for row in rows if holds(rule, _columns(row), which.setting)
    }
    transaction.savepoint_rollback(point)


def test_every_kind_of_row_has_a_figure() -> None:
    grains = {figure.grain for figure in FIGURES.values()} - {""}
    assert grains == {CASE, STAGE, ACTION, ENTRY}
