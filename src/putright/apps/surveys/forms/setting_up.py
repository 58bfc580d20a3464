"""The shape of a survey: what it is of, its households, its sample."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Checkboxes, Radios, Textarea
from putright.apps.surveys.models import QuotaBy
from putright.rules.satisfaction_measures import year_names

STOCK_TYPES = (
    ("LCRA", "Low cost rental (LCRA)"),
    ("LCHO", "Low cost home ownership (LCHO)"),
    ("combined", "Both together, for the few landlords allowed it"),
)
MOST_HOMES = 10_000_000


class NameForm(forms.Form):
    """What a survey is called, and how it was done."""

    name = forms.CharField(label="Name", max_length=100)
    note = forms.CharField(
        label="How it is done",
        required=False,
        max_length=4000,
        widget=Textarea(rows=4),
        help_text="For the summary of approach: who does the fieldwork, by which "
        "methods, who is left out and why, what is offered for answering.",
    )


class SurveyForm(NameForm):
    """A new survey."""

    year = forms.ChoiceField(
        label="Reporting year",
        help_text="Only years whose measures are known can be chosen.",
    )
    stock_types = forms.MultipleChoiceField(
        label="Homes it is of", choices=STOCK_TYPES, widget=Checkboxes()
    )
    counted_on = DateField(
        what="The day whose homes are asked",
        label="The day whose homes are asked",
        help_text="Homes owned on that day are drawn from and stood for.",
    )
    quota_by = forms.ChoiceField(
        label="Share the sample out by",
        choices=QuotaBy.choices,
        required=False,
        widget=Radios(),
    )
    field_order = ("year", "name", "stock_types", "counted_on", "quota_by", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the years that are known, the latest first."""
        super().__init__(*args, **kwargs)
        year = self.fields["year"]
        assert isinstance(year, forms.ChoiceField)
        year.choices = [(name, name) for name in reversed(year_names())]


class ChangeForm(NameForm):
    """What can be changed of a survey."""

    weight_by = forms.MultipleChoiceField(
        label="Weight the answers by", required=False, widget=Checkboxes()
    )

    def __init__(
        self, *args: Any, characteristics: Sequence[str], **kwargs: Any
    ) -> None:
        """Offer what the households are known by, in their order."""
        super().__init__(*args, **kwargs)
        field = self.fields["weight_by"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(name, name.replace("_", " ")) for name in characteristics]
        field.help_text = (
            "One: each group counts as much as it has households. Several: by raking, "
            "one after the other. Only what the households are known by can be chosen."
        )
        self.order = tuple(characteristics)

    def chosen(self) -> list[str]:
        """Give the characteristics chosen, in the order of the households."""
        given = set(self.cleaned_data["weight_by"])
        return [name for name in self.order if name in given]


class PopulationForm(forms.Form):
    """A file of households in place of those counted."""

    file = forms.FileField(
        label="A file of households",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text="CSV or Excel with the columns <code>stock_type</code>, "
        "characteristic, value and households, and a row “all” for each stock type. "
        "It takes the place of what stands here.",
        error_messages={"empty": "That file is empty. Choose another."},
    )


class DrawForm(forms.Form):
    """How many homes of each stock type to ask."""

    def __init__(self, *args: Any, stock_types: Sequence[str], **kwargs: Any) -> None:
        """Ask for a number of each stock type."""
        super().__init__(*args, **kwargs)
        for name in stock_types:
            self.fields[f"number-{name}"] = forms.IntegerField(
                label=f"Homes to ask, {name}",
                required=False,
                min_value=1,
                max_value=MOST_HOMES,
                widget=forms.TextInput(attrs={"inputmode": "numeric"}),
                help_text="Leave it empty to ask all of them.",
            )
        self.stock_types = tuple(stock_types)

    def numbers(self) -> dict[str, int | None]:
        """Give the number of each stock type; None for all."""
        return {name: self.cleaned_data[f"number-{name}"] for name in self.stock_types}


class SentForm(forms.Form):
    """The day on which a list was written to."""

    on = DateField(what="The day it was sent", label="The day it was sent")

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Refuse a day to come."""
        super().__init__(*args, **kwargs)
        field = self.fields["on"]
        assert isinstance(field, DateField)
        field.latest = today


class GroupsForm(forms.Form):
    """Which measure to split, and by what."""

    is_filter = True
    measure = forms.ChoiceField(label="Measure", required=False)
    by = forms.ChoiceField(label="Split by", required=False)

    def __init__(
        self,
        *args: Any,
        measures: Sequence[tuple[str, str]],
        by: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the measures and the columns that there are."""
        super().__init__(*args, **kwargs)
        for name, choices in (("measure", measures), ("by", by)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(choices)
