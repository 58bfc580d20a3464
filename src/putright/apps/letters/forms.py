"""The shape of what is typed about letters on their way, and of own paragraphs."""

import datetime
from typing import Any, get_args

from django import forms

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Radios, Textarea
from putright.apps.letters.models import Route
from putright.apps.letters.sandbox import LONGEST, VALUE_NAMES
from putright.core.complaints.letters.compose import TITLES
from putright.core.complaints.letters.values import Kind


class DayForm(forms.Form):
    """The day on which a letter left."""

    on = DateField(label="Which day was it sent?", what="The day it was sent")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer today, and take no later day."""
        super().__init__(*args, **kwargs)
        day = self.fields["on"]
        assert isinstance(day, DateField)
        day.initial = day.latest = today


class AgainForm(forms.Form):
    """How a letter is sent again."""

    route = forms.ChoiceField(
        label="How should it be sent again?", choices=Route.choices, widget=Radios()
    )


class KindForm(forms.Form):
    """Which letter a paragraph is for."""

    kind = forms.ChoiceField(
        label="Which letter is it for?",
        choices=[(kind, TITLES[kind]) for kind in get_args(Kind)],
        widget=Radios(),
    )


class TextForm(forms.Form):
    """A paragraph in the landlord's own words."""

    text = forms.CharField(
        label="Your words",
        max_length=LONGEST,
        widget=Textarea(rows=8),
        help_text="You may use these values, each between two curly brackets: "
        f"{', '.join(f'<code>{name}</code>' for name in VALUE_NAMES)}",
    )
    owner = forms.CharField(
        label="Who looks after these words?",
        max_length=60,
        help_text="Their user name, such as dilys.marlow",
    )
    expires_on = DateField(
        label="When do these words expire?",
        what="The day they expire",
        help_text="After this day the product’s own wording is used again. Look at "
        "them before then, and give them a new day",
    )
