"""Days: working days in England, and the periods that figures are reported for."""

from putright.core.calendar.periods import (
    Span,
    add_months,
    anniversary,
    month,
    month_bounds,
    quarter,
    quarter_bounds,
    reporting_year,
    reporting_year_bounds,
)
from putright.core.calendar.working_days import (
    Calendar,
    OutsideCalendarError,
    Step,
    england_calendar,
    long_date,
)

__all__ = [
    "Calendar",
    "OutsideCalendarError",
    "Span",
    "Step",
    "add_months",
    "anniversary",
    "england_calendar",
    "long_date",
    "month",
    "month_bounds",
    "quarter",
    "quarter_bounds",
    "reporting_year",
    "reporting_year_bounds",
]
