"""A period of the schedule; a hold, its review, and its end."""

import datetime
from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Radios, Textarea

FOR_A_TIME, NOT_SET = "months", "none"


class PeriodForm(forms.Form):
    """How long a kind is kept, and where that was decided."""

    use_required_attribute = False

    how = forms.ChoiceField(
        label="How long it is kept",
        choices=[
            (FOR_A_TIME, "For a number of months"),
            (NOT_SET, "Until another period is set: nothing of it is erased"),
        ],
        widget=Radios(),
        error_messages={"required": "Choose how long it is kept."},
    )
    months = forms.IntegerField(
        label="Months",
        required=False,
        min_value=1,
        max_value=600,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": "Give the months as a whole number, such as 72.",
            "min_value": "Give 1 month or more.",
            "max_value": "Give 600 months or fewer.",
        },
    )
    basis = forms.CharField(
        label="Where this is decided",
        max_length=300,
        help_text="Your retention policy and its date, or the minute",
        error_messages={"required": "Write where this is decided, such as a minute."},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the months where there are to be any."""
        given = super().clean() or {}
        if given.get("how") == NOT_SET:
            given["months"] = None
        elif "months" in given and given["months"] is None:
            self.add_error("months", "Give the number of months, such as 72.")
        return given


class HoldForm(forms.Form):
    """A new hold."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Why nothing may be erased",
        max_length=500,
        widget=Textarea(rows=3),
        help_text="Such as a claim, an inquiry or a request of the Ombudsman",
        error_messages={"required": "Write why nothing may be erased."},
    )
    review_on = DateField(label="Review it by", what="The day of review")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Take days after today."""
        super().__init__(*args, **kwargs)
        _after(self, today)


class ReviewForm(forms.Form):
    """Another day of review for a hold that goes on."""

    use_required_attribute = False

    review_on = DateField(label="Review it again by", what="The day of review")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Take days after today."""
        super().__init__(*args, **kwargs)
        _after(self, today)


class LiftForm(forms.Form):
    """Why a hold has ended."""

    use_required_attribute = False

    why = forms.CharField(
        label="Why the hold has ended",
        max_length=500,
        widget=Textarea(rows=3),
        error_messages={"required": "Write why the hold has ended."},
    )


def _after(form: forms.Form, today: datetime.date) -> None:
    field = form.fields["review_on"]
    assert isinstance(field, DateField)
    field.earliest = today + datetime.timedelta(days=1)
