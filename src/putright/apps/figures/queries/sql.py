"""A figure's rules as conditions for the database.

Each condition is true or false of a row, never unknown, as `core.figures.rules.holds`
judges it; a test with random rows holds the two together.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable

from putright.core.figures import Figure, Setting
from putright.core.figures import rules as r

TRUE = Q(pk__isnull=False)
FALSE = Q(pk__isnull=True)
OUTSIDE = -1
"""The place of a row that is not of the figure's population."""

Names = Mapping[str, str]
"""From a column to what the database's query calls it."""


def condition(rule: r.Rule, setting: Setting, names: Names) -> Q:
    """Give a rule as a condition."""
    return _CONDITIONS[type(rule)](rule, setting, names)


def place(figure: Figure, setting: Setting, names: Names) -> Combinable:
    """Give the place among the figure's sorts that a row takes, or OUTSIDE."""
    counted = condition(figure.population, setting, names)
    return Case(
        When(~counted, then=Value(OUTSIDE)),
        *(
            When(condition(sort.rule, setting, names), then=Value(number))
            for number, sort in enumerate(figure.sorts)
        ),
        default=Value(OUTSIDE),
        output_field=IntegerField(),
    )


def _is(rule: r.Is, _: Setting, names: Names) -> Q:
    name = names[rule.column]
    return _known(name) & Q((name, rule.value))


def _in(rule: r.In, _: Setting, names: Names) -> Q:
    name = names[rule.column]
    return _known(name) & Q((f"{name}__in", rule.values))


def _known(name: str) -> Q:
    return Q((f"{name}__isnull", False))


def _on_or_before(rule: r.OnOrBefore, _: Setting, names: Names) -> Q:
    name, other = names[rule.column], names[rule.other]
    return _known(name) & _known(other) & Q((f"{name}__lte", F(other)))


def _within(rule: r.Within, setting: Setting, names: Names) -> Q:
    name = names[rule.column]
    span = (setting.first, setting.last)
    return _known(name) & Q((f"{name}__gte", span[0])) & Q((f"{name}__lte", span[1]))


def _happened(rule: r.Happened, setting: Setting, names: Names) -> Q:
    name = names[rule.column]
    return _known(name) & Q((f"{name}__lte", setting.as_at))


def _ahead(rule: r.Ahead, setting: Setting, names: Names) -> Q:
    name = names[rule.column]
    return _known(name) & Q((f"{name}__gte", setting.as_at))


def _over(rule: r.Over, _: Setting, names: Names) -> Q:
    name = names[rule.column]
    return _known(name) & Q((f"{name}__gt", rule.number))


def _every(rule: r.Every, setting: Setting, names: Names) -> Q:
    found = TRUE if not rule.rules else Q()
    for one in rule.rules:
        found &= condition(one, setting, names)
    return found


def _either(rule: r.Either, setting: Setting, names: Names) -> Q:
    found = FALSE if not rule.rules else Q()
    for one in rule.rules:
        found |= condition(one, setting, names)
    return found


_CONDITIONS: Mapping[type, Callable[[Any, Setting, Names], Q]] = {
    r.Is: _is,
    r.In: _in,
    r.Known: lambda rule, _, names: _known(names[rule.column]),
    r.OnOrBefore: _on_or_before,
    r.Within: _within,
    r.Happened: _happened,
    r.Ahead: _ahead,
    r.Over: _over,
    r.Every: _every,
    r.Either: _either,
    r.Not: lambda rule, setting, names: ~condition(rule.rule, setting, names),
}


class MonthNumber(Func):
    """A date's month as one number that grows by one a month: year times 12 and month.

    January is 0 within its year. The date is a column: it stands in the SQL twice.
    """

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Dates are kept as text, such as 2024-10-07."""
        template = (
            "(CAST(substr(%(expressions)s, 1, 4) AS INTEGER) * 12"
            " + CAST(substr(%(expressions)s, 6, 2) AS INTEGER) - 1)"
        )
        return self.as_sql(compiler, connection, template=template, **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        """Parts of dates come as numerics."""
        template = (
            "(EXTRACT(YEAR FROM %(expressions)s)::integer * 12"
            " + EXTRACT(MONTH FROM %(expressions)s)::integer - 1)"
        )
        return self.as_sql(compiler, connection, template=template, **extra)
