"""Whatever the records, what they come to does not hang on how they lie in the file."""

from collections.abc import Mapping
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.measures.made import REPAIR, frame, listed, measured, one

from putright.core.measures.records import Answer

STOCKS = st.sampled_from(["LCRA", "LCHO", "leasehold", "", "lcra"])
ANSWER = st.sampled_from(["yes", "no", ""])
AREAS = st.sampled_from(["North", "South", ""])
MOMENT = st.sampled_from(
    [
        "",
        "2024-03-31",
        "2024-04-01",
        "2024-10-07T09:00",
        "2025-03-31T23:59:59",
        "2025-04-01",
        "2024-10-07",
    ]
)
HOMES = st.fixed_dictionaries(
    {
        "stock_type": STOCKS,
        "area": AREAS,
        "gas_required": ANSWER,
        "gas_current": ANSWER,
        "decent_homes_applies": ANSWER,
        "decent_homes_fails": ANSWER,
    }
)
REPAIRS = st.fixed_dictionaries(
    {
        "stock_type": STOCKS,
        "area": AREAS,
        "priority": st.sampled_from(["emergency", "non_emergency", ""]),
        "target_at": MOMENT,
        "completed_at": MOMENT,
        "cancelled_at": st.sampled_from(["", "", "2024-05-05"]),
    }
)


def values(answer: Answer) -> list[Any]:
    """Give all that an answer says of its measures."""
    return [
        (m.measure.code, m.stock_type, m.total, m.left_out, m.by)
        for m in answer.measures
    ]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(HOMES, min_size=1, max_size=12),
    st.lists(REPAIRS, min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_neither_order_nor_chunks_nor_a_repeated_home_change_a_result(
    homes: list[Mapping[str, str]], repairs: list[Mapping[str, str]], random: Any
) -> None:
    files = {"homes": frame("homes", *homes), "repairs": frame("repairs", *repairs)}
    expected = values(measured(files, "area"))
    rows = files["homes"].collect()
    order = [*list(range(len(rows))), random.randrange(len(rows))]
    random.shuffle(order)
    pieces = [rows[at : at + 1] for at in order]
    jobs = files["repairs"].collect()
    mixed = list(range(len(jobs)))
    random.shuffle(mixed)
    shuffled = {
        "homes": pl.concat(pieces, rechunk=False).lazy(),
        "repairs": pl.concat([jobs[at : at + 1] for at in mixed], rechunk=False).lazy(),
    }
    assert values(measured(shuffled, "area")) == expected


@settings(max_examples=25, deadline=None)
@given(st.lists(REPAIRS, min_size=1, max_size=12))
def test_a_repair_is_counted_or_left_out_and_never_neither(
    repairs: list[Mapping[str, str]],
) -> None:
    """One with no priority is left out of both parts; any other stands in one."""
    files = {"repairs": frame("repairs", *repairs)}
    answer = measured(files)
    parts = {}
    for code in ("RP02_1", "RP02_2"):
        parts[code] = listed(code, files)
        found = one(answer, code)
        states = [counted for counted, _ in parts[code].values()]
        assert states.count("met") == found.total.numerator
        assert states.count("met") + states.count("not_met") == found.total.denominator
        assert states.count("left_out") == sum(found.left_out.values())
    for number, repair in enumerate(repairs, start=1):
        told = [code for code, rows in parts.items() if f"X-{number}" in rows]
        assert len(told) == (1 if repair["priority"] else 2)


@settings(max_examples=25, deadline=None)
@given(st.lists(HOMES, min_size=1, max_size=12))
def test_a_home_is_counted_left_out_or_needs_no_check(
    homes: list[Mapping[str, str]],
) -> None:
    files = {"homes": frame("homes", *homes)}
    found = one(measured(files), "BS01")
    rows = listed("BS01", files)
    ours = [
        home
        for home in homes
        if home["stock_type"].upper() in ("LCRA", "LCHO")
        and home["gas_required"] == "no"
    ]
    assert len(rows) == len(homes) - len(ours)
    counted = found.total.denominator or 0
    assert counted + sum(found.left_out.values()) == len(rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(REPAIRS, min_size=1, max_size=12))
def test_typed_columns_come_to_the_same_as_their_text(
    repairs: list[Mapping[str, str]],
) -> None:
    text = frame("repairs", *repairs)
    moment = pl.col("completed_at").str.replace("T", " ", literal=True)
    full = pl.when(moment.str.len_chars() == 10).then(moment + " 00:00:00")
    full = full.when(moment.str.len_chars() == 16).then(moment + ":00")
    typed = text.with_columns(full.otherwise(moment).str.to_datetime(strict=False))
    assert REPAIR.keys() <= set(typed.collect_schema().names())
    assert values(measured({"repairs": typed}, "area")) == values(
        measured({"repairs": text}, "area")
    )
