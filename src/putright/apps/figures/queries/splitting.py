"""Splits: what rows are grouped by, how a group is called, and limits by a label."""

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import F, Q
from django.db.models.expressions import Combinable

from putright.apps.accounts import queries as accounts
from putright.apps.complaints.queries import counted as rows
from putright.apps.complaints.queries.people import staff_names
from putright.apps.figures.queries.asking import BadQuestionError, Labels, Question
from putright.apps.figures.queries.sql import MonthNumber
from putright.apps.residents import queries as residents
from putright.core.calendar import (
    Span,
    add_months,
    month,
    month_bounds,
    quarter,
    quarter_bounds,
    reporting_year,
    reporting_year_bounds,
)
from putright.core.figures.grains import DIMENSIONS, EQUALITY, TIME

BOUNDS = {
    "month": month_bounds,
    "quarter": quarter_bounds,
    "year": reporting_year_bounds,
}
NAMES = {"month": month, "quarter": quarter, "year": reporting_year}
MONTHS = {"month": 1, "quarter": 3, "year": 12}
MOST = 600
"""Periods that are shown though nothing is in them; a longer span shows the others."""


def checked(question: Question) -> Question:
    """Check a question's days and dimensions. Raises BadQuestionError."""
    if question.last < question.first:
        raise BadQuestionError(
            f"The period ends on {question.last} and begins on {question.first}: "
            "give the earlier day first."
        )
    _uncrossed(question)
    asked = {name for split in question.by for name in split}
    asked |= {name for name, _ in question.where}
    own = asked - set(DIMENSIONS)
    known = {*rows.extra_names(), *equality_splits()} if own else set()
    for name in sorted(own - known):
        listed = ", ".join([*DIMENSIONS, *sorted(known)])
        raise BadQuestionError(f"There is no split by {name!r}. There are: {listed}.")
    for name, label in question.where:
        if "\x00" in label:
            raise BadQuestionError(f"The label given for {name} is no text.")
        if name in BOUNDS:
            span_of(name, label)
    return question


def equality_splits() -> list[str]:
    """Name the splits by people's equality answers, a question each."""
    return [f"{EQUALITY}{name}" for name in residents.equality_questions()]


def _uncrossed(question: Question) -> None:
    """Refuse a crossing with equality answers: it would come down to a few people."""
    by_equality = [split for split in question.by if _names_equality(split)]
    limits = [name for name, _ in question.where]
    if _names_equality(limits):
        raise BadQuestionError(
            "Nothing can be limited to an answer to an equality question, and the "
            "cases behind one are not listed: split by the question instead."
        )
    if by_equality and (limits or any(len(split) > 1 for split in by_equality)):
        raise BadQuestionError(
            "A split by an equality question stands alone: take the other splits and "
            "limits away."
        )


def _names_equality(names: Iterable[str]) -> bool:
    return any(name.startswith(EQUALITY) for name in names)


def span_of(name: str, label: str) -> Span:
    """Give the days of a month, quarter or year. Raises BadQuestionError."""
    try:
        return BOUNDS[name](label)
    except ValueError as error:
        raise BadQuestionError(str(error)) from None


def grouped(counted: rows.Counted, name: str, period: str) -> Combinable:
    """Give what the rows of a dimension are grouped by."""
    if name not in TIME:
        return label_of(counted, name)
    number = MonthNumber(F(counted.paths[period]))
    if name == "month":
        return number
    return (number - 3) / MONTHS[name]  # reporting years begin in April


def label_of(counted: rows.Counted, name: str) -> Combinable:
    """Give a dimension that is not time, or the register's own column."""
    known = counted.labels.get(name)
    if known is not None:
        return known
    if name.startswith(EQUALITY):
        person = rows.person_of(counted.case)
        return residents.equality_label(person, name.removeprefix(EQUALITY))
    return rows.extra_label(counted.case, name)


def shown(name: str, value: object) -> str:
    """Give the label of a group. What is not known is the empty text."""
    if value is None:
        return ""
    if name not in TIME:
        return str(value)
    number = int(str(value))
    months = number if name == "month" else number * MONTHS[name] + 3
    return NAMES[name](datetime.date(months // 12, months % 12 + 1, 1))


def staff(labels: Iterable[str]) -> dict[str, str]:
    """Give the names of members of staff, and of two with one name what differs."""
    names = staff_names(labels)
    seen = list(names.values())
    return {
        one: name if seen.count(name) == 1 else f"{name} ({one})"
        for one, name in names.items()
    }


def limit(
    counted: rows.Counted, grain: str, period: str, where: tuple[str, str], alias: str
) -> tuple[dict[str, Combinable], Q]:
    """Limit rows to a label: what to name first, and the condition on it."""
    name, label = where
    if name in TIME:
        first, last = span_of(name, label)
        column = counted.paths[period]
        return {}, Q((f"{column}__gte", first)) & Q((f"{column}__lte", last))
    if name == "team":
        return {}, rows.concerning(grain, counted.case, label)
    if name == "stage":
        return {alias: label_of(counted, name)}, _stage(alias, label)
    values = [label, *_people(label)] if name == "handler" and label else [label]
    return {alias: label_of(counted, name)}, Q((f"{alias}__in", values))


def _stage(alias: str, label: str) -> Q:
    if not label:
        return Q((f"{alias}__isnull", True))
    return Q((alias, int(label))) if label in ("1", "2") else Q(pk__isnull=True)


def _people(label: str) -> list[str]:
    """The identities of the members of staff of a name."""
    name, _, rest = label.rpartition(" (")
    if name and rest.endswith(")"):
        return [rest[:-1]]
    return [f"u{one.pk}" for one in accounts.people() if str(one) == label]


def every_period(split: Sequence[str], question: Question) -> list[Labels]:
    """Give the periods of a split by time alone, so that none is missing."""
    if len(split) != 1 or split[0] not in TIME:
        return []
    name = split[0]
    found: list[Labels] = []
    try:
        day = BOUNDS[name](NAMES[name](question.first)).first
        while day <= question.last and len(found) <= MOST:
            found.append((NAMES[name](day),))
            day = add_months(day, MONTHS[name])
    except ValueError:  # at the ends of what a date can be
        return []
    return found if len(found) <= MOST else []
