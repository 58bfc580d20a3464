"""Tables in, disagreements out."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from putright.core.reconcile.across import across
from putright.core.reconcile.bases import adjacent_bases, stated_bases
from putright.core.reconcile.blame import settle
from putright.core.reconcile.findings import Finding, Place, Sheet
from putright.core.reconcile.given import given_in_columns
from putright.core.reconcile.months import month_lists
from putright.core.reconcile.own import own_rates
from putright.core.reconcile.rates import column_rates
from putright.core.reconcile.running import running_columns, running_rows
from putright.core.reconcile.same import same_columns
from putright.core.reconcile.shares import share_columns, share_rows
from putright.core.reconcile.stated import stated
from putright.core.reconcile.sums import column_sums, differences
from putright.core.reconcile.table import Table
from putright.core.reconcile.totals import group_totals, row_totals
from putright.core.tabular import TableError

PROPOSED = (
    column_sums,
    differences,
    row_totals,
    group_totals,
    running_rows,
    running_columns,
    column_rates,
    given_in_columns,
    stated_bases,
    adjacent_bases,
    share_columns,
    share_rows,
    same_columns,
    month_lists,
)
"""Every way of proposing relations within a table that states none."""


def reconcile(tables: Sequence[Table]) -> list[Finding]:
    """Find what does not agree in tables, and between them, in reading order.

    Where a table states its relations, those are held and none is proposed for it. What
    a cell gives of its own numerator and base is always held. Raises TableError where a
    stated relation names what is not there.
    """
    sheets = [Sheet(number, table) for number, table in enumerate(tables)]
    findings = [one for sheet in sheets for one in _of_sheet(sheet, tables)]
    if len(tables) > 1:
        findings.extend(across([one for one in sheets if not one.table.relations]))

    def value(place: Place) -> Fraction | None:
        number = tables[place.table].rows[place.row][place.column].number
        return None if number is None else number.value

    return settle(findings, value)


def unreadable(tables: Sequence[Table]) -> list[tuple[Table, TableError]]:
    """Give the tables whose stated relations cannot be read, each with what is wrong.

    `reconcile` takes the others.
    """
    wrong = []
    for number, table in enumerate(tables):
        try:
            list(stated(Sheet(number, table), tables))
        except TableError as error:
            wrong.append((table, error))
    return wrong


def _of_sheet(sheet: Sheet, tables: Sequence[Table]) -> Iterator[Finding]:
    yield from own_rates(sheet)
    if sheet.table.relations:
        yield from stated(sheet, tables)
        return
    for propose in PROPOSED:
        yield from propose(sheet)
