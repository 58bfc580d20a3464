"""BS01 to BS05 and RP01 from the homes owned at year end, and what rates divide by.

A home that stands twice in the file, every cell alike, is one home. Homes with the same
reference that differ are both counted, and told among the checks.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

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
from putright.core.measures.records.stock import ALL, LCRA, is_strange, reason, stock_of
from putright.core.measures.records.values import (
    LEFT_OUT,
    MET,
    NOT_MET,
    SHOWN_RECORDS,
    Account,
    Check,
    Homes,
    RecordsRefusedError,
    label,
    named,
)

FILE = "homes"
SAFETY = {"BS01": "gas", "BS02": "fire", "BS03": "asbestos", "BS04": "water"} | {
    "BS05": "lift"
}
DECENT = "RP01"


class Pair(NamedTuple):
    """The two columns of a measure: whether it applies to a home, and how it stands.

    `counted`: whose homes it is about. RP01 counts the homes that fail.
    """

    code: str
    applies: str
    stands: str
    counted: tuple[str, ...]
    words: tuple[str, str]


PAIRS = (
    *(
        Pair(
            code,
            f"{area}_required",
            f"{area}_current",
            ALL,
            ("every required check is current", "a required check is not current"),
        )
        for code, area in SAFETY.items()
    ),
    Pair(
        DECENT,
        "decent_homes_applies",
        "decent_homes_fails",
        (LCRA,),
        ("fails the standard", "not recorded as failing the standard"),
    ),
)


def needed(code: str) -> tuple[str, ...]:
    """Give the columns that a measure of homes needs."""
    pair = _pair(code)
    return ("stock_type", pair.applies, pair.stands)


def _pair(code: str) -> Pair:
    return next(pair for pair in PAIRS if pair.code == code)


def once(homes: pl.LazyFrame, key: str = "home") -> pl.LazyFrame:
    """Leave out rows that repeat another in every cell; one without a key does not."""
    schema = homes.collect_schema()
    if key not in schema:
        return homes
    blank = as_text(schema, key).is_null()
    return pl.concat([homes.filter(~blank).unique(), homes.filter(blank)])


class HomesTold(NamedTuple):
    """What the homes come to: accounts by measure, and homes by stock type."""

    accounts: dict[str, Account]
    homes: dict[str, Homes]


def _state(pair: Pair, schema: pl.Schema) -> pl.Expr:
    """Say how a home stands to a measure; null where it is not about the home."""
    applies = yes_or_no(schema, pair.applies).value
    stands = yes_or_no(schema, pair.stands).value.fill_null(value=False)
    return (
        pl.when(applies.is_null())
        .then(pl.lit("unknown"))
        .when(applies & stands)
        .then(pl.lit(MET))
        .when(applies)
        .then(pl.lit(NOT_MET))
    )


def count(homes: pl.LazyFrame, codes: Sequence[str], split: Sequence[str]) -> HomesTold:
    """Count the homes for some measures, in all and by each column of the split.

    Raises RecordsRefusedError where a cell is neither yes nor no.
    """
    schema = homes.collect_schema()
    _refuse(homes, schema, codes)
    told = HomesTold(
        {code: Account() for code in codes}, {stock: Homes() for stock in ALL}
    )
    keys = [pl.col("stock_type"), *(pl.col(name) for name in split)]
    keys = [key.alias(f"_{place}") for place, key in enumerate(keys)]
    states = [_state(_pair(code), schema).alias(f"_{code}") for code in codes]
    counted = (
        once(homes)
        .group_by([*keys, *states])
        .agg(pl.len().alias("_count"))
        .collect(engine="streaming")
    )
    for row in counted.iter_rows(named=True):
        labels = {name: label(row[f"_{n}"]) for n, name in enumerate(split, start=1)}
        stock, size = stock_of(row["_0"]), row["_count"]
        if stock in told.homes:
            told.homes[stock].add(size, labels)
        for code in codes:
            state = reason(stock, _pair(code).counted) or row[f"_{code}"]
            if state is not None:
                told.accounts[code].add(state, size, labels)
    return told


def _refuse(homes: pl.LazyFrame, schema: pl.Schema, codes: Sequence[str]) -> None:
    wrong = []
    for code in codes:
        for name in (_pair(code).applies, _pair(code).stands):
            bad = yes_or_no(schema, name).bad
            if bad is not None:
                wrong.append(Wrong(name, bad, NOT_YES_OR_NO))
    if faults := find(homes, FILE, wrong):
        raise RecordsRefusedError(faults)


def checks(homes: pl.LazyFrame, codes: Sequence[str], after: datetime) -> list[Check]:
    """Find what a person should look at: a home twice, a check dated after year end,
    a failing home to which the standard does not apply, an answer left blank.

    `after`: the first moment after the year. The date of a check is looked at where
    the file has it, as `gas_checked_on` and so on.
    """
    schema = homes.collect_schema()
    dated = {code: f"{area}_checked_on" for code, area in SAFETY.items()}
    dated = {c: name for c, name in dated.items() if c in codes and name in schema}
    _refuse_days(homes, schema, list(dated.values()))
    rules = [_unsaid(code, schema) for code in codes]
    rules += [
        ("check_dated_after_year_end", code, moment(name) >= after)
        for code, name in dated.items()
    ]
    if DECENT in codes:
        applies = yes_or_no(schema, "decent_homes_applies").value
        fails = yes_or_no(schema, "decent_homes_fails").value
        rules.append(("fails_without_applying", DECENT, fails & ~applies))
    read = with_moments(once(homes), dated.values())
    return [*_twice(homes, schema), *_where(read, schema, rules), *strange(homes)]


def _unsaid(code: str, schema: pl.Schema) -> tuple[str, str, pl.Expr]:
    """Find homes that a measure is about, and of which the answer is blank."""
    pair = _pair(code)
    applies = yes_or_no(schema, pair.applies).value
    blank = yes_or_no(schema, pair.stands).value.is_null()
    return f"{pair.stands}_blank", code, applies & blank


def _refuse_days(homes: pl.LazyFrame, schema: pl.Schema, names: Sequence[str]) -> None:
    wrong = [
        Wrong(name, not_a_moment(name), NOT_A_MOMENT)
        for name in names
        if not is_typed(schema, name)
    ]
    if faults := find(with_moments(homes, names), FILE, wrong):
        raise RecordsRefusedError(faults)


def _where(
    homes: pl.LazyFrame,
    schema: pl.Schema,
    rules: Sequence[tuple[str, str, pl.Expr]],
) -> list[Check]:
    """Look every rule over in one pass, and name the homes of those that found any."""
    if not rules:
        return []
    holding = [
        rule.fill_null(value=False).alias(str(n)) for n, (*_, rule) in enumerate(rules)
    ]
    sums = homes.select(one.sum() for one in holding).collect(engine="streaming")
    key = as_text(schema, "home") if "home" in schema else pl.lit(None, pl.String)
    found = []
    for (check, code, rule), count in zip(rules, sums.row(0), strict=True):
        if count:
            rows = homes.filter(rule).select(key.alias("home"))
            refs = rows.collect(engine="streaming")["home"].drop_nulls().unique()
            first = named(refs.sort().head(SHOWN_RECORDS))
            found.append(Check(check, code, count, first))
    return found


def _twice(homes: pl.LazyFrame, schema: pl.Schema) -> list[Check]:
    if "home" not in schema:
        return []
    twice = repeated(homes, schema, "home")
    if not len(twice):
        return []
    again = homes.filter(as_text(schema, "home").is_in(twice.to_list()))
    stock = as_text(schema, "stock_type").str.to_uppercase()
    kinds = (
        once(again)
        .group_by(as_text(schema, "home").alias("home"))
        .agg(
            pl.len().alias("rows"),
            stock.is_in(list(ALL)).any(),
            stock.n_unique().alias("n"),
        )
    )
    told = kinds.sort("home").collect(engine="streaming")
    groups = {
        "home_twice": twice,
        "home_differs": told.filter(pl.col("rows") > 1)["home"],
        "home_of_two_stock_types": told.filter(
            pl.col("stock_type") & (pl.col("n") > 1)
        )["home"],
    }
    return [
        Check(check, "", len(found), named(found[:SHOWN_RECORDS]))
        for check, found in groups.items()
        if len(found)
    ]


def repeated(frame: pl.LazyFrame, schema: pl.Schema, key: str) -> pl.Series:
    """Give the keys that stand in more than one row, sorted; blanks are none."""
    rows = frame.select(as_text(schema, key).alias(key)).drop_nulls()
    again = rows.group_by(key).len().filter(pl.col("len") > 1).sort(key)
    return again.collect(engine="streaming")[key]


def strange(frame: pl.LazyFrame, code: str = "") -> list[Check]:
    """Tell of stock types in words that no file of ours has: they count as other."""
    counted = frame.group_by("stock_type").len().collect(engine="streaming")
    rows = {label(s): n for s, n in counted.iter_rows() if is_strange(s)}
    if not rows:
        return []
    return [Check("stock_type_strange", code, sum(rows.values()), named(sorted(rows)))]


def areas_of(homes: pl.LazyFrame) -> frozenset[str] | None:
    """Give the areas of the homes; None where the file does not say any."""
    schema = homes.collect_schema()
    if "area" not in schema:
        return None
    found = homes.select(as_text(schema, "area").unique()).collect(engine="streaming")
    return frozenset(found.to_series().drop_nulls()) or None


def listing(code: str, homes: pl.LazyFrame) -> pl.LazyFrame:
    """Give each home that a measure counts or leaves out, and why.

    Columns: reference, counted, why, stock_type.
    """
    schema = homes.collect_schema()
    pair = _pair(code)
    stock = as_text(schema, "stock_type")
    mine = stock.str.to_uppercase().is_in(list(pair.counted))
    state = _state(pair, schema)
    why = (
        pl.when(stock.is_null())
        .then(pl.lit("unknown"))
        .when(~mine)
        .then(pl.lit("other_stock"))
        .otherwise(state)
    )
    counted = pl.when(why.is_in([MET, NOT_MET])).then(why).otherwise(pl.lit(LEFT_OUT))
    home = as_text(schema, "home") if "home" in schema else pl.lit(None, pl.String)
    words = dict(zip((MET, NOT_MET), pair.words, strict=True))
    return (
        once(homes)
        .filter(why.is_not_null())
        .select(
            home.alias("reference"),
            counted.alias("counted"),
            why.replace(words).alias("why"),
            stock.alias("stock_type"),
        )
    )
