"""The words in which a figure says what it counts: small rules over a row's columns.

Every rule is true or false of a row, never unknown: a comparison with an empty date is
false. `holds` judges a row here; `apps.figures` turns the same rules into SQL, and a
test with random rows holds the two together.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec

Row = Mapping[str, Any]


class Setting(msgspec.Struct, frozen=True):
    """What a rule may look at beside the row: a period, both days in it, and the day
    on which the records are judged."""

    first: date
    last: date
    as_at: date


class Is(msgspec.Struct, frozen=True):
    """The column has this value. An empty column has none."""

    column: str
    value: str | int | bool


class In(msgspec.Struct, frozen=True):
    """The column has one of these values."""

    column: str
    values: tuple[str, ...]


class Known(msgspec.Struct, frozen=True):
    """The column is not empty."""

    column: str


class OnOrBefore(msgspec.Struct, frozen=True):
    """Both dates are known, and the first is not after the second."""

    column: str
    other: str


class Within(msgspec.Struct, frozen=True):
    """The date is in the period, which includes both its days."""

    column: str


class Happened(msgspec.Struct, frozen=True):
    """The date is known and not after the day on which the records are judged."""

    column: str


class Ahead(msgspec.Struct, frozen=True):
    """The date is known and not before the day on which the records are judged."""

    column: str


class Over(msgspec.Struct, frozen=True):
    """The number is known and greater than this."""

    column: str
    number: int


class Every(msgspec.Struct, frozen=True):
    """Every one of these holds. None at all always holds."""

    rules: tuple["Rule", ...]


class Either(msgspec.Struct, frozen=True):
    """One of these holds."""

    rules: tuple["Rule", ...]


class Not(msgspec.Struct, frozen=True):
    """This does not hold."""

    rule: "Rule"


Rule = (
    Is
    | In
    | Known
    | OnOrBefore
    | Within
    | Happened
    | Ahead
    | Over
    | Every
    | Either
    | Not
)
ALWAYS = Every(())


def every(*rules: Rule) -> Every:
    """Say that all of these hold."""
    return Every(rules)


def either(*rules: Rule) -> Either:
    """Say that one of these holds."""
    return Either(rules)


def holds(rule: Rule, row: Row, setting: Setting) -> bool:
    """Tell whether a rule is true of a row. KeyError for a column it has not."""
    return _JUDGES[type(rule)](rule, row, setting)


def _is(rule: Is, row: Row, _: Setting) -> bool:
    value = row[rule.column]
    return value is not None and bool(value == rule.value)


def _in(rule: In, row: Row, _: Setting) -> bool:
    return row[rule.column] in rule.values


def _known(rule: Known, row: Row, _: Setting) -> bool:
    return row[rule.column] is not None


def _on_or_before(rule: OnOrBefore, row: Row, _: Setting) -> bool:
    day, other = row[rule.column], row[rule.other]
    return day is not None and other is not None and bool(day <= other)


def _within(rule: Within, row: Row, setting: Setting) -> bool:
    day = row[rule.column]
    return day is not None and bool(setting.first <= day <= setting.last)


def _happened(rule: Happened, row: Row, setting: Setting) -> bool:
    day = row[rule.column]
    return day is not None and bool(day <= setting.as_at)


def _ahead(rule: Ahead, row: Row, setting: Setting) -> bool:
    day = row[rule.column]
    return day is not None and bool(day >= setting.as_at)


def _over(rule: Over, row: Row, _: Setting) -> bool:
    number = row[rule.column]
    return number is not None and bool(number > rule.number)


def _all(rule: Every, row: Row, setting: Setting) -> bool:
    return all(holds(one, row, setting) for one in rule.rules)


def _any(rule: Either, row: Row, setting: Setting) -> bool:
    return any(holds(one, row, setting) for one in rule.rules)


def _not(rule: Not, row: Row, setting: Setting) -> bool:
    return not holds(rule.rule, row, setting)


_JUDGES: dict[type, Callable[[Any, Row, Setting], bool]] = {
    Is: _is,
    In: _in,
    Known: _known,
    OnOrBefore: _on_or_before,
    Within: _within,
    Happened: _happened,
    Ahead: _ahead,
    Over: _over,
    Every: _all,
    Either: _any,
    Not: _not,
}


def columns_of(rule: Rule) -> frozenset[str]:
    """Name every column that a rule looks at."""
    if isinstance(rule, Every | Either):
        return frozenset().union(*(columns_of(one) for one in rule.rules))
    if isinstance(rule, Not):
        return columns_of(rule.rule)
    if isinstance(rule, OnOrBefore):
        return frozenset({rule.column, rule.other})
    return frozenset({rule.column})
