"""The national quartiles that were loaded, and where the landlord stands in them."""

from collections.abc import Sequence
from decimal import Decimal

from putright.apps.measures.models import Quartile, Workbook
from putright.core.measures.quartiles import ALL, GROUPED_BY

Key = tuple[str, str]


def workbooks() -> list[Workbook]:
    """Give the workbooks that were loaded, the latest year first."""
    return list(Workbook.objects.select_related("taken_by"))


def workbook_for(year: str) -> Workbook | None:
    """Give the workbook to hold a year against: its own, or the latest before it."""
    return Workbook.objects.filter(year__lte=year).first()


def national(year: str) -> dict[Key, Quartile]:
    """Give the quartiles among all landlords to hold a year against, by measure."""
    return among(workbook_for(year), ALL, "")


def among(book: Workbook | None, group: str, value: str) -> dict[Key, Quartile]:
    """Give the quartiles among some landlords, by measure and stock type."""
    if book is None:
        return {}
    rows = Quartile.objects.filter(workbook=book, among=group, value=value)
    return {(row.code, row.stock_type): row for row in rows.select_related("workbook")}


def groups(book: Workbook) -> list[tuple[str, str]]:
    """Give the groups of landlords that a workbook tells apart, in order."""
    rows = (
        Quartile.objects.filter(workbook=book)
        .values_list("among", "value")
        .order_by("among", "value")
        .distinct()
    )
    order = (ALL, *GROUPED_BY)
    return sorted(rows, key=lambda row: (order.index(row[0]), row[1]))


def quarter(exact: str, row: Quartile) -> int:
    """Give the quarter that a result is in, 1 the lowest numbers; it says no more."""
    edges: Sequence[Decimal] = (row.lower, row.median, row.upper)
    return 1 + sum(Decimal(exact) > edge for edge in edges)
