"""Money in pence, from what a person or a file gives."""

from decimal import Decimal, InvalidOperation


class MoneyError(ValueError):
    """A text is not an amount of pounds."""


def pence_of(amount: float | int | str | None) -> int | None:
    """Give pounds as pence; None for nothing given.

    Takes `250`, `250.00`, `£1,250.50`. Raises MoneyError for anything else, for more
    than two decimals and for a negative amount.
    """
    if amount is None or amount == "":
        return None
    text = str(amount).strip().removeprefix("£").replace(",", "")
    try:
        pence = Decimal(text) * 100
        whole = pence == pence.to_integral_value()
    except (InvalidOperation, OverflowError):
        whole = False
        pence = Decimal(0)
    if not whole or pence < 0 or pence > 10**12:
        problem = f"“{amount}” is not an amount of pounds: write it as 250.00."
        raise MoneyError(problem)
    return int(pence)


def pounds(pence: int) -> str:
    """Give pence as pounds: `£1,250.50`."""
    return f"£{pence / 100:,.2f}"
