"""One measure of a reporting year as it stands: counts, result, and where from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from putright.core.measures.counts import (
    ANSWERS,
    NOT_APPLICABLE,
    OVER,
    RowProblemError,
    judge,
    read_row,
)
from putright.core.measures.numbers import plain
from putright.rules.satisfaction_measures import PERCEPTION, MeasureYear

MISSING = "missing"
BARE = ("CH01", "NM01")
"""Measures without a good direction: more is neither better nor worse."""


@dataclass(frozen=True)
class Standing:
    """A measure of one stock type. Counts are exact texts, `result` rounded once.

    `parts`: the counts that it is made of beside its numerator and denominator, by
    their names in the return. `problem` says what is missing, or why it is invalid.
    """

    code: str
    stock_type: str
    numerator: str = ""
    denominator: str = ""
    result: str = ""
    exact: str = ""
    status: str = MISSING
    problem: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


def from_counts(
    year: MeasureYear, code: str, stock_type: str, counts: Mapping[str, str]
) -> Standing:
    """Judge the counts of one measure, texts by their columns.

    What is wrong makes it `invalid`, and its problem names each column.
    """
    row = {"year": year.name, "measure": code, "stock_type": stock_type, **counts}
    judged = judge(row)
    try:
        read = read_row(row)
        met, base = plain(read.numerator), plain(read.base)
    except RowProblemError:
        met, base = "", ""
    measure = year.measures.get(code)
    wanted = (*ANSWERS, NOT_APPLICABLE) if _asked(measure) else ()
    extra = {name: text for name, text in counts.items() if name not in OVER and text}
    parts = {name: counts[name] for name in wanted if counts.get(name)} | extra
    return Standing(
        code,
        stock_type,
        met,
        base,
        judged.result,
        judged.exact,
        judged.status,
        judged.problem,
        parts,
    )


def _asked(measure: object) -> bool:
    return getattr(measure, "kind", "") == PERCEPTION
