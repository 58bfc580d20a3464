"""The filter of a list of cases, sent by GET and kept in the page's address."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django import forms

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Checkboxes
from putright.apps.complaints.queries import choices
from putright.apps.complaints.queries.lines import KINDS, STATES
from putright.apps.complaints.queries.lists import (
    NOBODY,
    ORDERS,
    Filters,
    Order,
)
from putright.apps.complaints.queries.people import staff_names
from putright.core.calendar import long_date
from putright.rules import handling_code

ANY = ("", "Any")
AS_FITS = ("", "As fits the filter")
SCOPES = [("", "Everyone’s"), ("mine", "Mine"), ("team", "My team’s")]
DUE = [
    ANY,
    ("overdue", "Overdue"),
    ("today", "Due today"),
    ("week", "Due this week"),
]
MARKS = {"hazard": "Possible hazard", "vulnerable": "Vulnerable resident"}


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A filter that was chosen, in words, and the fields that hold it."""

    text: str
    fields: tuple[str, ...]
    leaves: tuple[str, ...] = ()
    """What stays of a field with several values, once this one is taken away."""


class CaseFilterForm(forms.Form):
    """What a list of cases is limited to, and its order."""

    template_name = "complaints/work/filter_fields.html"

    scope = forms.ChoiceField(label="Whose", choices=SCOPES, required=False)
    due = forms.ChoiceField(label="Due", choices=DUE, required=False)
    state = forms.MultipleChoiceField(
        label="Where it stands",
        choices=list(STATES.items()),
        widget=Checkboxes(),
        required=False,
    )
    kind = forms.ChoiceField(
        label="Kind", choices=[ANY, *KINDS.items()], required=False
    )
    handler = forms.ChoiceField(label="Handler", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    area = forms.ChoiceField(label="Area", required=False)
    category = forms.ChoiceField(label="Category", required=False)
    edition = forms.ChoiceField(label="Edition of the Code", required=False)
    hazard = forms.BooleanField(label=MARKS["hazard"], required=False)
    vulnerable = forms.BooleanField(label=MARKS["vulnerable"], required=False)
    received_from = DateField(
        label="Received from", what="The first day", required=False
    )
    received_to = DateField(label="Received to", what="The last day", required=False)
    sort = forms.ChoiceField(
        label="Order",
        choices=[AS_FITS, *((name, order.title) for name, order in ORDERS.items())],
        required=False,
    )
    person = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput())
    home = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput())

    def __init__(self, data: Mapping[str, Any], *, day: datetime.date) -> None:
        """Offer the people, teams, areas and categories of a day."""
        super().__init__(data, use_required_attribute=False)
        staff = choices.staff(day, "work_case")
        categories = dict.fromkeys(
            name.split(choices.BETWEEN)[0] for name, _ in choices.categories(day)
        )
        teams = [(team.code, team.name) for team in accounts.teams_on(day)]
        editions = [
            (name, handling_code.edition(name).title)
            for name in handling_code.edition_names()
        ]
        self._offer("handler", [ANY, (NOBODY, "Nobody"), *staff])
        self._offer("team", [ANY, *teams])
        self._offer("area", [ANY, *choices.areas()])
        self._offer("category", [ANY, *((name, name) for name in categories)])
        self._offer("edition", [ANY, *editions])

    def _offer(self, name: str, offered: Sequence[tuple[str, str]]) -> None:
        """Offer choices, and the one asked for where it is offered no longer."""
        asked = str(self.data.get(name, ""))[:100]
        known = dict(offered)
        if asked not in known and "\0" not in asked:
            known[asked] = staff_names([asked])[asked]
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(known.items())

    @property
    def given(self) -> dict[str, Any]:
        """The fields that could be read: one in error limits nothing."""
        self.is_valid()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value not in (None, "", False, [])
        }

    @property
    def filters(self) -> Filters:
        """What the list is limited to."""
        given = {name: v for name, v in self.given.items() if name != "sort"}
        return Filters(**given | {"state": tuple(given.get("state", ()))})

    @property
    def order(self) -> Order:
        """The order of the list: due first where the filter asks what is due."""
        default = "due" if self.filters.due else "newest"
        return ORDERS[self.given.get("sort", default)]

    @property
    def chosen(self) -> list[Chosen]:
        """Each filter chosen, in words."""
        found: list[Chosen] = []
        for name, value in self.given.items():
            if name == "state":
                found += [_state(one, value) for one in value]
            elif name != "sort":
                found.append(
                    Chosen(text=self._said(name, value), fields=_parts(name, value))
                )
        return found

    def _said(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if name in MARKS:
            return MARKS[name]
        if isinstance(value, datetime.date):
            return f"{field.label} {long_date(value)}"
        if isinstance(field, forms.ChoiceField):
            assert isinstance(field.choices, list)
            said = dict(field.choices).get(value, value)
            return f"{field.label}: {said}"
        return f"{'Resident' if name == 'person' else 'Home'}: {value}"

    @property
    def said(self) -> str:
        """The whole filter in one line, for a file that holds the list."""
        return "; ".join(one.text for one in self.chosen) or "All cases"


def _state(one: str, among: Sequence[str]) -> Chosen:
    return Chosen(
        text=STATES[one],
        fields=("state",),
        leaves=tuple(other for other in among if other != one),
    )


def _parts(name: str, value: object) -> tuple[str, ...]:
    """Give the names that a field is sent under: a date in three boxes."""
    if isinstance(value, datetime.date):
        return tuple(f"{name}_{part}" for part in ("day", "month", "year"))
    return (name,)
