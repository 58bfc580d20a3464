"""Taking the regulator's published workbook: only its quartiles are kept."""

import datetime
import hashlib
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.measures.models import Quartile, Workbook
from putright.apps.measures.services.refusing import MeasuresRefusedError
from putright.core.measures.quartiles import Quartiles, quartiles
from putright.core.measures.returns import NoLayoutError, rows_of
from putright.core.tabular import TableError, read_sheet
from putright.rules.satisfaction_measures import measure_year

_TEN = Decimal("0.0000000001")


@transaction.atomic
def take_workbook(
    *, year: str, name: str, data: bytes, by: User | None, now: datetime.datetime
) -> int:
    """Take the workbook of a year in place of one before; give how many landlords.

    Raises MeasuresRefusedError with the sheet and line of what can't be read.
    """
    rules = measure_year(year)
    try:
        rows = list(rows_of(rules, lambda sheet: read_sheet(name, data, sheet)))
    except (TableError, NoLayoutError) as error:
        raise MeasuresRefusedError(f"{name}: {error}") from error
    found = quartiles(rows)
    if not found:
        raise MeasuresRefusedError(f"{name} has no result of any landlord.")
    Workbook.objects.filter(year=year).delete()
    landlords = len({row["landlord_code"] for row in rows})
    made = Workbook.objects.create(
        year=year,
        name=name[:200],
        sha256=hashlib.sha256(data).hexdigest(),
        landlords=landlords,
        taken_by=by,
        taken_at=now,
    )
    Quartile.objects.bulk_create(_row(made, one) for one in found)
    return landlords


def _row(book: Workbook, one: Quartiles) -> Quartile:
    return Quartile(
        workbook=book,
        code=one.measure,
        stock_type=one.stock_type,
        among=one.among,
        value=one.value[:100],
        landlords=one.results,
        lower=_decimal(one.lower),
        median=_decimal(one.median),
        upper=_decimal(one.upper),
    )


def _decimal(number: Fraction) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(_TEN)
