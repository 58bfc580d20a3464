"""The shape of a landlord's own policy as it is typed or pasted."""

from typing import Any

from django import forms

from putright.apps.accounts.ui.widgets import Textarea
from putright.apps.complaints.queries.context import policy_of
from putright.rules.landlord_policies import Policy
from putright.rules.reading import RulesDataError

MOST_CHARACTERS = 100_000


class PolicyForm(forms.Form):
    """A policy as data, and why it is adopted."""

    text = forms.CharField(
        label="Your policy, as TOML",
        widget=Textarea(rows=20),
        max_length=MOST_CHARACTERS,
        help_text="Its targets, the names of its stages, and grounds for refusing of "
        "its own. It may ask for less time than the Code, and never for more stages.",
    )
    reason = forms.CharField(
        label="Why it is adopted",
        max_length=200,
        help_text="Such as “Approved by Cabinet on 14 May”",
    )
    policy: Policy | None = None
    """The policy, once the form is valid."""

    def clean_text(self) -> Any:
        """Read the policy, and refuse one that can't be used with what is wrong."""
        text = self.cleaned_data["text"]
        try:
            self.policy = policy_of(text)
        except RulesDataError as error:
            raise forms.ValidationError(str(error)) from error
        return text
