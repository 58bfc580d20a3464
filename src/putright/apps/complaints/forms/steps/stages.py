"""Forms for a stage: acknowledged, assigned, extended, kept up to date, ended."""

from collections.abc import Iterable
from typing import Any

from django import forms

from putright.apps.accounts.ui.widgets import Radios
from putright.apps.complaints.forms.steps.base import (
    Part,
    StepForm,
    choice,
    day,
    line,
    tick,
    whole,
    words,
)
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case, Point
from putright.core.refusals import Refusal

OURS = (("ours", "Ours to answer"), ("not_ours", "Not ours"))


def all_points(case: Case) -> tuple[Point, ...]:
    """Give every point that a case has had, at either stage or joined."""
    stages = [stage for stage in (case.stage_1, case.stage_2) if stage is not None]
    return tuple(point for stage in stages for point in stage.points) + case.joined


def free_ref(taken: Iterable[str]) -> str:
    """Give the first point reference that is not taken: `p1`, `p2`, …"""
    used = set(taken)
    return next(f"p{n}" for n in range(1, len(used) + 2) if f"p{n}" not in used)


def _whose(draft: s.Acknowledge, ref: str) -> bool | None:
    if ref in draft.ours:
        return True
    return False if ref in draft.not_ours else None


class AcknowledgeForm(StepForm):
    """The definition, the outcomes sought, and each point with whose it is."""

    step_name = "acknowledge"
    by_hand = True
    staged = True
    on_label = "Day the acknowledgement leaves"
    asked = ("definition", "outcomes_sought")
    definition = words(
        "The complaint as we understand it",
        hint="Plain words, as the resident will read them.",
    )
    outcomes_sought = words(
        "What the resident wants", hint="One a line, as they put it.", rows=3
    )

    def build(self) -> None:
        """Add a row for each point; stage 2 begins with stage 1's points."""
        first = self.facts.case.stage_1
        known = self._known()
        if self.stage == 2 and first is not None:
            self.fields["definition"].initial = first.definition
            self.fields["outcomes_sought"].initial = first.outcomes_sought
        self.count = self.rows_field("points", max(2, len(known)))
        for number in range(1, self.count + 1):
            point = known[number - 1] if number <= len(known) else None
            text = words("What it is", rows=2)
            text.initial = point.text or point.ref if point else ""
            whose = forms.ChoiceField(
                label="Whose is it?", required=False, choices=OURS, widget=Radios()
            )
            if point is not None and point.ours is not None:
                whose.initial = "ours" if point.ours else "not_ours"
            ref = forms.CharField(
                widget=forms.HiddenInput, required=False, max_length=200
            )
            ref.initial = point.ref if point else ""
            self.fields[f"point_{number}"] = text
            self.fields[f"whose_{number}"] = whose
            self.fields[f"ref_{number}"] = ref

    def parts(self) -> Iterable[Part]:
        """Show each point as a part of its own."""
        yield Part(self.some("definition", "outcomes_sought"))
        for number in range(1, self.count + 1):
            last = number == self.count
            yield Part(
                self.some(f"point_{number}", f"whose_{number}"),
                legend=f"Point {number}",
                more="points" if last else "",
                more_text="Add another point" if last else "",
            )
        yield Part(self.some("on"))

    def _known(self) -> tuple[Point, ...]:
        """Give the points to begin with: a draft's, or at stage 2 those of stage 1."""
        draft = self.facts.draft
        if isinstance(draft, s.Acknowledge):
            return tuple(
                Point(ref, draft.texts.get(ref, ref), _whose(draft, ref))
                for ref in draft.points
            )
        return self.facts.case.to_answer(1) if self.stage == 2 else ()

    def asked_here(self) -> Iterable[str]:
        """Ask for the first point and whose it is."""
        return ("point_1", "whose_1")

    def _points(self) -> dict[str, int]:
        """Give each point's reference and its row. A reference known is kept."""
        known = {point.ref for point in all_points(self.facts.case)}
        refs: dict[str, int] = {}
        for number in range(1, self.count + 1):
            if self.cleaned_data.get(f"point_{number}"):
                sent = self.cleaned_data.get(f"ref_{number}", "")
                keep = sent in known and sent not in refs
                refs[sent if keep else free_ref({*known, *refs})] = number
        return refs

    def values(self) -> dict[str, Any]:
        """Give the points by reference, and whose each is."""
        given, refs = self.cleaned_data, self._points()
        whose = {ref: given.get(f"whose_{number}") for ref, number in refs.items()}
        return {
            "stage": given.get("stage"),
            "definition": given["definition"],
            "outcomes_sought": given["outcomes_sought"],
            "points": list(refs),
            "ours": [ref for ref, said in whose.items() if said == "ours"],
            "not_ours": [ref for ref, said in whose.items() if said == "not_ours"],
            "texts": {ref: given[f"point_{number}"] for ref, number in refs.items()},
        }

    def place_of(self, refusal: Refusal) -> str:
        """Find the row of the point, or the text that is missing."""
        if refusal.rule.code == "responsibility_not_said":
            return f"whose_{self._points().get(refusal.value, 1)}"
        missing = {
            "the definition": "definition",
            "the outcomes sought": "outcomes_sought",
            "the list of points": "point_1",
        }
        return missing.get(refusal.value) or super().place_of(refusal)

    def in_words(self, refusal: Refusal) -> Refusal:
        """Name a point by its own words."""
        row = self._points().get(refusal.value)
        if row is None:
            return super().in_words(refusal)
        return type(refusal)(refusal.rule, str(self.cleaned_data[f"point_{row}"]))


class AssignForm(StepForm):
    """Who handles a stage."""

    step_name = "assign"
    staged = True
    asked = ("handler",)
    places = {"same_person": "handler", "conflict_declared": "handler"}
    handler = choice("Handler", hint="Stage 2 needs someone other than stage 1.")
    team = choice("Team")
    reason = words("Why, where it is given to someone else", rows=3)

    def build(self) -> None:
        """Offer today's people and teams."""
        self.offer("handler", self.facts.staff, "Choose")
        self.offer("team", self.facts.teams, "Choose")
        stage = self.facts.case.stage
        if stage is not None:
            self.fields["handler"].initial = stage.handler
            self.fields["team"].initial = stage.team


class ExtendForm(StepForm):
    """A new date, told to the resident with its reason."""

    step_name = "extend"
    by_hand = True
    staged = True
    on_label = "Day the resident is told"
    asked = ("to", "reason")
    places = {
        "extension_1_unexplained": "to",
        "extension_2_unexplained": "to",
        "no_updates_agreed": "update_every_days",
        "extension_1_without_ombudsman": "ombudsman_told",
        "extension_2_without_ombudsman": "ombudsman_told",
    }
    to = day("New date for the answer", what="The new date")
    reason = words("Reason, as the resident will read it", rows=4)
    good_reason = words(
        "Good reason for going past the limit",
        hint="Only for a new date past the limit shown above.",
        rows=3,
    )
    update_every_days = whole(
        "Update the resident every how many days?",
        hint="Agreed with them. Needed for a new date past the limit.",
    )
    ombudsman_told = tick("The letter gives the Ombudsman's contact details")

    def place_of(self, refusal: Refusal) -> str:
        """Tell a missing reason from a date that can't be."""
        if refusal.value == "it gives no reason":
            return "reason"
        if "no good reason is given" in refusal.value:
            return "good_reason"
        return super().place_of(refusal)


class AgreeUpdatesForm(StepForm):
    """How often the resident is updated."""

    step_name = "agree_updates"
    staged = True
    asked = ("every_days",)
    places = {"how_often": "every_days"}
    every_days = whole("Update the resident every how many days?")


class GiveUpdateForm(StepForm):
    """An update given."""

    step_name = "give_update"
    staged = True
    note = words("What the resident was told")


class AddIssueForm(StepForm):
    """A new issue, and the two questions that 6.8 asks of it."""

    step_name = "add_issue"
    asked = ("text", "related", "would_delay")
    text = words("The new issue, in the resident's words")
    related = forms.ChoiceField(
        label="Is it related to this complaint?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(),
        required=False,
    )
    would_delay = forms.ChoiceField(
        label="Would taking it in unreasonably delay the answer?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=Radios(),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for both answers: 6.8 can't be decided without them."""
        given = super().clean() or self.cleaned_data
        for name in ("related", "would_delay"):
            if name in given and not given[name]:
                self.add_error(
                    name,
                    "Say yes or no: what becomes of the issue hangs on it (6.8).",
                )
        return given

    def values(self) -> dict[str, Any]:
        """Give the answers, and the point's reference should it join."""
        given = self.cleaned_data
        return {
            "text": given["text"],
            "related": given["related"] == "yes",
            "would_delay": given["would_delay"] == "yes",
            "ref": free_ref(point.ref for point in all_points(self.facts.case)),
        }


class RequestStageTwoForm(StepForm):
    """The request; reasons are kept where given, and never asked for."""

    step_name = "request_stage_2"
    on_label = "Day any member of staff first had the request"
    reasons = words(
        "What remains unresolved, where they said",
        hint="The resident need not give reasons (Code provision 6.12).",
        rows=4,
    )


class OrderToAcceptForm(StepForm):
    """The Ombudsman's order to take on a complaint."""

    step_name = "order_to_accept"
    note = words("What the Ombudsman said", rows=4)


class WithdrawForm(StepForm):
    """The resident withdraws it."""

    step_name = "withdraw"
    reason = words("Why, where they said", rows=3)


class CloseForm(StepForm):
    """What was learned."""

    step_name = "close"
    places = {"no_learning": "learning"}
    learning = words("What was learned", hint="What will be done otherwise, and where.")
    no_learning_because = words("Or why there is nothing to learn", rows=3)


class ReopenForm(StepForm):
    """The Ombudsman's order to open a case again."""

    step_name = "reopen"
    asked = ("order",)
    order = words("What the Ombudsman ordered", rows=4)


class RefuseForm(StepForm):
    """A ground, its facts, the reason and the letter."""

    step_name = "refuse"
    by_hand = True
    signed = "by"
    asked = ("ground", "reason")
    places = {
        "no_reason": "reason",
        "ground_not_listed": "ground",
        "within_twelve_months": "ground",
        "discretion_not_considered": "discretion",
        "ombudsman_not_told_of_refusal": "ombudsman_told",
        "no_such_case": "earlier_case",
    }
    number = 1
    ground = forms.ChoiceField(label="Ground", required=False, widget=Radios())
    court_filed_on = day(
        "Day the claim was filed at court",
        what="The day the claim was filed",
        hint="For legal proceedings. A letter before claim is not enough.",
    )
    earlier_case = line(
        "Earlier case", hint="For a matter already considered: its reference.", most=60
    )
    route = words(
        "The other route",
        hint="For another route: which, and how the resident takes it.",
        rows=2,
    )
    discretion = words(
        "What was considered before refusing for age",
        hint="For a complaint more than 12 months old.",
        rows=3,
    )
    reason = words(
        "Reason", hint="About this complaint, as the resident will read it.", rows=4
    )
    ombudsman_told = tick(
        "The letter tells the resident of their right to go to the Ombudsman"
    )

    def build(self) -> None:
        """Offer the grounds of the case's edition for this stage."""
        self.suggest("earlier_case", self.facts.cases)
        grounds = [g for g in self.facts.edition.grounds if self.number in g.stages]
        extra = self.facts.context.settings.extra_grounds if self.number == 1 else ()
        field = self.fields["ground"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((ground.code, ground.title) for ground in grounds),
            *((code, code.replace("_", " ").capitalize()) for code in extra),
        ]
        assert isinstance(field.widget, Radios)
        field.widget.hints = {ground.code: ground.says for ground in grounds}
        if not any("discretion" in ground.needs for ground in grounds):
            del self.fields["discretion"]

    def place_of(self, refusal: Refusal) -> str:
        """Find the fact that the ground lacks."""
        facts = {"court": "court_filed_on", "claim": "court_filed_on"}
        facts |= {"earlier case": "earlier_case", "other route": "route"}
        if refusal.rule.code in (
            "ground_without_fact",
            "escalation_refused_without_valid_reason",
        ):
            wording = {"no reason": "reason", "Ombudsman": "ombudsman_told", **facts}
            found = (name for sign, name in wording.items() if sign in refusal.value)
            return next(found, "ground")
        return super().place_of(refusal)


class RefuseStageTwoForm(RefuseForm):
    """As for a complaint, at stage 2 (5.11)."""

    step_name = "refuse_stage_2"
    number = 2
