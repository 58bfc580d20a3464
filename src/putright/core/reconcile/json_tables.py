"""Tables written as JSON: one, or a list that is held against each other."""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NoReturn

from putright.core.reconcile.cells import Cell, CellError, read_cell
from putright.core.reconcile.grid import check_size
from putright.core.reconcile.table import Column, Table
from putright.core.tabular import TableError

_SHAPE = (
    "A table is an object with “columns”, each with its “key” and “label”, and “rows”, "
    "each an object of cells by key."
)


def read_json(name: str, text: str) -> list[Table]:
    """Read a table, or a list of tables, each with its columns and rows.

    A list may stand under “tables”, with “relations” beside it for them all. Every
    field that is not known is passed over. Raises TableError with the table, the row
    and what is wrong.
    """
    try:
        given = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        why = f"This is not JSON: {error.msg.lower()}. Put it right there."
        raise TableError(error.lineno, "", "", why) from error
    except (ValueError, ArithmeticError, RecursionError) as error:
        why = "This is not JSON that can be read: a number or its nesting is too long."
        raise TableError(0, "", name, why) from error
    shared: tuple[Mapping[str, object], ...] = ()
    if isinstance(given, dict) and isinstance(given.get("tables"), list):
        shared = _relations(name, given)
        given = given["tables"]
    tables = given if isinstance(given, list) else [given]
    if not tables:
        raise TableError(0, "", name, f"There is no table in it. {_SHAPE}")
    several = len(tables) > 1
    return [
        _table(f"{name} {at}" if several else name, one, shared)
        for at, one in enumerate(tables, 1)
    ]


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _table(name: str, given: object, shared: tuple[Mapping[str, object], ...]) -> Table:
    if not isinstance(given, dict):
        raise TableError(0, "", name, f"This is not a table. {_SHAPE}")
    called = given.get("id")
    told = str(called) if isinstance(called, (str, int)) and str(called) else name
    rows = given.get("rows")
    if not isinstance(rows, list):
        raise TableError(0, "rows", told, f"It has no list of rows. {_SHAPE}")
    columns = tuple(_columns(told, given.get("columns")))
    check_size(told, len(rows), len(columns))
    title = given.get("title")
    return Table(
        told,
        columns,
        tuple(_row(told, columns, at, row) for at, row in enumerate(rows, 1)),
        title=title if isinstance(title, str) else "",
        relations=(*_relations(told, given), *shared),
    )


def _columns(name: str, given: object) -> Iterator[Column]:
    if not isinstance(given, list) or not given:
        raise TableError(0, "columns", name, f"It has no list of columns. {_SHAPE}")
    seen: set[str] = set()
    for one in given:
        key = one.get("key") if isinstance(one, dict) else one
        if not isinstance(key, str) or key in seen:
            why = "Every column has a key of its own, a text. Name them apart."
            raise TableError(0, "columns", f"{name}: {key}", why)
        seen.add(key)
        label = (
            one.get("label", one.get("heading", "")) if isinstance(one, dict) else key
        )
        yield Column(key, label if isinstance(label, str) else "")


def _row(
    name: str, columns: tuple[Column, ...], at: int, given: object
) -> tuple[Cell, ...]:
    if not isinstance(given, dict):
        why = f"Row {at} is not an object of cells by key. {_SHAPE}"
        raise TableError(0, "rows", name, why)
    cells = []
    for column in columns:
        try:
            cells.append(read_cell(given.get(column.key)))
        except CellError as error:
            why = f"Row {at}, “{column.key}”: {error.why}"
            raise TableError(0, name, error.value, why) from error
    return tuple(cells)


def _relations(name: str, given: dict[str, object]) -> tuple[Mapping[str, object], ...]:
    relations = given.get("relations", [])
    if not isinstance(relations, list) or not all(
        isinstance(one, dict) for one in relations
    ):
        why = "“relations” is a list of objects, each with its “kind”."
        raise TableError(0, "relations", name, why)
    return tuple(relations)
