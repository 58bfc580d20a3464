"""Reads of figures: values with their splits, and the cases behind them.

`values` and `value` answer a `Question`; `members` opens one figure. The database adds
up, in a number of queries that depends on the figures and splits asked for and never on
how many cases there are.
"""

from putright.apps.figures.queries.answering import value, values
from putright.apps.figures.queries.asking import (
    BadQuestionError,
    Labels,
    Question,
    Result,
    as_json,
)
from putright.apps.figures.queries.months import month_note
from putright.apps.figures.queries.opening import Member, Members, members

__all__ = [
    "BadQuestionError",
    "Labels",
    "Member",
    "Members",
    "Question",
    "Result",
    "as_json",
    "members",
    "month_note",
    "value",
    "values",
]
