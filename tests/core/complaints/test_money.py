"""Sums are kept in pence, to the penny, and nothing else passes for one."""

import pytest

from putright.core.complaints.money import MoneyError, pence_of, pounds


@pytest.mark.parametrize(
    ("given", "pence"),
    [
        (None, None),
        ("", None),
        (60, 6000),
        (60.5, 6050),
        (0.1, 10),
        ("250", 25000),
        ("250.00", 25000),
        ("£1,250.50", 125050),
        (" £20 ", 2000),
        ("0", 0),
        ("0.29", 29),
    ],
)
def test_pounds_become_pence(
    given: float | int | str | None, pence: int | None
) -> None:
    """No sum is off by a penny."""
    assert pence_of(given) == pence


@pytest.mark.parametrize(
    "given",
    ["lots", "1.005", "-1", "£", "NaN", "Infinity", "1e30", "2 pounds", "1.2.3", True],
)
def test_anything_else_is_said_to_be_no_amount(given: str) -> None:
    """With the value, and how to write it."""
    with pytest.raises(MoneyError, match=r"is not an amount of pounds: write it as"):
        pence_of(given)


@pytest.mark.parametrize(
    ("pence", "shown"),
    [(0, "£0.00"), (5, "£0.05"), (125050, "£1,250.50"), (10**12, "£10,000,000,000.00")],
)
def test_pence_are_shown_as_pounds(pence: int, shown: str) -> None:
    """As people write them."""
    assert pounds(pence) == shown
