"""Whose homes count: rented and shared ownership homes; all else is other stock."""

from collections.abc import Iterable
from typing import Literal

LCRA = "LCRA"
LCHO = "LCHO"
COMBINED = "combined"
ALL = (LCRA, LCHO)
OTHER_KNOWN = ("leasehold", "leaseholder", "applicant", "other")
"""Other stock and people, as homes and registers write them."""

Stock = Literal["LCRA", "LCHO", "other", ""]


def stock_of(value: object) -> Stock:
    """Give a cell's stock type; "other" for any that is neither, "" for a blank."""
    text = "" if value is None else str(value).strip().casefold()
    if not text:
        return ""
    if text == LCRA.casefold():
        return "LCRA"
    return "LCHO" if text == LCHO.casefold() else "other"


def reason(stock: Stock, counted: Iterable[str]) -> str:
    """Say why stock is left out of a measure for some types; "" where it is not."""
    if stock in counted:
        return ""
    return "unknown" if stock == "" else "other_stock"


def owners(stock: str) -> tuple[str, ...]:
    """Give the stock types that one of a measure is made of: both of `combined`."""
    return ALL if stock == COMBINED else (stock,)


def is_strange(value: object) -> bool:
    """Whether a cell names stock in a word that no file of ours has."""
    text = "" if value is None else str(value).strip().casefold()
    return stock_of(text) == "other" and text not in OTHER_KNOWN
