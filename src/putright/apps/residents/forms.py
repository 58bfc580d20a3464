"""The shape of what is typed about people, their needs and who speaks for them."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Textarea
from putright.apps.homes import queries as homes
from putright.apps.residents.facts import FIELDS, PersonFacts, email
from putright.core.complaints.parts import TENURES


class SearchForm(forms.Form):
    """What a person is looked for by."""

    words = forms.CharField(
        label="Name, telephone, e-mail or reference",
        max_length=200,
        error_messages={"required": "Enter something to search for."},
    )


class PersonForm(forms.Form):
    """What is known of a person, and how they wish to be reached."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Name", max_length=150)
    email = forms.CharField(label="E-mail address", max_length=254, required=False)
    telephone = forms.CharField(max_length=60, required=False)
    preferred_contact = forms.CharField(
        label="Preferred contact",
        max_length=60,
        required=False,
        help_text="Such as e-mail, letter, or telephone after 11am",
    )
    safe_contact = forms.CharField(
        label="Safe contact",
        max_length=500,
        required=False,
        widget=Textarea(rows=3),
        help_text="The only way to reach this person safely. Nothing else is then "
        "used, and nothing is sent to the home.",
    )
    do_not_write = forms.BooleanField(
        label="Do not write to the home: nothing may be posted", required=False
    )
    language = forms.CharField(
        max_length=60, required=False, help_text="Where it is not English"
    )
    format = forms.CharField(
        label="Format of letters",
        max_length=100,
        required=False,
        help_text="Such as large print, easy read, braille or audio",
    )

    def clean_email(self) -> str:
        """Refuse what is not an e-mail address."""
        try:
            return email(str(self.cleaned_data["email"]).strip())
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def facts(self) -> PersonFacts:
        """Give what was typed as a value."""
        return PersonFacts(**{name: self.cleaned_data[name] for name in FIELDS})


class NewPersonForm(PersonForm):
    """A new person, with the landlord's reference where there is one."""

    reference = forms.CharField(
        label="The landlord's reference",
        max_length=60,
        required=False,
        help_text="Leave it empty and one is made",
    )
    field_order = ("reference", "name")


class HomeField(forms.CharField):
    """A home by the landlord's reference; gives its number."""

    def clean(self, value: Any) -> Any:
        """Give the number of the home. Raises ValidationError where there is none."""
        given = str(super().clean(value))
        found = homes.home(given) if given else None
        if given and found is None:
            raise ValidationError(
                f"There is no home {given}. Search the homes for its reference."
            )
        return found.id if found else None


class MoveInForm(forms.Form):
    """Where a person lives, and from when."""

    home = HomeField(
        label="The home's reference", max_length=60, help_text="Found under Homes"
    )
    tenure = forms.CharField(
        max_length=60, required=False, help_text=f"One of {', '.join(TENURES)}"
    )
    from_day = DateField(label="Lives there from", what="The first day", required=False)

    def clean_tenure(self) -> str:
        """Take the register's own words, however their letters are cased."""
        given = str(self.cleaned_data["tenure"]).strip()
        known = {tenure.casefold(): tenure for tenure in TENURES}
        if given and given.casefold() not in known:
            raise ValidationError(f"Write the tenure as one of {', '.join(TENURES)}.")
        return known.get(given.casefold(), "")


class EndForm(forms.Form):
    """The day on which something ends."""

    ended_on = DateField(label="Last day", what="The last day")

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        """Name the day for what it ends."""
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].label = label


class RepresentativeForm(forms.Form):
    """Who may speak for a person, on what authority, about what, how long."""

    name = forms.CharField(max_length=150)
    contact = forms.CharField(label="How to reach them", max_length=300, required=False)
    scope = forms.CharField(
        label="What they may speak about",
        max_length=1000,
        widget=Textarea(rows=3),
        help_text="Such as this complaint only, or everything about the tenancy",
    )
    authority = forms.CharField(
        label="What shows their authority",
        max_length=1000,
        widget=Textarea(rows=3),
        help_text="Such as a signed letter, or a lasting power of attorney, and where "
        "it is kept",
    )
    starts_on = DateField(label="From", what="The first day of the authority")
    expires_on = DateField(
        label="Until", what="The last day of the authority", required=False
    )


class ReviewedForm(forms.Form):
    """A day on which something is agreed, and a later day to look at it again."""

    review_on = DateField(label="Review by", what="The day of the review")

    def day_then_review(self, start: str, field: DateField, today: dt.date) -> None:
        """Put the first day before the review's, today unless told otherwise."""
        field.initial = today
        field.latest = today
        self.fields[start] = field
        self.order_fields([name for name in self.fields if name != "review_on"])


class AdjustmentForm(ReviewedForm):
    """A need, and the adjustment agreed for it (Code 5.10)."""

    need = forms.CharField(
        label="What is needed",
        max_length=300,
        help_text="What makes it hard to use the service. Do not name a disability.",
    )
    adjustment = forms.CharField(
        label="Adjustment agreed",
        max_length=300,
        help_text="Shown to everyone who writes to this person",
    )
    disability_disclosed = forms.BooleanField(
        label="They told us of a disability", required=False
    )
    disability = forms.CharField(
        label="The disability, in their words",
        max_length=1000,
        required=False,
        widget=Textarea(rows=3),
        help_text="Only people who work cases see this",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        """Offer today as the day of agreement; refuse a later one."""
        super().__init__(*args, **kwargs)
        agreed = DateField(label="Agreed on", what="The day it was agreed")
        self.day_then_review("agreed_on", agreed, today)


class RestrictionForm(ReviewedForm):
    """A restriction of contact, its evidence, and what was considered."""

    restriction = forms.CharField(
        label="What is restricted",
        max_length=500,
        help_text="Such as one call a week, on Tuesdays. A complaint is always logged.",
    )
    evidence = forms.CharField(
        label="What happened",
        max_length=4000,
        widget=Textarea(),
        help_text="Dates, calls and words: the evidence for the restriction (5.14)",
    )
    equality_considered = forms.CharField(
        label="How the Equality Act was considered",
        max_length=4000,
        widget=Textarea(),
        help_text="And why this restriction is proportionate (5.15)",
    )

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        """Offer today as the first day."""
        super().__init__(*args, **kwargs)
        starts = DateField(label="Starts on", what="The first day")
        self.day_then_review("starts_on", starts, today)


class ReviewForm(ReviewedForm):
    """Something is kept after a review, until the next one."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        """Offer today as the day of the review; refuse a later one."""
        super().__init__(*args, **kwargs)
        reviewed = DateField(label="Reviewed on", what="The day of the review")
        self.fields["review_on"].label = "Next review by"
        self.day_then_review("reviewed_on", reviewed, today)


class RestrictionReviewForm(ReviewForm):
    """A restriction is kept, with what was considered this time."""

    equality_considered = forms.CharField(
        label="How the Equality Act was considered this time",
        max_length=4000,
        widget=Textarea(),
        help_text="And why the restriction is still proportionate (5.15)",
    )
