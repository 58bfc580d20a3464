"""Many rows into one table: `COPY` on PostgreSQL, one prepared statement on SQLite.

Half the time of a long import goes into making model instances; these rows are plain
values already. The journal's triggers hold here as everywhere.
"""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import DateField, DateTimeField, Field, Model


def numbers(model: type[Model], count: int) -> Sequence[int]:
    """Give free row numbers of a table, for rows written in this transaction."""
    if not count:
        return range(0)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) "
                "FROM generate_series(1, %s)",
                [table, count],
            )
            return [row[0] for row in cursor.fetchall()]
        # A transaction here holds the only writer's lock from its start.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    first = (row[0] if row else 0) + 1
    return range(first, first + count)


def insert(
    model: type[Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows: `columns` are fields by name, each row's cells in that order."""
    if not rows:
        return
    fields = [_column(model, name) for name in columns]
    names = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            into = f'COPY "{table}" ({names}) FROM STDIN'
            with connection.wrap_database_errors, cursor.copy(into) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(fields))
        cursor.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names of our own tables
            _ready(fields, rows),
        )


def update(
    model: type[Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Write cells in place of those of rows that are there: each row's number, then
    its cells in the order of `columns`, fields by name."""
    if not rows:
        return
    fields = [_column(model, name) for name in columns]
    marks = ", ".join(f'"{field.column}" = %s' for field in fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{model._meta.db_table}" SET {marks} WHERE "id" = %s',  # noqa: S608 - names of our own tables
            [(*cells, number) for number, *cells in _ready(fields, rows, first=1)],
        )


def _ready(
    fields: Sequence["Field[Any, Any]"], rows: Sequence[tuple[Any, ...]], first: int = 0
) -> Sequence[Sequence[Any]]:
    """Give rows as the database takes them; `first` is where the fields' cells begin.

    SQLite keeps days and times as text, times in UTC; a driver for PostgreSQL takes
    them as they are.
    """
    dated = [p for p, field in enumerate(fields, first) if isinstance(field, DateField)]
    if connection.vendor == "postgresql" or not dated:
        return rows
    timed = [p for p in dated if isinstance(fields[p - first], DateTimeField)]
    return [_as_text(row, dated, timed) for row in rows]


def _column(model: type[Model], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field(name)
    assert isinstance(field, Field)
    return field


def _as_text(
    row: tuple[Any, ...], dated: Sequence[int], timed: Sequence[int]
) -> list[Any]:
    cells = list(row)
    for place in timed:
        cells[place] = str(cells[place].astimezone(datetime.UTC).replace(tzinfo=None))
    for place in dated:
        if isinstance(cells[place], datetime.date):
            cells[place] = cells[place].isoformat()
    return cells


def counted_anew() -> None:
    """Have PostgreSQL look at its tables again, as it would by itself in a while."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
