"""Which rows a question is asked of: one plan for all figures that share them."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable

from putright.apps.complaints.queries import counted as rows
from putright.apps.figures.queries import splitting
from putright.apps.figures.queries.asking import Question
from putright.core.figures import Figure, Setting
from putright.core.figures.grains import ACTION, STAGE
from putright.core.figures.rules import Every, Known

EDITION = "edition"


class Plan(NamedTuple):
    """Rows of a kind, at one stage or both (0), by a date of theirs; or a snapshot."""

    grain: str
    stage: int
    period: str
    snapshot: bool

    def judged_on(self, question: Question) -> datetime.date:
        """Give the day of judging: a snapshot's is the period's end, if earlier."""
        if not self.snapshot:
            return question.as_at
        return min(question.last, question.as_at)

    def setting(self, question: Question) -> Setting:
        """Give what the rules look at beside a row."""
        first = datetime.date.min if self.snapshot else question.first
        return Setting(first=first, last=question.last, as_at=self.judged_on(question))


class Planned(NamedTuple):
    """A plan's rows, limited as asked, and what the query calls each column."""

    counted: rows.Counted
    query: QuerySet[Any]
    names: dict[str, str]
    setting: Setting


def plan_of(figure: Figure) -> Plan:
    """Give the plan that a figure belongs to."""
    return Plan(figure.grain, figure.stage, figure.period, figure.snapshot)


def planned(plan: Plan, figures: Iterable[Figure], question: Question) -> Planned:
    """Give a plan's rows with the columns that some figures look at."""
    day = plan.judged_on(question)
    counted = rows.counted(plan.grain, day, plan.period)
    wanted = {"restricted"}.union(*(figure.columns for figure in figures))
    derived = {name: counted.derived[name] for name in wanted & set(counted.derived)}
    query = counted.rows.filter(_in_period(plan, counted, question, day))
    by_undone = plan.snapshot and plan.grain in _UNDONE
    if plan.stage and not by_undone:
        query = query.filter(number=plan.stage)
    if question.edition:
        query = query.alias(edition_of=counted.labels[EDITION]).filter(
            edition_of=question.edition
        )
    for number, where in enumerate(question.where):
        alias = f"where_{number}"
        named, condition = splitting.limit(
            counted, plan.grain, plan.period, where, alias
        )
        query = query.alias(**named).filter(condition)
    names = {**counted.paths, **{name: f"then_{name}" for name in derived}}
    query = query.alias(**{f"then_{name}": one for name, one in derived.items()})
    if by_undone:
        query = _still(query, plan, counted, day)
    elif plan.snapshot:
        query = query.filter(pk__in=_known(counted, _needed(figures)))
    return Planned(counted, query, names, plan.setting(question))


def _needed(figures: Iterable[Figure]) -> frozenset[str]:
    """Name the columns that each of some figures asks to be known of all it counts."""
    asked = [
        frozenset(
            rule.column
            for rule in getattr(one.population, "rules", (one.population,))
            if isinstance(rule, Known) and isinstance(one.population, Every | Known)
        )
        for one in figures
    ]
    return frozenset.intersection(*asked) if asked else frozenset()


def _in_period(
    plan: Plan, counted: rows.Counted, question: Question, day: datetime.date
) -> Q:
    column = counted.paths[plan.period]
    if plan.snapshot:
        return Q((f"{column}__lte", day))
    first = Q((f"{column}__gte", question.first))
    return first & Q((f"{column}__lte", question.last))


_UNDONE = {STAGE: "responded_on", ACTION: "done_on"}
"""What a snapshot of a kind counts none of any more, once it has happened."""


def _every(counted: rows.Counted) -> QuerySet[Any]:
    """Give the numbers of all rows of a kind, to limit others by."""
    found: QuerySet[Any] = counted.rows.model._default_manager.order_by()
    return found.values("pk")


def _known(counted: rows.Counted, columns: Iterable[str]) -> QuerySet[Any]:
    """Give the rows with these columns of their own known, by an index of those."""
    own = [name for name in columns if counted.paths.get(name) == name]
    return _every(counted).filter(**{f"{name}__isnull": False for name in own})


def _still(
    query: QuerySet[Any], plan: Plan, counted: rows.Counted, day: datetime.date
) -> QuerySet[Any]:
    """Limit a query to the few rows that were not done by a day, each part of them by
    an index of its own.

    SQLite left to itself goes through all that ever began before the day: as it would
    again if the number of the stage were asked of the rows themselves too. PostgreSQL
    puts the two parts together by itself, and need not look the rows up twice.
    """
    done = _UNDONE[plan.grain]
    never, later = Q((f"{done}__isnull", True)), Q((f"{done}__gt", day))
    stage = Q(number=plan.stage) if plan.stage else Q()
    if connections[query.db].vendor == "postgresql":
        return query.filter(stage, never | later)
    every = _every(counted).filter(stage)
    both = every.filter(never).union(every.filter(later), all=True)
    return query.filter(pk__in=both)


def dimensions(
    which: Planned, plan: Plan, splits: Iterable[tuple[str, ...]]
) -> dict[str, Combinable]:
    """Give what each dimension of some splits groups rows by."""
    names = dict.fromkeys(name for split in splits for name in split)
    return {name: splitting.grouped(which.counted, name, plan.period) for name in names}


def groups(which: Planned, plan: Plan, split: tuple[str, ...]) -> dict[str, Combinable]:
    """Give what the rows of a split are grouped by, one name a dimension."""
    return {
        f"group_{number}": splitting.grouped(which.counted, name, plan.period)
        for number, name in enumerate(split)
    }


def restricted(which: Planned) -> F:
    """Give the column that says whether a row's case is restricted."""
    return F(which.names["restricted"])
