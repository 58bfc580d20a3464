"""Money in pence, from what a person or a file gives."""

import re
from decimal import Decimal

AMOUNT = re.compile(r"£? ?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2})?")
"""Digits, perhaps with a pound sign, commas between thousands, and pence."""
LONGEST = 20
MOST = 10**12
"""The longest text and the greatest sum, in pence, that is read."""


class MoneyError(ValueError):
    """A text is not an amount of pounds."""


def pence_of(amount: float | int | str | None) -> int | None:
    """Give pounds as pence; None for nothing given.

    Takes `250`, `250.00`, `£1,250.50`. Raises MoneyError for anything else: `1e5` is
    no amount that a person writes, nor is `1,2` or one with more than two decimals.
    """
    if amount is None or amount == "":
        return None
    text = str(amount).strip()
    read = AMOUNT.fullmatch(text) if len(text) <= LONGEST else None
    pence = Decimal(re.sub("[£, ]", "", text)) * 100 if read else Decimal(0)
    if not read or pence > MOST:
        problem = f"“{amount}” is not an amount of pounds: write it as 250.00."
        raise MoneyError(problem)
    return int(pence)


def pounds(pence: int) -> str:
    """Give pence as pounds: `£1,250.50`."""
    return f"£{pence / 100:,.2f}"
