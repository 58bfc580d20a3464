"""RP02 from repairs: counted in one pass that holds no record in memory.

Each repair comes to one small number, made of its stock type, its priority and how it
stands; the pass counts those numbers, in each group of a split. What stock type and
priority mean is settled afterwards, on a handful of numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import polars as pl

from putright.core.measures.records.columns import (
    NOT_A_MOMENT,
    any_of,
    as_text,
    is_typed,
    moment,
    not_a_moment,
    with_moments,
)
from putright.core.measures.records.faults import Wrong, find
from putright.core.measures.records.homes import repeated, strange
from putright.core.measures.records.stock import LCHO, LCRA, OTHER_KNOWN
from putright.core.measures.records.values import (
    LEFT_OUT,
    MET,
    NOT_MET,
    SHOWN_RECORDS,
    Account,
    Check,
    Fault,
    RecordsRefusedError,
    label,
    named,
)

FILE = "repairs"
KEY = "job"
COMPARED = 2_000_000
"""Up to how many repairs those with one number are looked for: all are in memory."""
NEEDED = ("stock_type", "priority", "target_at", "completed_at", "cancelled_at")
PRIORITIES = {"non_emergency": "RP02_1", "emergency": "RP02_2"}
MOMENTS = ("raised_at", "target_at", "completed_at", "cancelled_at")
NOT_A_PRIORITY = "This is no priority. Write emergency or non_emergency."

_STANDS = ("cancelled", "not_completed", "no_target", MET, NOT_MET, "unreadable")
_EARLY, _STOCK, _PRIORITY = 8, 16, 64
_STOCKS = ("LCRA", "", "other", "strange")
_NAMES = (*PRIORITIES, "", "strange")
_EARLIER = moment("completed_at") < moment("raised_at")
_WORDS = tuple((word,) for word in PRIORITIES)


class Spellings(NamedTuple):
    """How the words are written in the file at hand, those of ours first."""

    blank: tuple[str, ...] = ("",)
    lcra: tuple[str, ...] = (LCRA,)
    other: tuple[str, ...] = (LCHO, *OTHER_KNOWN)
    priorities: tuple[tuple[str, ...], ...] = _WORDS


class Group(NamedTuple):
    """Repairs that stand alike: how many, and what they have in a split's columns."""

    stock: str
    priority: str
    stands: str
    early: bool
    size: int
    labels: Mapping[str, str]


def prepared(repairs: pl.LazyFrame) -> pl.LazyFrame:
    """Read the moments of repairs, those that the file has."""
    there = repairs.collect_schema()
    return with_moments(repairs, [name for name in MOMENTS if name in there])


def stands(schema: pl.Schema, first: datetime, after: datetime) -> pl.Expr:
    """Say how a repair stands, as its place in `_STANDS`: the first that fits."""
    completed, target = moment("completed_at"), moment("target_at")
    in_year = completed.is_between(first, after, closed="left").fill_null(value=False)
    found = (
        pl.when(moment("cancelled_at").is_not_null())
        .then(_byte(0))
        .when(~in_year)
        .then(_byte(1))
        .when(target.is_null())
        .then(_byte(2))
        .when(completed <= target)
        .then(_byte(3))
        .otherwise(_byte(4))
    )
    bad = any_of([one.bad for one in _wrong(schema)])
    return found if bad is None else pl.when(bad).then(_byte(5)).otherwise(found)


def _byte(number: int) -> pl.Expr:
    """Give a number in one byte: columns of wider ones take four times as long."""
    return pl.lit(number, dtype=pl.UInt8)


def _wrong(schema: pl.Schema) -> list[Wrong]:
    """Say where a moment can't be read, of the columns that are not typed."""
    names = [one for one in MOMENTS if one in schema and not is_typed(schema, one)]
    return [Wrong(name, not_a_moment(name), NOT_A_MOMENT) for name in names]


def _number(
    schema: pl.Schema, spellings: Spellings, first: datetime, after: datetime
) -> pl.Expr:
    """Give the small number that a repair comes to."""
    stock, priority = _text(schema, "stock_type"), _text(schema, "priority")
    whose = (
        pl.when(_one_of(stock, spellings.lcra))
        .then(_byte(0))
        .when(stock.is_null() | _one_of(stock, spellings.blank))
        .then(_byte(_STOCK))
        .when(_one_of(stock, spellings.other))
        .then(_byte(2 * _STOCK))
        .otherwise(_byte(3 * _STOCK))
    )
    which = (
        pl.when(_one_of(priority, spellings.priorities[0]))
        .then(_byte(0))
        .when(_one_of(priority, spellings.priorities[1]))
        .then(_byte(_PRIORITY))
        .when(priority.is_null() | _one_of(priority, spellings.blank))
        .then(_byte(2 * _PRIORITY))
        .otherwise(_byte(3 * _PRIORITY))
    )
    number = stands(schema, first, after) + whose + which
    if "raised_at" in schema:
        number = number + pl.when(_EARLIER).then(_byte(_EARLY)).otherwise(_byte(0))
    return number.alias("_number")


def _one_of(text: pl.Expr, words: Sequence[str]) -> pl.Expr:
    """Say where a text is one of a few words: faster than looking it up in a list."""
    return pl.any_horizontal([text == word for word in words])


def _text(schema: pl.Schema, name: str) -> pl.Expr:
    column = pl.col(name)
    return column if schema[name] == pl.String else column.cast(pl.String)


def count(
    repairs: pl.LazyFrame, first: datetime, after: datetime, split: Sequence[str]
) -> list[Group]:
    """Count the repairs that stand alike, of the year from `first` until `after`.

    `split`: columns by which they are told apart too. Raises RecordsRefusedError for
    a moment that can't be read or a word that is no priority.
    """
    schema = repairs.collect_schema()
    spellings = Spellings()
    groups = _count(repairs, schema, spellings, first, after, split)
    if any("strange" in (group.stock, group.priority) for group in groups):
        learnt = _learn(repairs, schema)
        if learnt != spellings:
            groups = _count(repairs, schema, learnt, first, after, split)
    if any(g.stands == "unreadable" or g.priority == "strange" for g in groups):
        raise RecordsRefusedError(_faults(repairs, schema))
    return groups


def _count(
    repairs: pl.LazyFrame,
    schema: pl.Schema,
    spellings: Spellings,
    first: datetime,
    after: datetime,
    split: Sequence[str],
) -> list[Group]:
    number = _number(schema, spellings, first, after)
    keys = [pl.col(name).alias(f"_{place}") for place, name in enumerate(split)]
    counted = (
        prepared(repairs)
        .group_by([*keys, number])
        .agg(pl.len().alias("_count"))
        .collect(engine="streaming")
    )
    return [_group(split, row) for row in counted.iter_rows()]


def _group(split: Sequence[str], row: Sequence[object]) -> Group:
    *values, number, size = row
    assert isinstance(number, int)
    assert isinstance(size, int)
    return Group(
        _STOCKS[number // _STOCK % 4],
        _NAMES[number // _PRIORITY],
        _STANDS[number % _EARLY],
        bool(number & _EARLY),
        size,
        dict(zip(split, map(label, values), strict=True)),
    )


def _learn(repairs: pl.LazyFrame, schema: pl.Schema) -> Spellings:
    """Learn in which other ways the file writes the words that are known."""
    found = {
        str(text)
        for name in ("stock_type", "priority")
        for text in repairs.select(_text(schema, name).unique())
        .collect(engine="streaming")
        .to_series()
        .drop_nulls()
    }

    def written(word: str) -> tuple[str, ...]:
        return (word, *sorted(t for t in found if _is(t, word) and t != word))

    return Spellings(
        written(""),
        written(LCRA),
        tuple(text for word in (LCHO, *OTHER_KNOWN) for text in written(word)),
        tuple(written(word) for word in PRIORITIES),
    )


def _is(text: str, word: str) -> bool:
    return text.strip().casefold() == word.casefold()


def _faults(repairs: pl.LazyFrame, schema: pl.Schema) -> list[Fault]:
    """Find the first cells that can't be read."""
    priority = as_text(schema, "priority").str.to_lowercase()
    strange = priority.is_not_null() & ~priority.is_in(list(PRIORITIES))
    wrong = [*_wrong(schema), Wrong("priority", strange, NOT_A_PRIORITY)]
    return find(prepared(repairs), FILE, wrong)


def tell(code: str, groups: Sequence[Group]) -> Account:
    """Add up what one part of RP02 counts and leaves out."""
    account = Account()
    for group in groups:
        if PRIORITIES.get(group.priority, code) != code:
            continue
        account.add(_why_out(group) or group.stands, group.size, group.labels)
    return account


def _why_out(group: Group) -> str:
    """Say why a repair is left out whatever its dates; "" where it is not."""
    if group.stock in ("other", "strange"):
        return "other_stock"
    return "" if group.stock and group.priority else "unknown"


def checks(
    code: str,
    repairs: pl.LazyFrame,
    groups: Sequence[Group],
    areas: frozenset[str] | None,
) -> list[Check]:
    """Find what a person should look at among the repairs of one part of RP02.

    `areas`: those of the homes, None where they are not known.
    """
    schema = repairs.collect_schema()
    mine = [
        group
        for group in groups
        if PRIORITIES.get(group.priority) == code and group.stock == LCRA
    ]
    found = []
    early = sum(group.size for group in mine if group.early)
    if early:
        records = _named(repairs, schema, code, _EARLIER)
        found.append(Check("completed_before_raised", code, early, records))
    if areas is not None:
        known = [*areas, ""]
        lost = sum(g.size for g in mine if g.labels.get("area", "") not in known)
        if lost:
            rule = ~as_text(schema, "area").is_in(known)
            records = _named(repairs, schema, code, rule)
            found.append(Check("area_unknown", code, lost, records))
    return found


def sound(repairs: pl.LazyFrame, groups: Sequence[Group]) -> list[Check]:
    """Find what a person should look at in the file, whatever the part.

    Numbers that stand in more than one row, each of which counts, and stock types in
    words that are not known. Where there are more than COMPARED repairs, how many were
    not compared.
    """
    schema, found = repairs.collect_schema(), []
    rows = sum(group.size for group in groups)
    if KEY in schema and rows > COMPARED:
        found.append(Check("repairs_not_compared", "", rows))
    elif KEY in schema and len(twice := repeated(repairs, schema, KEY)):
        names = named(twice[:SHOWN_RECORDS])
        found.append(Check("repair_twice", "", len(twice), names))
    if any(group.stock == "strange" for group in groups):
        found += strange(repairs)
    return found


def _named(
    repairs: pl.LazyFrame, schema: pl.Schema, code: str, rule: pl.Expr
) -> tuple[str, ...]:
    """Name the first rented homes' repairs of one part for which a rule holds."""
    if KEY not in schema:
        return ()
    stock = as_text(schema, "stock_type").str.to_uppercase() == LCRA
    priority = as_text(schema, "priority").str.to_lowercase()
    mine = stock & (priority == _word(code)) & rule
    found = prepared(repairs).filter(mine).select(KEY).head(SHOWN_RECORDS)
    return named(found.collect(engine="streaming").to_series())


def _word(code: str) -> str:
    return next(word for word, one in PRIORITIES.items() if one == code)


def listing(
    code: str, repairs: pl.LazyFrame, first: datetime, after: datetime
) -> pl.LazyFrame:
    """Give each repair that one part of RP02 counts or leaves out, and why.

    Columns: reference, counted, why, stock_type; a row each, in the file's order.
    """
    schema = repairs.collect_schema()
    stock = as_text(schema, "stock_type")
    priority = as_text(schema, "priority").str.to_lowercase()
    rented = stock.str.to_uppercase() == LCRA
    dates = stands(schema, first, after)
    why = (
        pl.when(stock.is_not_null() & ~rented)
        .then(pl.lit("other_stock"))
        .when(stock.is_null() | priority.is_null())
        .then(pl.lit("unknown"))
        .otherwise(dates.replace_strict(range(len(_STANDS)), _STANDS))
    )
    counted = pl.when(why.is_in([MET, NOT_MET])).then(why).otherwise(pl.lit(LEFT_OUT))
    words = {MET: "completed by its target", NOT_MET: "completed after its target"}
    job = as_text(schema, KEY) if KEY in schema else pl.lit(None, pl.String)
    mine = priority.is_null() | (priority == _word(code))
    return (
        prepared(repairs)
        .filter(mine)
        .select(
            job.alias("reference"),
            counted.alias("counted"),
            why.replace(words).alias("why"),
            stock.alias("stock_type"),
        )
    )
