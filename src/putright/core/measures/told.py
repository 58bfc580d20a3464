"""A year's measures as they are told to others: plain values, each in words too."""

from collections.abc import Sequence
from datetime import date

import msgspec


class ToldMeasure(msgspec.Struct, frozen=True, kw_only=True):
    """One measure of one stock type.

    `result` is rounded once, blank where there is none; `percent`: whether it is in per
    cent, else per 1,000 homes. `before`: last year's. `beyond_chance`: whether the
    change is more than chance would do; None where that can't be told. `target` is
    blank for none. `national`: the lower quartile, median and upper quartile of all
    landlords, rounded once; empty where they are not known.
    """

    code: str
    official: str
    name: str
    stock_type: str
    asked: bool
    percent: bool
    status: str
    result: str
    numerator: str
    denominator: str
    before: str
    beyond_chance: bool | None
    target: str = ""
    national: tuple[str, ...] = ()


class ToldYear(msgspec.Struct, frozen=True, kw_only=True):
    """A year whole. `approach`: letter, title and text of the summary, blanks out.

    `national_of`: the year of the national results, blank where none are known.
    """

    name: str
    number: int
    signed_on: date | None
    as_at: date
    program: str
    why: str
    measures: Sequence[ToldMeasure]
    approach: Sequence[tuple[str, str, str]]
    targets: Sequence[tuple[str, str]]
    national_of: str = ""
