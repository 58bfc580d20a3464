"""The shape of what is typed about tokens and webhooks."""

import datetime
from typing import Any

from django import forms

from putright.apps.accounts.forms import PersonChoice
from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Checkboxes
from putright.apps.api.scopes import SAYS
from putright.apps.complaints.queries.words import words_of
from putright.core.complaints.journal import KINDS

DAYS = 90
"""How long a token lasts where nothing else is typed."""


class TokenForm(forms.Form):
    """A token for a program: as whom it acts, what it may do, until when."""

    name = forms.CharField(
        label="Name", max_length=100, help_text="Which program it is for"
    )
    person = PersonChoice(
        label="Acts as",
        help_text="It can do what this person can do, and no more. They take the "
        "token themselves: you are not shown it.",
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=[(scope, says) for scope, says in SAYS.items()],
        widget=Checkboxes(),
    )
    expires_on = DateField(label="Last day", what="The last day")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer the people at work, and a last day some months ahead."""
        super().__init__(*args, **kwargs)
        _limit(self, "person", today)
        self.fields["expires_on"].initial = today + datetime.timedelta(days=DAYS)


class WebhookForm(forms.Form):
    """An address that is told of what happens on cases."""

    name = forms.CharField(
        label="Name", max_length=100, help_text="Which program it is for"
    )
    address = forms.CharField(
        label="Address",
        max_length=500,
        help_text="It begins with https:// and leads to a public machine.",
    )
    owner = PersonChoice(
        label="Answers for it",
        help_text="It is told only of cases that this person may see, restricted ones "
        "where they are named. They take the webhook themselves, and with it the "
        "secret that its messages are signed with.",
    )
    kinds = forms.MultipleChoiceField(
        label="What it is told of",
        required=False,
        choices=[(kind, words_of(kind)) for kind in KINDS],
        widget=Checkboxes(),
        help_text="None ticked: everything that is written on a case.",
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer the people at work."""
        super().__init__(*args, **kwargs)
        _limit(self, "owner", today)


def _limit(form: forms.Form, name: str, day: datetime.date) -> None:
    field = form.fields[name]
    assert isinstance(field, PersonChoice)
    field.limit(day)
