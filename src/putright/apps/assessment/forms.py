"""The shape of what is typed about a self-assessment."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Radios, Textarea
from putright.core.assessment import NO, TRIGGERS, YES, Answer
from putright.core.assessment.triggers import NEEDS
from putright.core.calendar.periods import reporting_year_bounds
from putright.rules.handling_code import edition, edition_names

LONG = 10_000
MOST_BYTES = 5_000_000
HOUSING_OMBUDSMAN = "housing"
LATER = "later"
"""The choice of who has not answered yet."""


def _editions() -> list[tuple[str, str]]:
    """Give the Housing Ombudsman's editions whose own provisions are known."""
    known = [edition(name) for name in edition_names()]
    return [
        (one.name, one.title)
        for one in known
        if one.numbering == one.name and one.ombudsman.code == HOUSING_OMBUDSMAN
    ]


class StartForm(forms.Form):
    """Which year it is for, under which edition, carried from which."""

    year = forms.CharField(
        label="The year",
        max_length=20,
        help_text="Such as 2025-26, from April to March",
    )
    edition = forms.ChoiceField(label="Edition of the Code", choices=_editions)
    carried_from = forms.ChoiceField(
        label="Carry forward from",
        required=False,
        help_text="Its words come along, and each provision is answered afresh.",
    )

    def __init__(
        self, *args: Any, earlier: Iterable[tuple[int, str]], **kwargs: Any
    ) -> None:
        """Offer the assessments that can be carried forward."""
        super().__init__(*args, **kwargs)
        field = self.fields["carried_from"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", "None: start empty"),
            *((str(number), name) for number, name in earlier),
        ]

    def clean_year(self) -> str:
        """Refuse what is no reporting year."""
        given = str(self.cleaned_data["year"]).strip()
        try:
            reporting_year_bounds(given)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return given


class AnswerForm(forms.Form):
    """A person's answer to one provision."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answer = forms.ChoiceField(
        label="Do we comply?",
        choices=[(YES, "Yes"), (NO, "No"), (LATER, "Not answered yet")],
        widget=Radios(
            {
                NO: "An honest no needs an action, who owns it and the day it is done",
            }
        ),
    )
    evidence = forms.CharField(
        label="Evidence",
        widget=Textarea(rows=3),
        max_length=LONG,
        required=False,
        help_text="The sentence of the policy, or the document and its address",
    )
    commentary = forms.CharField(
        label="Commentary or explanation",
        widget=Textarea(),
        max_length=LONG,
        required=False,
        help_text="This is published. Write no resident’s name.",
    )
    action = forms.CharField(
        label="Action", widget=Textarea(rows=3), max_length=LONG, required=False
    )
    owner = forms.CharField(label="Who owns the action", max_length=150, required=False)
    by_when = DateField(
        label="To be done by", what="The day to do it by", required=False
    )

    def given(self, provision: str) -> Answer:
        """Give what was typed as a value."""
        typed = dict(self.cleaned_data)
        typed.pop("revision")
        if typed["answer"] == LATER:
            typed["answer"] = ""
        return Answer(provision=provision, **typed)


class SignForm(forms.Form):
    """Who signs it off, and the minute of the governing body."""

    member = forms.CharField(label="Member Responsible for Complaints", max_length=150)
    lead = forms.CharField(label="Senior lead for complaint handling", max_length=150)
    approved_on = DateField(
        label="Approved by the governing body on", what="The day it was approved"
    )
    minute = forms.CharField(
        label="The minute",
        max_length=200,
        help_text="Such as “Housing Committee, 3 June, item 6”",
    )
    sure = forms.BooleanField(
        label="The answers are those that the people named approved",
        help_text="Nothing in it can be changed afterwards.",
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Refuse an approval in the future."""
        super().__init__(*args, **kwargs)
        field = self.fields["approved_on"]
        assert isinstance(field, DateField)
        field.latest = today


class PublishForm(forms.Form):
    """Where it is published, and the governing body's response to the report (8.2)."""

    published_on = DateField(label="Published on", what="The day it was published")
    published_at = forms.CharField(
        label="Address of the page",
        max_length=300,
        help_text="On the complaints pages of the website",
    )
    response_at = forms.CharField(
        label="Address of the governing body’s response",
        max_length=300,
        required=False,
    )


class EventForm(forms.Form):
    """What calls for a new assessment, or for telling people (8.3 to 8.5)."""

    kind = forms.ChoiceField(
        label="What happened",
        choices=[(one.code, one.title) for one in TRIGGERS.values()],
        widget=Radios({one.code: one.says for one in TRIGGERS.values()}),
    )
    happened_on = DateField(label="When", what="The day it happened")
    about = forms.CharField(label="What it is", widget=Textarea(), max_length=500)
    ombudsman_told_on = DateField(label=NEEDS["ombudsman_told_on"], required=False)
    residents_told_on = DateField(label=NEEDS["residents_told_on"], required=False)
    published_on = DateField(label=NEEDS["published_on"], required=False)
    comply_by = DateField(label=NEEDS["comply_by"], required=False)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Refuse what has happened in the future."""
        super().__init__(*args, **kwargs)
        for name in ("happened_on", *NEEDS):
            field = self.fields[name]
            assert isinstance(field, DateField)
            if name in NEEDS:
                field.help_text = "Only where you are unable to comply (8.5)"
            if name != "comply_by":
                field.latest = today

    @property
    def days(self) -> dict[str, datetime.date | None]:
        """Give the days of 8.5."""
        return {name: self.cleaned_data[name] for name in NEEDS}


class FileForm(forms.Form):
    """A file, and the edition that its provisions are numbered by."""

    file = forms.FileField(
        label="The file",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text="CSV (UTF-8) or an Excel workbook, one row a provision",
        error_messages={
            "required": "Choose a file.",
            "empty": "That file is empty. Choose another.",
        },
    )
    edition = forms.ChoiceField(label="Edition of the Code", choices=_editions)

    def clean_file(self) -> Any:
        """Refuse a file larger than any form is."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has {given.size:,} bytes; a form has at most "
                f"{MOST_BYTES:,}. Choose another."
            )
        return given
