"""The shape of what is typed about homes and areas."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from putright.apps.accounts.ui.fields import DateField
from putright.apps.homes import queries
from putright.apps.homes.facts import HomeFacts, postcode, uprn
from putright.apps.homes.models import StockType


class SearchForm(forms.Form):
    """What a home is looked for by."""

    words = forms.CharField(
        label="Reference, address, postcode or UPRN",
        max_length=200,
        error_messages={"required": "Enter something to search for."},
    )


class HomeForm(forms.Form):
    """What is known of a home."""

    reference = forms.CharField(label="The landlord's reference", max_length=60)
    address_1 = forms.CharField(label="Address line 1", max_length=150)
    address_2 = forms.CharField(label="Address line 2", max_length=150, required=False)
    address_3 = forms.CharField(label="Address line 3", max_length=150, required=False)
    address_4 = forms.CharField(label="Address line 4", max_length=150, required=False)
    postcode = forms.CharField(max_length=10, required=False)
    uprn = forms.CharField(label="UPRN", max_length=20, required=False)
    area = forms.ChoiceField(required=False)
    body = forms.CharField(label="Managed by", max_length=100, required=False)
    stock_type = forms.ChoiceField(
        label="Stock type",
        required=False,
        choices=[("", "Not known"), *StockType.choices],
    )
    category = forms.CharField(max_length=100, required=False)
    owned_from = DateField(
        label="Owned from", what="The first day owned", required=False
    )
    owned_to = DateField(label="Owned to", what="The last day owned", required=False)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        """Offer the areas; a home that is known keeps its reference."""
        super().__init__(*args, **kwargs)
        areas = [(str(number), name) for number, name, _ in queries.areas()]
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Not known"), *areas]
        if not is_new:
            del self.fields["reference"]

    def clean_reference(self) -> str:
        """Refuse a reference that another home has."""
        given = str(self.cleaned_data["reference"])
        if queries.home(given) is not None:
            raise ValidationError(f"There is a home {given} already. Search for it.")
        return given

    def clean_postcode(self) -> str:
        """Give the postcode in capitals with its space."""
        return _checked(postcode, self.cleaned_data["postcode"])

    def clean_uprn(self) -> str:
        """Give the UPRN, which is up to 12 digits."""
        return _checked(uprn, self.cleaned_data["uprn"])

    def clean(self) -> dict[str, Any]:
        """Refuse a home owned until before it was owned."""
        given = super().clean() or {}
        first, last = given.get("owned_from"), given.get("owned_to")
        if first and last and last < first:
            self.add_error("owned_to", "The last day owned is before the first.")
        return given

    def facts(self) -> HomeFacts:
        """Give what was typed as a value."""
        given = dict(self.cleaned_data)
        given.pop("reference", None)
        area = given.pop("area")
        return HomeFacts(area_id=int(area) if area else None, **given)


class AreaForm(forms.Form):
    """A new area."""

    name = forms.CharField(label="Name of the area", max_length=100)
    starts_on = DateField(
        label="Called so from",
        what="The first day of the name",
        required=False,
        help_text="Leave it empty where the area has always had this name",
    )


class RenameForm(forms.Form):
    """Another name for an area, from a day on."""

    name = forms.CharField(label="New name", max_length=100)
    from_day = DateField(label="Called so from", what="The first day of the name")


def _checked(check: Any, value: str) -> str:
    try:
        return str(check(value.strip()))
    except ValueError as error:
        raise ValidationError(str(error)) from None
