"""The shape of what administrators set: categories, bank holidays."""

from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Textarea
from putright.apps.complaints.queries.context import calendar_of
from putright.core.calendar import Calendar
from putright.rules.reading import RulesDataError

MOST_BYTES = 500_000
MOST_CHARACTERS = 200_000


class CategoryForm(forms.Form):
    """A category, and an issue under it."""

    category = forms.CharField(label="Category", max_length=100)
    issue = forms.CharField(
        label="Issue",
        max_length=100,
        required=False,
        help_text="What in particular it is about. Leave empty for the category "
        "itself.",
    )


class EndForm(forms.Form):
    """The last day on which a category is offered."""

    ended_on = DateField(
        label="Last day",
        what="The last day",
        required=False,
        help_text="New cases are not offered it after this day; cases that have it "
        "keep it. Leave empty to offer it again.",
    )


class CalendarForm(forms.Form):
    """A list of bank holidays, as a file or pasted, and why it is adopted."""

    file = forms.FileField(
        label="A file with the list",
        widget=forms.FileInput(attrs={"accept": ".toml,.txt"}),
        required=False,
        help_text="TOML. Start from the list in use, shown on this page.",
    )
    text = forms.CharField(
        label="Or the list itself",
        widget=Textarea(rows=12),
        required=False,
        max_length=MOST_CHARACTERS,
    )
    reason = forms.CharField(
        label="Why it is adopted",
        max_length=200,
        help_text="Such as “A bank holiday was proclaimed for 8 May 2028”",
    )
    calendar: Calendar | None = None
    """The calendar of the list, once the form is valid."""

    def clean(self) -> dict[str, Any]:
        """Read the list, and refuse one that can't be used with what is wrong."""
        given = super().clean() or {}
        where = "file" if given.get("file") else "text"
        text = given.get("text", "")
        if given.get("file"):
            text = self._uploaded(given["file"])
        if not text.strip():
            if where not in self.errors:
                self.add_error(where, "Choose a file, or paste the list.")
            return given
        try:
            self.calendar = calendar_of(text)
        except RulesDataError as error:
            self.add_error(where, str(error))
        given["text"] = text
        return given

    def _uploaded(self, file: Any) -> str:
        if file.size > MOST_BYTES:
            self.add_error("file", "The file is too large for a list of bank holidays.")
            return ""
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", "The file is not UTF-8 text. Save it as TOML.")
            return ""
