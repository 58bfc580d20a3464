"""Controls of the design system. Plain Django widgets are drawn well too."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.widgets import Input

CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.FileInput, "govuk-file-upload"),
    (forms.Textarea, "govuk-textarea"),
    (forms.SelectMultiple, "govuk-select"),
    (forms.Select, "govuk-select"),
    (Input, "govuk-input"),
)


def css_class(widget: forms.Widget) -> str:
    """Give the design system's class for a control; empty for one drawn in parts."""
    if widget.is_hidden or isinstance(
        widget, forms.RadioSelect | forms.CheckboxSelectMultiple
    ):
        return ""
    for kind, name in CLASSES:
        if isinstance(widget, kind):
            return name
    return ""


class Textarea(forms.Textarea):
    """A text box of several lines; with a field's max_length it counts letters left."""

    def __init__(self, rows: int = 5) -> None:
        """Say how many lines show."""
        super().__init__(attrs={"rows": rows, "class": "govuk-js-character-count"})


class Suggesting(forms.TextInput):
    """A line with suggestions that a browser offers without a script.

    Anything else may be typed as well. `choices`: what is sent, and how it is told.
    """

    template_name = "ui/widgets/suggesting.html"

    def __init__(
        self, choices: Sequence[tuple[str, str]], attrs: dict[str, Any] | None = None
    ) -> None:
        """Keep the suggestions."""
        super().__init__(attrs)
        self.suggested = list(choices)

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Tie the line to its list of suggestions, where there are any."""
        context = super().get_context(name, value, attrs)
        if self.suggested:
            widget = context["widget"]
            widget["list"] = f"{widget['attrs'].get('id', name)}-list"
            widget["attrs"]["list"] = widget["list"]
            widget["suggested"] = self.suggested
        return context


class Radios(forms.RadioSelect):
    """Radio buttons; `hints` gives a line under a choice, by its value."""

    def __init__(self, hints: Mapping[str, str] | None = None) -> None:
        """Keep the hints."""
        super().__init__()
        self.hints = dict(hints or {})


class Checkboxes(forms.CheckboxSelectMultiple):
    """Checkboxes; `hints` gives a line under a choice, by its value."""

    def __init__(self, hints: Mapping[str, str] | None = None) -> None:
        """Keep the hints."""
        super().__init__()
        self.hints = dict(hints or {})


class DateInput(forms.MultiWidget):
    """A date in three boxes: day, month, year. Sends <name>_day and so on."""

    template_name = "ui/widgets/date.html"

    def __init__(self) -> None:
        """Make the three boxes."""
        super().__init__(
            widgets={
                "day": forms.TextInput(),
                "month": forms.TextInput(),
                "year": forms.TextInput(),
            }
        )

    def decompress(self, value: object) -> Sequence[Any]:
        """Split a date into its parts; nothing gives three empty boxes."""
        if isinstance(value, datetime.date):
            return [value.day, value.month, value.year]
        return ["", "", ""]
