"""The shape of what is typed from the Ombudsman's letters."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import DateField, PoundsField
from putright.apps.accounts.ui.widgets import Radios, Textarea
from putright.apps.governance.models import (
    FindingKind,
    Office,
    OrderKind,
    OrderSort,
    PublicationKind,
    Rollup,
    Route,
)

NO_NAMES = "Write no resident’s name: the board reads this."
LONG = 2000


class KeptForm(forms.Form):
    """What every entry has: where it was read. `values` is what is written down.

    `today` is the last day that what has happened may be on.
    """

    happened: tuple[str, ...] = ()
    """Its dates that can't lie ahead."""

    source = forms.CharField(
        label="Where you read this",
        max_length=300,
        help_text="Such as “Determination letter of 3 March 2025, paragraph 40”",
    )

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        """Refuse days to come where the thing has happened."""
        super().__init__(*args, **kwargs)
        for name in self.happened:
            field = self.fields[name]
            assert isinstance(field, DateField)
            field.latest = today

    @property
    def values(self) -> dict[str, object]:
        """Give what was typed, by the names of what is kept."""
        return dict(self.cleaned_data)

    def in_order(self, earlier: str, later: str, why: str) -> None:
        """Refuse two dates in the wrong order."""
        first, second = (self.cleaned_data.get(name) for name in (earlier, later))
        if first and second and second < first:
            self.add_error(later, why)


class InvestigationForm(KeptForm):
    """A complaint that went to the Ombudsman."""

    happened = ("notified_on", "determined_on", "review_requested_on")
    field_order = [
        "hos_reference",
        "case",
        "notified_on",
        "route",
        "determined_on",
        "rollup",
        "review_requested_on",
        "source",
    ]

    hos_reference = forms.CharField(label="The Ombudsman’s reference", max_length=40)
    case = forms.CharField(
        label="Our case",
        max_length=60,
        required=False,
        help_text="The reference of the complaint it is about, where it is here",
    )
    notified_on = DateField(
        label="When we were told of it", what="The day we were told of it"
    )
    route = forms.ChoiceField(label="What the Ombudsman does", choices=Route.choices)
    determined_on = DateField(
        label="Determined on", what="The day it was determined", required=False
    )
    rollup = forms.ChoiceField(
        label="What the Ombudsman’s archive says of the whole case",
        choices=[("", "Nothing, or not seen"), *Rollup.choices],
        required=False,
        help_text="Findings are counted one by one; this stands beside them.",
    )
    review_requested_on = DateField(
        label="Review asked for on",
        what="The day a review was asked for",
        required=False,
    )

    def __init__(
        self, *args: Any, opens: Callable[[str], bool] | None, **kwargs: Any
    ) -> None:
        """Take a test of whether a case may be opened; without, no case is asked."""
        super().__init__(*args, **kwargs)
        self.opens = opens
        if opens is None:
            del self.fields["case"]

    def clean_case(self) -> str:
        """Refuse a case that there is not, or that is not this person's to open."""
        given = str(self.cleaned_data["case"])
        if given and self.opens is not None and not self.opens(given):
            raise forms.ValidationError(
                f"There is no case {given} that you can open. Check the reference."
            )
        return given

    def clean(self) -> dict[str, Any]:
        """Refuse a determination before anyone knew of the complaint."""
        given = super().clean() or {}
        self.in_order(
            "notified_on", "determined_on", "It was determined before we were told."
        )
        return given


class FindingForm(KeptForm):
    """A finding on one complaint that the Ombudsman defined."""

    field_order = ["about", "kind", "source"]

    about = forms.CharField(
        label="The complaint, as the Ombudsman defined it",
        max_length=300,
        help_text=NO_NAMES,
    )
    kind = forms.ChoiceField(
        label="What was found", choices=FindingKind.choices, widget=Radios()
    )


class OrderForm(KeptForm):
    """An order or a recommendation, with the date that the determination gives."""

    happened = ("evidence_sent_on", "accepted_on")
    field_order = [
        "sort",
        "kind",
        "text",
        "pence",
        "due_on",
        "evidence_sent_on",
        "accepted_on",
        "source",
    ]

    sort = forms.ChoiceField(
        label="Which is it",
        choices=OrderSort.choices,
        widget=Radios({"order": "It binds us", "recommendation": "It advises us"}),
    )
    kind = forms.ChoiceField(label="What it asks for", choices=OrderKind.choices)
    text = forms.CharField(
        label="What it says", widget=Textarea(), max_length=LONG, help_text=NO_NAMES
    )
    pence = PoundsField(label="Compensation", required=False, help_text="In pounds")
    due_on = DateField(
        label="Due on",
        what="The day it is due",
        required=False,
        help_text="The date in the determination. Leave it empty where it gives none.",
    )
    evidence_sent_on = DateField(
        label="Evidence sent on", what="The day evidence was sent", required=False
    )
    accepted_on = DateField(
        label="Accepted by the Ombudsman on",
        what="The day it was accepted",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for an amount with compensation, and for evidence before acceptance."""
        given = super().clean() or {}
        money = given.get("kind") == OrderKind.COMPENSATION
        if money and given.get("pence") is None and "pence" not in self.errors:
            self.add_error("pence", "Enter how much compensation it says.")
        self.in_order(
            "evidence_sent_on", "accepted_on", "It was accepted before it was sent."
        )
        return given


class FailureOrderForm(KeptForm):
    """A complaint handling failure order or notice."""

    happened = ("issued_on", "complied_on")
    field_order = ["type", "reference", "issued_on", "about", "complied_on", "source"]

    type = forms.CharField(
        label="Its type, as the Ombudsman puts it",
        max_length=60,
        help_text="Such as “Type 1” or “Complaint handling failure notice”",
    )
    reference = forms.CharField(label="Its reference", max_length=40, required=False)
    issued_on = DateField(label="Issued on", what="The day it was issued")
    about = forms.CharField(
        label="What it is about", max_length=300, help_text=NO_NAMES
    )
    complied_on = DateField(
        label="Complied with on", what="The day it was complied with", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an order complied with before it was issued."""
        given = super().clean() or {}
        self.in_order("issued_on", "complied_on", "It was complied with before issue.")
        return given


class PublicationForm(KeptForm):
    """Something that the Ombudsman published about the landlord."""

    happened = ("published_on",)
    field_order = ["title", "kind", "published_on", "address", "about", "source"]

    title = forms.CharField(label="Its title", max_length=200)
    kind = forms.ChoiceField(
        label="What it is", choices=PublicationKind.choices, widget=Radios()
    )
    published_on = DateField(label="Published on", what="The day it was published")
    address = forms.CharField(
        label="Where it can be read", max_length=300, required=False
    )
    about = forms.CharField(
        label="What it says of us",
        widget=Textarea(),
        max_length=LONG,
        required=False,
        help_text=NO_NAMES,
    )


class AppointmentForm(KeptForm):
    """Who answers for complaints, from when, and the minute that says so."""

    field_order = [
        "office",
        "name",
        "post",
        "starts_on",
        "ends_on",
        "minute",
        "minute_on",
        "source",
    ]

    office = forms.ChoiceField(label="As what", choices=Office.choices, widget=Radios())
    name = forms.CharField(label="Name", max_length=150)
    post = forms.CharField(
        label="Post",
        max_length=150,
        required=False,
        help_text="Such as “Cabinet member for housing”",
    )
    starts_on = DateField(label="First day", what="The first day")
    ends_on = DateField(label="Last day", what="The last day", required=False)
    minute = forms.CharField(
        label="The minute",
        max_length=200,
        required=False,
        help_text="Such as “Board, item 6”",
    )
    minute_on = DateField(
        label="The day of the minute", what="The day of the minute", required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        given = super().clean() or {}
        self.in_order("starts_on", "ends_on", "The last day is before the first.")
        return given


class StrikeForm(forms.Form):
    """Why an entry is struck out."""

    why = forms.CharField(label="Why it was entered in error", max_length=300)
