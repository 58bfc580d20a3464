"""Logging a contact: who, what they said, when any member of staff first had it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Radios
from putright.apps.complaints.forms.steps.base import (
    Choices,
    Part,
    choice,
    day,
    line,
    tick,
    words,
)
from putright.apps.complaints.forms.steps.beginning import CHANNELS, HAZARD_HINT
from putright.apps.complaints.queries.choices import BETWEEN
from putright.core.complaints import steps as s
from putright.core.complaints.given import as_step
from putright.core.refusals import StepRefusedError

TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
KINDS = (
    ("complaint", "Complaint"),
    ("service_request", "Service request"),
    ("dissatisfaction", "Unhappy, not yet decided"),
    ("compliment", "Compliment"),
    ("comment", "Comment"),
    ("mp_enquiry", "MP enquiry"),
)
KIND_HINTS = {
    "complaint": "Any dissatisfaction, whatever it is called. They need not say "
    "“complaint”.",
    "service_request": "Asking for something to be put right, for the first time",
    "dissatisfaction": "You then offer the choice to complain",
}
RAISED_BY = (
    ("self", "The resident"),
    ("representative", "A representative"),
    ("councillor", "A councillor"),
    ("mp", "An MP"),
    ("other", "Someone else"),
)


@dataclass(frozen=True)
class Lists:
    """What the form offers: people and homes found, the landlord's own lists."""

    today: date
    people: Choices = ()
    homes: Choices = ()
    more_people: bool = False
    more_homes: bool = False
    areas: Choices = ()
    teams: Choices = ()
    categories: Choices = ()


def _first(shown: int, word: str) -> str:
    return (
        f"These are the first {shown} of more. Add words above, such as {word}, and "
        "find again."
    )


class LogForm(forms.Form):
    """One contact, in the order in which it is heard."""

    use_required_attribute = False
    asked = ("kind", "channel", "text", "hazard")

    person_search = line("Find the person", hint="Name, telephone or reference.")
    person = forms.ChoiceField(label="Person", required=False, widget=Radios())
    home_search = line("Find the home", hint="Address, postcode or reference.")
    home = forms.ChoiceField(label="Home", required=False, widget=Radios())
    raised_by = forms.ChoiceField(
        label="Who raised it?",
        choices=RAISED_BY,
        initial="self",
        widget=Radios(),
        error_messages={"required": "Choose who raised it."},
    )
    affected = words(
        "Who else does it affect?",
        hint="References of other residents, one a line.",
        rows=2,
    )
    kind = forms.ChoiceField(
        label="What is it?",
        choices=KINDS,
        widget=Radios(hints=KIND_HINTS),
        error_messages={"required": "Choose what it is."},
    )
    channel = choice("How did it come?", CHANNELS)
    asked_for_it = tick(
        "For a survey: the person asked for a complaint to be opened",
        hint="A comment in a survey is not a complaint by itself (Code provision 1.6).",
    )
    text = words("What they said, in their words")
    subject = line("Subject, in one line", hint="Without names.", most=120)
    received_on = DateField(
        label="When did any member of staff first have it?",
        what="The day it was received",
        help_text="Not when it is logged (Code provision 3.2). The clock runs from "
        "this day.",
    )
    received_at = line("Time, if it is known", hint="For example, 16:40", most=5)
    about = choice("What it is about")
    category = line("Category", most=100)
    issue = line("Issue", most=100)
    area = choice("Area", hint="Left alone: the home's.")
    team = choice("Team it concerns")
    issue_on = day(
        "When did the problem happen?",
        what="The day the problem happened",
        hint="If it is known. A complaint within 12 months is always taken on.",
    )
    aware_on = day(
        "When did the resident become aware of it?",
        what="The day the resident became aware",
        hint="If that was later.",
    )
    hazard = forms.ChoiceField(
        label="May there be a hazard in the home?",
        choices=[("no", "No"), ("yes", "Yes")],
        widget=Radios(),
        help_text=HAZARD_HINT,
        error_messages={"required": "Say whether there may be a hazard."},
    )
    linked_to = line(
        "Service request or earlier case it is about", hint="Its reference.", most=60
    )

    def __init__(self, *args: Any, lists: Lists, **kwargs: Any) -> None:
        """Offer the lists; today is the day it was received unless told."""
        super().__init__(*args, **kwargs)
        received = self.fields["received_on"]
        assert isinstance(received, DateField)
        received.latest, received.initial = lists.today, lists.today
        for name in ("issue_on", "aware_on"):
            dated = self.fields[name]
            assert isinstance(dated, DateField)
            dated.latest = lists.today
        self._offer("person", [*lists.people, ("", "Not known, or not in the list")])
        self._offer("home", [*lists.homes, ("", "The person's own, or not known")])
        if lists.more_people:
            self.fields["person"].help_text = _first(len(lists.people), "a name")
        if lists.more_homes:
            self.fields["home"].help_text = _first(len(lists.homes), "a street")
        self._offer("area", [("", "Choose"), *lists.areas])
        self._offer("team", [("", "Choose"), *lists.teams])
        if lists.categories:
            self._offer("about", [("", "Choose"), *lists.categories])
            del self.fields["category"], self.fields["issue"]
        else:
            del self.fields["about"]

    def _offer(self, name: str, choices: Choices) -> None:
        chosen = self.fields[name]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = list(choices)

    def clean_received_at(self) -> str:
        """Read a time of day, 24 hours."""
        text = str(self.cleaned_data["received_at"]).strip()
        if not text:
            return ""
        found = TIME.fullmatch(text)
        if found is None:
            raise forms.ValidationError(
                f"“{text}” is not a time. Write it in 24 hours, such as 16:40."
            )
        return f"{int(found[1]):02d}:{found[2]}"

    def clean_affected(self) -> list[str]:
        """Read the references of others, one a line."""
        lines = str(self.cleaned_data["affected"]).splitlines()
        found = list(dict.fromkeys(filter(None, (text.strip() for text in lines))))
        if any(len(text) > 60 for text in found):
            raise forms.ValidationError("A reference has at most 60 letters.")
        return found

    def clean(self) -> dict[str, Any]:
        """Ask for what the person said and how it came: the record begins there."""
        given = super().clean() or self.cleaned_data
        if "text" in given and not given["text"]:
            self.add_error("text", "Write what they said (Code provision 5.12).")
        if "channel" in given and not given["channel"]:
            self.add_error("channel", "Choose how it came.")
        return given

    def as_step(self) -> s.Receive:
        """Give the step. Only for a form that is valid."""
        given = self.cleaned_data
        category, _, issue = given.get("about", "").partition(BETWEEN)
        step = as_step(
            "receive",
            {
                "date": given["received_on"],
                "kind": given["kind"],
                "channel": given["channel"],
                "text": given["text"],
                "subject": given["subject"],
                "raised_by": given["raised_by"],
                "asked": given["asked_for_it"],
                "person": given["person"],
                "home": given["home"],
                "affected": given["affected"],
                "category": category or given.get("category", ""),
                "issue": issue or given.get("issue", ""),
                "area": given["area"],
                "teams": [given["team"]] if given["team"] else [],
                "issue_on": given["issue_on"],
                "aware_on": given["aware_on"],
                "linked_to": given["linked_to"].strip(),
            },
        )
        assert isinstance(step, s.Receive)
        return step

    def refuse(self, refused: StepRefusedError) -> None:
        """Show what the core refused, beside the field it is about."""
        for refusal in refused.refusals:
            asked = refusal.rule.code == "survey_not_asked"
            self.add_error("asked_for_it" if asked else None, str(refusal))

    def show_asked(self) -> None:
        """Show the fields that are asked for as needed. For drawing only."""
        for name in self.asked:
            self.fields[name].required = True

    def parts(self) -> Iterable[Part]:
        """Show the form in its four parts."""
        yield Part(
            self._some("person_search", "person", "home_search", "home"),
            legend="Who and where",
            more="find",
            more_text="Find",
        )
        yield Part(self._some("raised_by", "affected"))
        yield Part(
            self._some(
                *("kind", "channel", "asked_for_it", "text", "subject"),
                *("received_on", "received_at"),
            ),
            legend="What they said, and when",
        )
        yield Part(self._some("hazard"), legend="Is anyone at risk?")
        yield Part(
            self._some(
                *("about", "category", "issue", "area", "team"),
                *("issue_on", "aware_on", "linked_to"),
            ),
            legend="What it is about",
        )

    def _some(self, *names: str) -> tuple[Any, ...]:
        return tuple(self[name] for name in names if name in self.fields)
