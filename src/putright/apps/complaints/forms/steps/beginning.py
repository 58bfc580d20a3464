"""Forms for what a contact is, what it is about, and whom it concerns."""

from typing import Any

from django import forms

from putright.apps.accounts.ui.widgets import Checkboxes, Radios
from putright.apps.complaints.forms.steps.base import (
    StepForm,
    choice,
    line,
    tick,
    words,
)
from putright.apps.complaints.queries.choices import BETWEEN
from putright.core.complaints import parts
from putright.core.refusals import Refusal

TENURES = (
    ("LCRA", "Low cost rental"),
    ("LCHO", "Low cost home ownership"),
    ("leaseholder", "Leaseholder"),
    ("applicant", "Applicant"),
    ("other", "Other"),
)
LEVELS = (("low", "Low"), ("medium", "Medium"), ("high", "High"))
HAZARD_HINT = (
    "Such as damp and mould, no heating, electrics, a fall. Awaab's Law has clocks of "
    "its own, and they start at once: pass it to the hazards team today."
)


class OfferChoiceForm(StepForm):
    """The choice to complain, and what the resident chose."""

    step_name = "offer_choice"
    asked = ("chose",)
    chose = forms.ChoiceField(
        label="What did the resident choose?",
        required=False,
        choices=[
            ("complaint", "To complain"),
            ("service_request", "To have it dealt with as a service request"),
        ],
        widget=Radios(
            hints={
                "complaint": "Stage 1 begins, from the day they were first unhappy.",
                "service_request": "They can still complain later, at any time.",
            }
        ),
    )


class DissatisfiedForm(StepForm):
    """What the resident says of how this was handled."""

    step_name = "dissatisfied"
    text = words(
        "What they say, in their words",
        hint="A complaint is opened from this. Work on this one goes on.",
    )


class TriageForm(StepForm):
    """Early answer or investigation."""

    step_name = "triage"
    asked = ("route",)
    route = forms.ChoiceField(
        label="How will it be answered?",
        required=False,
        choices=[("early", "Early"), ("investigate", "After an investigation")],
        widget=Radios(
            hints={"early": "It is still stage 1: its letters and clocks are the same."}
        ),
    )
    complexity = choice("Complexity", LEVELS)
    risk = choice("Risk", LEVELS)
    vulnerable = tick("Someone in the home may be vulnerable")
    hazard = tick("There may be a hazard in the home", hint=HAZARD_HINT)
    reason = words("Why", rows=3)


class CategoriseForm(StepForm):
    """What it is about and where."""

    step_name = "categorise"
    subject = line("Subject, in one line", most=300)
    about = choice("What it is about")
    category = line("Category", most=100)
    issue = line("Issue", most=100)
    area = choice("Area")
    tenure = choice("Tenure", TENURES)
    body = line("Managing body", hint="Where another body manages the home.", most=100)

    def build(self) -> None:
        """Offer the landlord's own list where there is one, else two lines."""
        case = self.facts.case
        now = BETWEEN.join(filter(None, (case.category, case.issue)))
        if self.facts.categories:
            known = dict([*self.facts.categories, *([(now, now)] if now else [])])
            self.offer("about", list(known.items()), "Choose")
            self.fields["about"].initial = now
            del self.fields["category"], self.fields["issue"]
        else:
            del self.fields["about"]
        kept_area = [(case.area, case.area)] if case.area else []
        areas = dict([*self.facts.areas, *kept_area])
        self.offer("area", list(areas.items()), "Choose")
        for name in ("subject", "category", "issue", "area", "tenure", "body"):
            if name in self.fields:
                self.fields[name].initial = getattr(case, name)

    def values(self) -> dict[str, Any]:
        """Split the choice into category and issue."""
        given = super().values()
        if "about" in given:
            category, _, issue = given.pop("about").partition(BETWEEN)
            given |= {"category": category, "issue": issue}
        return given


class SetTeamsForm(StepForm):
    """The teams that a stage concerns."""

    step_name = "set_teams"
    staged = True
    asked = ("teams",)
    teams = forms.MultipleChoiceField(
        label="Teams", required=False, widget=Checkboxes()
    )

    def build(self) -> None:
        """Offer today's teams, and those that the case names already."""
        stage = self.facts.case.stage
        named = stage.teams if stage else self.facts.case.teams
        known = dict([*self.facts.teams, *((name, name) for name in named)])
        field = self.fields["teams"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(known.items())
        field.initial = list(named)


class SetPeopleForm(StepForm):
    """Who raised it, about which home, and whom else it affects."""

    step_name = "set_people"
    person = line("Who raised it", hint="The resident's reference.", most=60)
    home = line("Home", hint="The home's reference.", most=60)
    affected = words(
        "Who else it affects",
        hint="Their references, one a line.",
        rows=3,
    )
    places = {"no_such_home": "home"}

    def build(self) -> None:
        """Show who is on the case now, and suggest who lives there."""
        case = self.facts.case
        self.suggest("person", self.facts.people)
        self.fields["person"].initial = case.person
        self.fields["home"].initial = case.home
        self.fields["affected"].initial = "\n".join(case.affected)

    def place_of(self, refusal: Refusal) -> str:
        """Tell who raised it from whom else it affects."""
        if refusal.rule.code == "no_such_person":
            raised = refusal.value == self.cleaned_data.get("person", "").strip()
            return "person" if raised else "affected"
        return super().place_of(refusal)

    def clean_affected(self) -> list[str]:
        """Read the references, one a line."""
        lines = str(self.cleaned_data["affected"]).splitlines()
        found = list(dict.fromkeys(filter(None, (text.strip() for text in lines))))
        long = [text for text in found if len(text) > 60]
        if long:
            raise forms.ValidationError(f"“{long[0][:60]}…” is not a reference.")
        return found


class CloseRequestForm(StepForm):
    """What was done about a service request."""

    step_name = "close_request"
    on_label = "Day it was done"
    asked = ("done",)
    done = words("What was done", hint="What the resident asked for, and its end.")


class ClarifyForm(StepForm):
    """What is unclear."""

    step_name = "clarify"
    asked = ("question",)
    places = {"no_question": "question"}
    question = words("What do you need the resident to make clear?")


CHANNELS = (
    ("telephone", "Telephone"),
    ("email", "E-mail"),
    ("web", "Website"),
    ("letter", "Letter"),
    ("in_person", "In person"),
    ("social_media", "Social media"),
    ("survey", "Survey"),
    ("other", "Other"),
)
assert {code for code, _ in CHANNELS} == set(parts.CHANNELS)
