"""The national quartiles, and where the landlord stands in them.

They are those of a workbook that was loaded; of a year without one, those of the rules.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from putright.apps.measures.models import Quartile, Workbook
from putright.core.measures.quartiles import ALL, GROUPED_BY
from putright.rules.satisfaction_national import Row, national_years
from putright.rules.satisfaction_national import national as published

Key = tuple[str, str]


def workbooks() -> list[Workbook]:
    """Give the workbooks that there are quartiles of, the latest year first.

    One that was loaded comes before what the rules hold of the same year.
    """
    loaded = {one.year: one for one in Workbook.objects.select_related("taken_by")}
    ours = {name: _from_rules(name) for name in national_years()}
    there = {**ours, **loaded}
    return [one for _, one in sorted(there.items(), reverse=True)]


def _from_rules(name: str) -> Workbook:
    """Give what the rules hold of a year as a workbook; it stands in no table."""
    found = published(name)
    assert found is not None  # the caller names a year that the rules have
    return Workbook(year=name, name=found.title, landlords=found.landlords)


def is_loaded(book: Workbook) -> bool:
    """Whether a workbook was loaded here; else its quartiles are those of the rules."""
    return book.pk is not None


def workbook_for(year: str) -> Workbook | None:
    """Give the workbook to hold a year against: its own, or the latest before it."""
    return next((one for one in workbooks() if one.year <= year), None)


def national(year: str) -> dict[Key, Quartile]:
    """Give the quartiles among all landlords to hold a year against, by measure."""
    return among(workbook_for(year), ALL, "")


def among(book: Workbook | None, group: str, value: str) -> dict[Key, Quartile]:
    """Give the quartiles among some landlords, by measure and stock type."""
    if book is None:
        return {}
    if is_loaded(book):
        stored = Quartile.objects.filter(workbook=book, among=group, value=value)
        rows = list(stored.select_related("workbook"))
    else:
        rows = [
            Quartile(
                workbook=book,
                code=one.measure,
                stock_type=one.stock_type,
                among=group,
                value=value,
                landlords=one.landlords,
                lower=one.lower,
                median=one.median,
                upper=one.upper,
            )
            for one in _rows(book.year)
            if (one.among, one.value) == (group, value)
        ]
    return {(row.code, row.stock_type): row for row in rows}


def _rows(year: str) -> tuple[Row, ...]:
    found = published(year)
    return found.rows if found else ()


def groups(book: Workbook) -> list[tuple[str, str]]:
    """Give the groups of landlords that a workbook tells apart, in order."""
    if is_loaded(book):
        stored = Quartile.objects.filter(workbook=book).order_by("among", "value")
        found = set(stored.values_list("among", "value").distinct())
    else:
        found = {(one.among, one.value) for one in _rows(book.year)}
    order = (ALL, *GROUPED_BY)
    return sorted(found, key=lambda row: (order.index(row[0]), row[1]))


def quarter(exact: str, row: Quartile) -> int:
    """Give the quarter that a result is in, 1 the lowest numbers; it says no more.

    It is held against an edge to the edge's own decimals: on an edge, the lower one.
    """
    edges: Sequence[Decimal] = (row.lower, row.median, row.upper)
    result = Decimal(exact)
    return 1 + sum(result.quantize(edge, ROUND_HALF_UP) > edge for edge in edges)
