"""NM01: cases of anti-social behaviour opened in the year, and the hate among them."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from putright.core.measures.records.columns import (
    NOT_A_MOMENT,
    NOT_YES_OR_NO,
    as_text,
    is_typed,
    moment,
    not_a_moment,
    with_moments,
    yes_or_no,
)
from putright.core.measures.records.faults import Wrong, find
from putright.core.measures.records.homes import once, repeated, strange
from putright.core.measures.records.stock import ALL, reason, stock_of
from putright.core.measures.records.values import (
    LEFT_OUT,
    MET,
    SHOWN_RECORDS,
    Account,
    Check,
    RecordsRefusedError,
    label,
    named,
)

FILE = "asb"
KEY = "case"
NEEDED = {
    "NM01_1": ("stock_type", "opened_on"),
    "NM01_2": ("stock_type", "opened_on", "hate_incident"),
}


def prepared(asb: pl.LazyFrame) -> pl.LazyFrame:
    """Read the days on which cases were opened."""
    return with_moments(asb, ["opened_on"])


def _state(code: str, schema: pl.Schema, first: datetime, after: datetime) -> pl.Expr:
    """Say how a case stands; null for one of another year, or without hate in part 2.

    A case with no day, or in part 2 with no word on hate, is not known.
    """
    opened = moment("opened_on")
    inside = opened.is_between(first, after, closed="left")
    blank = pl.when(opened.is_null()).then(pl.lit("unknown"))
    if code == "NM01_1":
        return blank.when(inside).then(pl.lit(MET))
    hate = yes_or_no(schema, "hate_incident").value
    unsaid = blank.when(inside & hate.is_null()).then(pl.lit("unknown"))
    return unsaid.when(inside & hate).then(pl.lit(MET))


def count(
    asb: pl.LazyFrame,
    codes: Sequence[str],
    first: datetime,
    after: datetime,
    split: Sequence[str],
) -> dict[str, Account]:
    """Count the cases of the year for the parts of NM01.

    Raises RecordsRefusedError for a day or a yes or no that can't be read.
    """
    schema = asb.collect_schema()
    _refuse(asb, schema, codes)
    names = ["stock_type", *split]
    keys = [pl.col(name).alias(f"_{place}") for place, name in enumerate(names)]
    states = [_state(code, schema, first, after).alias(f"_{code}") for code in codes]
    counted = (
        prepared(once(asb, KEY))
        .group_by([*keys, *states])
        .agg(pl.len().alias("_count"))
        .collect(engine="streaming")
    )
    accounts = {code: Account() for code in codes}
    for row in counted.iter_rows(named=True):
        labels = {name: label(row[f"_{n}"]) for n, name in enumerate(split, start=1)}
        for code in codes:
            state = row[f"_{code}"]
            if state is not None:
                why = reason(stock_of(row["_0"]), ALL)
                accounts[code].add(why or state, row["_count"], labels)
    return accounts


def _refuse(asb: pl.LazyFrame, schema: pl.Schema, codes: Sequence[str]) -> None:
    wrong = []
    if not is_typed(schema, "opened_on"):
        wrong.append(Wrong("opened_on", not_a_moment("opened_on"), NOT_A_MOMENT))
    if "NM01_2" in codes:
        hate = yes_or_no(schema, "hate_incident").bad
        if hate is not None:
            wrong.append(Wrong("hate_incident", hate, NOT_YES_OR_NO))
    if faults := find(prepared(asb), FILE, wrong):
        raise RecordsRefusedError(faults)


def checks(
    code: str,
    asb: pl.LazyFrame,
    first: datetime,
    after: datetime,
    areas: frozenset[str] | None,
) -> list[Check]:
    """Find what a person should look at among the cases that a part counts.

    An area that no home has, a stock type in a word that is not known, and cases of one
    number that differ: each of those counts.
    """
    schema = asb.collect_schema()
    counted = _counted(code, schema, first, after)
    read = prepared(once(asb, KEY))
    found = strange(read.filter(_state(code, schema, first, after) == MET), code)
    if KEY in schema:
        twice = repeated(read.filter(counted), schema, KEY)
        if len(twice):
            first_ones = named(twice[:SHOWN_RECORDS])
            found.append(Check("case_differs", code, len(twice), first_ones))
    if areas is None or "area" not in schema:
        return found
    lost = counted & ~as_text(schema, "area").is_in(list(areas))
    key = as_text(schema, KEY) if KEY in schema else pl.lit(None, pl.String)
    rows = read.filter(lost).select(key.alias(KEY))
    gone = rows.collect(engine="streaming").to_series()
    if len(gone):
        names = gone.drop_nulls().sort().head(SHOWN_RECORDS)
        found.append(Check("area_unknown", code, len(gone), named(names)))
    return found


def _counted(code: str, schema: pl.Schema, first: datetime, after: datetime) -> pl.Expr:
    """Say of which cases a part consists."""
    stock = as_text(schema, "stock_type").str.to_uppercase()
    return (_state(code, schema, first, after) == MET) & stock.is_in(list(ALL))


def listing(
    code: str, asb: pl.LazyFrame, first: datetime, after: datetime
) -> pl.LazyFrame:
    """Give each case that a part of NM01 counts or leaves out, and why.

    Columns: reference, counted, why, stock_type.
    """
    schema = asb.collect_schema()
    stock = as_text(schema, "stock_type")
    state = _state(code, schema, first, after)
    why = (
        pl.when(stock.is_null())
        .then(pl.lit("unknown"))
        .when(~stock.str.to_uppercase().is_in(list(ALL)))
        .then(pl.lit("other_stock"))
        .otherwise(state)
    )
    counted = pl.when(why == MET).then(pl.lit(MET)).otherwise(pl.lit(LEFT_OUT))
    key = as_text(schema, KEY) if KEY in schema else pl.lit(None, pl.String)
    words = {MET: "opened in the year" + " with hate" * (code == "NM01_2")}
    return (
        prepared(once(asb, KEY))
        .filter(state.is_not_null())
        .select(
            key.alias("reference"),
            counted.alias("counted"),
            why.replace(words).alias("why"),
            stock.alias("stock_type"),
        )
    )
