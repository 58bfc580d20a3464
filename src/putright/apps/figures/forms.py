"""What is asked of the figures on a page, sent by GET and kept in the address."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Radios
from putright.core.calendar import (
    Span,
    add_months,
    england_calendar,
    month,
    month_bounds,
    quarter,
    quarter_bounds,
    reporting_year,
    reporting_year_bounds,
)
from putright.core.figures.grains import EQUALITY

MONTH, QUARTER, YEAR = "month", "quarter", "year"
LAST_YEAR, ROLLING, DATES = "last_year", "rolling", "dates"
PERIODS = {
    MONTH: "This month so far",
    QUARTER: "This quarter so far",
    YEAR: "This financial year to date",
    LAST_YEAR: "Last financial year",
    ROLLING: "The last 12 full months",
    DATES: "Between two dates",
}
EARLIEST = england_calendar().known_from
LATEST = england_calendar().known_to
"""Days outside these can't be judged: bank holidays are not known."""
LONGEST = 100
"""Characters of a label that is limited to."""


class QuestionForm(forms.Form):
    """A period, a split, and what to count only."""

    is_filter = True

    period = forms.ChoiceField(
        label="Period", choices=list(PERIODS.items()), widget=Radios(), required=False
    )
    first = DateField(label="From", what="The first day", required=False)
    last = DateField(label="To", what="The last day", required=False)
    by = forms.ChoiceField(label="Split by", required=False)
    only = forms.ChoiceField(label="Count only where", required=False)
    label = forms.CharField(
        label="Which one",
        help_text="As it is written in the tables",
        required=False,
        max_length=LONGEST,
    )
    where = forms.Field(required=False, widget=forms.MultipleHiddenInput())

    def __init__(self, data: QueryDict, *, splits: Sequence[tuple[str, str]]) -> None:
        """Offer the splits that there are."""
        given = data.copy()
        given.setdefault("period", YEAR)
        super().__init__(given, use_required_attribute=False)
        for name, nothing in (("by", "No split"), ("only", "No limit")):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            shown = [s for s in splits if name == "by" or not s[0].startswith(EQUALITY)]
            field.choices = [("", nothing), *shown]
        for name in ("first", "last"):
            day = self.fields[name]
            assert isinstance(day, DateField)
            day.earliest, day.latest = EARLIEST, LATEST

    def clean(self) -> dict[str, Any]:
        """Ask for both days where dates are chosen, in their order."""
        given = self.cleaned_data
        if given.get("period") == DATES and not self.errors:
            first, last = given.get("first"), given.get("last")
            if first is None:
                self.add_error("first", "Enter the first day.")
            elif last is None:
                self.add_error("last", "Enter the last day.")
            elif last < first:
                self.add_error("last", "The last day must not be before the first.")
        if given.get("only") and not given.get("label"):
            self.add_error("label", "Enter what it is to be.")
        return given


def span_of(period: str, today: datetime.date) -> Span:
    """Give the days of a period by name; the financial year to date for any other."""
    if period == MONTH:
        return Span(month_bounds(month(today)).first, today)
    if period == QUARTER:
        return Span(quarter_bounds(quarter(today)).first, today)
    if period == ROLLING:
        last = month_bounds(month(today)).first - datetime.timedelta(days=1)
        return Span(add_months(month_bounds(month(last)).first, -11), last)
    first = reporting_year_bounds(reporting_year(today)).first
    if period == LAST_YEAR:
        before = first - datetime.timedelta(days=1)
        return reporting_year_bounds(reporting_year(before))
    return Span(first, today)
