"""What is typed on work lists: a reassignment, and a search."""

import datetime
from typing import Any

from django import forms

from putright.apps.accounts.ui.widgets import Textarea
from putright.apps.complaints.queries import choices

NONE_SELECTED = "Select at least one case."


class ReassignForm(forms.Form):
    """Who is to handle the cases selected, in which team, and why."""

    handler = forms.ChoiceField(
        label="New handler",
        error_messages={"required": "Choose who is to handle them."},
    )
    team = forms.ChoiceField(
        label="Team",
        required=False,
        help_text="Leave as it is to keep each case with its team",
    )
    reason = forms.CharField(
        label="Reason",
        max_length=1000,
        widget=Textarea(rows=3),
        help_text="Kept in each case’s record",
        error_messages={"required": "Write why they are reassigned."},
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Offer the people and teams of today."""
        super().__init__(*args, **kwargs)
        self._offer("handler", "Choose a person", choices.staff(today, "work_case"))
        self._offer("team", "As it is", choices.teams(today))

    def _offer(self, name: str, nothing: str, offered: choices.Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", nothing), *offered]


class SearchForm(forms.Form):
    """What to look for. Sent by POST: a name has no place in an address."""

    q = forms.CharField(
        label="Search for cases",
        max_length=200,
        help_text=(
            "A reference, a resident’s name, an address, a postcode, a UPRN, "
            "or words of the complaint"
        ),
        error_messages={"required": "Type what to search for."},
    )
