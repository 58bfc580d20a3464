"""Days counted one by one, by a list of bank holidays of its own."""

from datetime import date, timedelta

DAY = timedelta(days=1)

_KNOWN = """
    2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-06-02 2022-06-03 2022-08-29
    2022-09-19 2022-12-26 2022-12-27
    2023-01-02 2023-04-07 2023-04-10 2023-05-01 2023-05-08 2023-05-29 2023-08-28
    2023-12-25 2023-12-26
    2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25
    2024-12-26
    2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25
    2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25
    2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27
    2027-12-28
"""
BANK_HOLIDAYS = {date.fromisoformat(day) for day in _KNOWN.split()}


def works(day: date) -> bool:
    """Say whether a day is Monday to Friday and no bank holiday."""
    return day.isoweekday() <= 5 and day not in BANK_HOLIDAYS


def later(day: date, working_days: int) -> date:
    """Give the n-th working day after a day, walking there."""
    while working_days:
        day += DAY
        working_days -= works(day)
    return day


def between(start: date, end: date) -> int:
    """Count the working days after the start, up to and including the end."""
    counted = 0
    while start < end:
        start += DAY
        counted += works(start)
    return counted


def said(day: date) -> str:
    """Write a day as people do, with its weekday: `Monday 7 October 2024`."""
    return f"{day:%A} {day.day} {day:%B %Y}"
