"""Counts read from text, and results: exact fractions, rounded once, when shown."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

_NUMBER = re.compile(
    r"(?:[0-9]{1,30}(?:\.[0-9]{0,40})?|\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,2})?"
)
_NEGATIVE = re.compile(r"[-−–]\s*\.?[0-9].*")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,  ' ][0-9]{3})+(?:\.[0-9]+)?")
_CODE = re.compile(r"\[([A-Za-z])\]")
_LONG = Context(prec=500)
"""Digits enough for any sum of numbers that `_NUMBER` lets by."""


class NotACountError(ValueError):
    """A text that is no count; the message says what it is instead."""


def read_count(text: str, codes: Mapping[str, str], *, whole: bool) -> Fraction:
    """Read a count: 0 or more, plain digits, a decimal point where not `whole`.

    `codes`: what the regulator writes in brackets where no number stands, and what it
    means. Raises NotACountError.
    """
    said = text.strip()
    if _NUMBER.fullmatch(said) is None:
        raise NotACountError(_why_not(said, codes))
    number = Fraction(said)
    if whole and number.denominator != 1:
        raise NotACountError(f"{said!r} is not a whole number")
    return number


def _why_not(said: str, codes: Mapping[str, str]) -> str:
    if not said:
        return "no count is given"
    code = _CODE.fullmatch(said)
    if code is not None:
        meaning = codes.get(code[1].upper(), "a code, not a number")
        return f"{said} is no count ({meaning})"
    if _NEGATIVE.fullmatch(said):
        return f"{said!r} is negative"
    if _GROUPED.fullmatch(said):
        return f"{said!r} has a thousands separator: write the digits alone"
    return f"{said[:40]!r} is not a number"


def plain(number: Fraction) -> str:
    """Write a number that has an end in decimals, exactly and without an exponent."""
    if number.denominator == 1:
        return str(number.numerator)
    exact = _LONG.divide(Decimal(number.numerator), Decimal(number.denominator))
    return f"{exact.normalize(_LONG):f}"


def shown(number: Fraction, decimals: int) -> str:
    """Round a number of 0 or more half up, once, to so many decimals; as text."""
    steps = 10**decimals
    whole = (2 * number * steps + 1) // 2
    if not decimals:
        return str(whole)
    return f"{whole // steps}.{whole % steps:0{decimals}d}"
