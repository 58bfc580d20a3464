"""Rules are true or false of a row: what is not known is never half true."""

from datetime import date

import pytest

from putright.core.figures import Setting
from putright.core.figures import rules as r
from putright.core.figures.rules import ALWAYS, columns_of, either, every, holds

DAY = date(2024, 10, 7)
SETTING = Setting(first=date(2024, 10, 1), last=date(2024, 10, 31), as_at=DAY)
ROW = {"none": None, "day": DAY, "word": "met", "number": 3, "flag": False}


@pytest.mark.parametrize(
    "rule",
    [
        r.Is("none", "met"),
        r.In("none", ("met",)),
        r.Known("none"),
        r.OnOrBefore("none", "day"),
        r.OnOrBefore("day", "none"),
        r.Within("none"),
        r.Happened("none"),
        r.Ahead("none"),
        r.Over("none", 0),
        either(),
    ],
)
def test_nothing_is_true_of_what_is_not_known(rule: r.Rule) -> None:
    assert not holds(rule, ROW, SETTING)
    assert holds(r.Not(rule), ROW, SETTING)


@pytest.mark.parametrize(
    "rule",
    [
        r.Is("word", "met"),
        r.Is("flag", value=False),
        r.In("word", ("late", "met")),
        r.OnOrBefore("day", "day"),
        r.Within("day"),
        r.Happened("day"),
        r.Ahead("day"),
        r.Over("number", 2),
        ALWAYS,
        every(r.Known("day"), either(r.Known("none"), r.Known("word"))),
    ],
)
def test_a_day_is_in_its_own_period_and_has_happened(rule: r.Rule) -> None:
    assert holds(rule, ROW, SETTING)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        (r.Happened("day"), date(2024, 10, 8)),
        (r.Ahead("day"), date(2024, 10, 6)),
        (r.Within("day"), date(2024, 11, 1)),
        (r.Within("day"), date(2024, 9, 30)),
    ],
)
def test_the_day_before_or_after_is_not(rule: r.Rule, day: date) -> None:
    assert not holds(rule, {"day": day}, SETTING)


def test_a_rule_names_every_column_it_looks_at() -> None:
    rule = every(r.Not(r.OnOrBefore("a", "b")), either(r.Is("c", 1), r.Over("d", 2)))
    assert columns_of(rule) == {"a", "b", "c", "d"}
