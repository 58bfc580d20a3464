"""The shape of what is typed about a report."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Radios, Textarea
from putright.apps.reports.services import Said
from putright.apps.reports.services.drafting import LONGEST
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

QUARTER, MONTH, LAST_YEAR, YEAR = "quarter", "month", "last_year", "year"
DATES = "dates"
PERIODS = {
    QUARTER: "The last whole quarter",
    MONTH: "The last whole month",
    LAST_YEAR: "The last reporting year, April to March",
    YEAR: "The reporting year that we are in, April to March",
    DATES: "Between two dates",
}


def spans(today: datetime.date) -> dict[str, Span]:
    """Give the days of every period that has a name."""
    year = reporting_year_bounds(reporting_year(today))
    return {
        QUARTER: quarter_bounds(quarter(add_months(today, -3))),
        MONTH: month_bounds(month(add_months(today, -1))),
        LAST_YEAR: reporting_year_bounds(
            reporting_year(year.first - datetime.timedelta(days=1))
        ),
        YEAR: year,
    }


class StartForm(forms.Form):
    """Which report, for which period, and what it restates."""

    kind = forms.ChoiceField(label="Which report", widget=Radios())
    period = forms.ChoiceField(
        label="Period", choices=list(PERIODS.items()), widget=Radios()
    )
    first = DateField(label="From", what="The first day", required=False)
    last = DateField(label="To", what="The last day", required=False)
    as_at = DateField(
        label="Judge the records as on",
        what="The day to judge on",
        required=False,
        help_text="Leave it empty for the day on which the report is published.",
    )
    earlier = forms.ChoiceField(
        label="Say what has changed since",
        required=False,
        help_text="Its figures are worked out again, in a section at the end.",
    )

    def __init__(
        self,
        *args: Any,
        today: datetime.date,
        kinds: Iterable[tuple[str, str]],
        earlier: Iterable[tuple[int, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the kinds there are, and the reports that may be restated."""
        super().__init__(*args, **kwargs)
        self.today = today
        choices = {
            "kind": list(kinds),
            "earlier": [("", "Nothing"), *((str(n), text) for n, text in earlier)],
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered
        calendar = england_calendar()
        for name in ("first", "last", "as_at"):
            day = self.fields[name]
            assert isinstance(day, DateField)
            day.earliest, day.latest = calendar.known_from, calendar.known_to
        as_at = self.fields["as_at"]
        assert isinstance(as_at, DateField)
        as_at.latest = today

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
        return given

    @property
    def span(self) -> Span:
        """Give the period chosen."""
        given = self.cleaned_data
        if given["period"] == DATES:
            return Span(given["first"], given["last"])
        return spans(self.today)[given["period"]]


class TextForm(forms.Form):
    """A person's text in place of a draft."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(
        label="The text",
        widget=Textarea(rows=12),
        max_length=LONGEST,
        required=False,
        help_text="Write no resident’s name, and nothing that would tell who it is.",
    )


class FinalForm(forms.Form):
    """Why numbers that differ from their figures stay, where there are any."""

    reason = forms.CharField(
        label="Why these numbers stay as they are written",
        widget=Textarea(rows=3),
        max_length=2_000,
        required=False,
        help_text="It is kept with the report.",
    )


class PublishForm(forms.Form):
    """That whoever publishes means it."""

    sure = forms.BooleanField(
        label="This is the report to publish",
        help_text="It can’t be changed afterwards. A correction is a new edition.",
    )


class ResponseForm(forms.Form):
    """Where a report is published, and the governing body's response to it (8.2)."""

    considered_on = DateField(
        label="The governing body considered it on",
        what="The day it was considered",
        required=False,
    )
    minute = forms.CharField(
        label="The minute",
        max_length=200,
        required=False,
        help_text="Such as “Board, 3 June, item 6”",
    )
    response = forms.CharField(
        label="The governing body’s response",
        widget=Textarea(rows=8),
        max_length=LONGEST,
        required=False,
    )
    published_on = DateField(
        label="Published on the website on", what="The day of it", required=False
    )
    report_at = forms.CharField(
        label="Address of the report", max_length=300, required=False
    )
    response_at = forms.CharField(
        label="Address of the response", max_length=300, required=False
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Refuse days in the future."""
        super().__init__(*args, **kwargs)
        for name in ("considered_on", "published_on"):
            field = self.fields[name]
            assert isinstance(field, DateField)
            field.latest = today

    def clean(self) -> dict[str, Any]:
        """Refuse a form with nothing in it."""
        given = self.cleaned_data
        if not self.errors and not any(given.values()):
            raise forms.ValidationError("Nothing is filled in. Write what is known.")
        return given

    @property
    def said(self) -> Said:
        """Give what was typed as a value."""
        return Said(**self.cleaned_data)
