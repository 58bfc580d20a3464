"""Rows grouped by several splits in one query: read and judged once, then regrouped.

The rows are first grouped by the dimensions of all the splits at once; each split, and
the total, is added up from those groups. All of it is the database's work.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import Count, QuerySet
from django.db.models.expressions import Combinable

Split = tuple[str, ...]
NUMBER = "of_rows"


Group = tuple[str | None, ...]
"""What the rows of a cell are grouped by, a dimension each: text, or null."""


class Line(NamedTuple):
    """Rows of a split that are alike: the group, the columns asked for, how many."""

    split: Split
    group: Group
    columns: tuple[Any, ...]
    rows: int


def as_text(values: Iterable[object]) -> Group:
    """Give what rows are grouped by as text, however the database gave it."""
    return tuple(None if value is None else str(value) for value in values)


def grouped(
    query: QuerySet[Any],
    splits: Sequence[Split],
    dimensions: dict[str, Combinable],
    columns: Sequence[str],
) -> Iterator[Line]:
    """Count a query's rows by split and by columns that it is annotated with.

    `dimensions`: what each dimension of the splits groups by.
    """
    names = {name: f"group_{number}" for number, name in enumerate(dimensions)}
    grouping = {names[name]: found for name, found in dimensions.items()}
    counted = (
        query.annotate(**grouping)
        .values_list(*grouping, *columns)
        .annotate(**{NUMBER: Count("pk")})
        .order_by()
    )
    if len(splits) == 1:
        for line in counted:
            at = len(splits[0])
            yield Line(splits[0], as_text(line[:at]), line[at:-1], line[-1])
    else:
        yield from _regrouped(counted, splits, names, columns)


def _regrouped(
    counted: QuerySet[Any],
    splits: Sequence[Split],
    names: dict[str, str],
    columns: Sequence[str],
) -> Iterator[Line]:
    connection = connections[counted.db]
    inner, params = counted.query.get_compiler(connection=connection).as_sql()
    most = max(len(split) for split in splits)
    # Django's ORM has neither WITH nor several groupings in one query. Only names made
    # here, and Django's own SQL with its parameters, stand in this text.
    parts = [
        _part(number, [names[name] for name in split], most, columns)
        for number, split in enumerate(splits)
    ]
    text = f"WITH counted AS MATERIALIZED ({inner}) " + " UNION ALL ".join(parts)
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        for number, *line in cursor.fetchall():
            split = splits[number]
            yield Line(
                split, tuple(line[: len(split)]), tuple(line[most:-1]), int(line[-1])
            )


def _part(number: int, group: Sequence[str], most: int, columns: Sequence[str]) -> str:
    """Give one split's part: its groups as text, as many columns as any split has."""
    by = [f"CAST({name} AS TEXT)" for name in group]
    by += ["CAST(NULL AS TEXT)"] * (most - len(group))
    kept = ", ".join([*group, *columns])
    every = ", ".join([str(number), *by, *columns])
    return f"SELECT {every}, SUM({NUMBER}) FROM counted GROUP BY {kept}"  # noqa: S608 - see above
