"""Forms for the file: contacts, notes, requests, promises, approvals, corrections."""

from typing import Any, ClassVar

from django import forms

from putright.apps.accounts.ui.fields import PoundsField
from putright.apps.complaints.forms.steps.base import (
    StepForm,
    choice,
    day,
    line,
    words,
)
from putright.apps.complaints.forms.steps.beginning import CHANNELS
from putright.core.complaints.case import Request
from putright.core.refusals import Refusal


class ContactForm(StepForm):
    """A talk, call or message."""

    step_name = "contact"
    signed = "by"
    asked = ("note",)
    channel = choice("How", CHANNELS)
    note = words("What was said or done")


class AddNoteForm(StepForm):
    """A note."""

    step_name = "add_note"
    asked = ("note",)
    note = words("Note", hint="The resident may ask to read it.")


class AddEvidenceForm(StepForm):
    """A file. What it is, is told by its bytes when it is kept."""

    step_name = "add_evidence"
    file = forms.FileField(
        label="File",
        help_text="PDF, Word, Excel, a picture, sound, video or plain text. "
        "At most 25 MB.",
        error_messages={
            "required": "Choose the file.",
            "empty": "The file is empty. Choose it again.",
        },
        max_length=200,
    )


class RequestInformationForm(StepForm):
    """Something asked of a team or contractor."""

    step_name = "request_information"
    asked = ("of", "what", "due_on")
    places = {"due_before_asked": "due_on"}
    of = line("Who is asked", hint="A team or a contractor, not a person.", most=100)
    what = words("What is asked for", rows=4)
    due_on = day("Answer needed by", what="The day the answer is needed by")


class _OnRequest(StepForm):
    """What is said of a request that waits."""

    asked = ("request",)
    request = choice("Request")
    note = words("Note", rows=3)

    def build(self) -> None:
        """Offer the requests that wait for an answer."""
        waiting = [r for r in self.facts.case.requests if r.received_on is None]
        self.offer("request", [(r.ref, _asked(r)) for r in waiting], "Choose")
        if len(waiting) == 1:
            self.fields["request"].initial = waiting[0].ref


def _asked(request: Request) -> str:
    what = request.what.splitlines()[0][:60] if request.what else request.ref
    return f"{request.of}: {what}"


class ChaseInformationForm(_OnRequest):
    """A chaser."""

    step_name = "chase_information"


class ReceiveInformationForm(_OnRequest):
    """The answer to a request."""

    step_name = "receive_information"


class AddActionForm(StepForm):
    """A further promise."""

    step_name = "add_action"
    asked = ("what", "by_when")
    places = {"promise_without_date": "by_when", "promise_in_the_past": "by_when"}
    what = line("What will be done", most=300)
    by_when = day("By when", what="The day it is done by")
    owner = choice("Owner")

    def build(self) -> None:
        """Offer today's people as owners."""
        self.offer("owner", self.facts.staff, "Choose")


class _OnAction(StepForm):
    """What is said of an open promise."""

    asked: ClassVar[tuple[str, ...]] = ("what",)
    what = choice("Promise")

    def build(self) -> None:
        """Offer the promises that are open."""
        promises = self.facts.case.open_actions
        self.offer("what", [(a.ref, a.what[:80]) for a in promises], "Choose")
        if len(promises) == 1:
            self.fields["what"].initial = promises[0].ref
        if "owner" in self.fields:
            self.offer("owner", self.facts.staff, "No change")

    def in_words(self, refusal: Refusal) -> Refusal:
        """Name a promise by what was promised."""
        promised = {a.ref: a.what for a in self.facts.case.actions}
        named = promised.get(refusal.value, refusal.value)
        for ref, what in promised.items():
            named = named.replace(f"“{ref}”", f"“{what}”")
        return super().in_words(type(refusal)(refusal.rule, named))


class MoveActionForm(_OnAction):
    """A promise with a new owner or date."""

    step_name = "move_action"
    asked = ("what", "reason")
    places = {"promise_in_the_past": "by_when"}
    owner = choice("New owner")
    by_when = day("New date", what="The new date")
    reason = words("Why, as the resident was told", rows=3)


class CompleteActionForm(_OnAction):
    """A promise kept, with proof."""

    step_name = "complete_action"
    places = {"done_without_proof": "proof"}
    on_label = "Day it was done"
    proof = words("What shows that it was done", rows=3)
    file = choice("Or a file of this case that shows it")

    def build(self) -> None:
        """Offer the case's files as proof."""
        super().build()
        files = [
            (sha256, self.facts.names.get(sha256, sha256[:12]))
            for sha256 in self.facts.case.evidence
        ]
        self.offer("file", files, "No file")


class ApproveCompensationForm(StepForm):
    """A sum above the limit, approved by a second person."""

    step_name = "approve_compensation"
    staged = True
    signed = "by"
    asked = ("pence",)
    places = {"amount": "pence", "sum_by_second_person": ""}
    pence = PoundsField(label="Amount in pounds", required=False)
    basis = words("What it rests on", hint="Guidance, impact, time lost.", rows=3)


class ProposeVoidForm(StepForm):
    """Logged in error, says one person."""

    step_name = "propose_void"
    signed = "by"
    asked = ("reason",)
    places = {"no_reason_for_record": "reason"}
    reason = words("Why it was logged in error", rows=3)


class ConfirmVoidForm(StepForm):
    """So does a second."""

    step_name = "confirm_void"
    signed = "by"


class MarkDuplicateForm(StepForm):
    """The same complaint, logged twice."""

    step_name = "mark_duplicate"
    signed = "by"
    asked = ("of",)
    places = {
        "out_of_turn": "of",
        "no_such_case": "of",
        "duplicate_of_nothing": "of",
    }
    of = line("The case that stays", hint="Its reference.", most=60)

    def build(self) -> None:
        """Offer the cases of the same person and home."""
        self.suggest("of", self.facts.cases)


class IssueLetterForm(StepForm):
    """A letter sent by hand, with the file of it as it was sent."""

    step_name = "issue_letter"
    staged = True
    on_label = "Day it left"
    asked = ("kind",)
    kind = choice("Kind of letter")
    file = forms.FileField(
        label="The letter as it was sent",
        help_text="The file itself is kept: PDF, Word or a picture. At most 25 MB.",
        error_messages={
            "required": "Choose the file of the letter as it was sent.",
            "empty": "The file is empty. Choose it again.",
        },
        max_length=200,
    )

    def build(self) -> None:
        """Offer the kinds of letter that the case's edition names."""
        rules = self.facts.edition.letters.values()
        self.offer("kind", [(rule.kind, rule.title) for rule in rules], "Choose")


class BounceLetterForm(StepForm):
    """A letter that came back."""

    step_name = "bounce_letter"
    asked = ("letter",)
    on_label = "Day it came back"
    letter = choice("Letter")
    detail = words("What was said on it", rows=2)

    def build(self) -> None:
        """Offer the letters that left on this case."""
        rules = self.facts.edition.letters
        letters = [
            (ref, f"{rules[kind].title if kind in rules else kind} ({ref[:12]})")
            for ref, kind in self.facts.case.letters
        ]
        self.offer("letter", letters, "Choose")


class AdjustForm(StepForm):
    """A reasonable adjustment."""

    step_name = "adjust"
    asked = ("adjustment", "review_on")
    places = {
        "adjustment_without_review": "review_on",
        "adjustment_review_past": "review_on",
    }
    need = words("What the resident needs", rows=2)
    adjustment = line("What was agreed", hint="Such as: large print", most=300)
    review_on = day("Review it by", what="The day of the review")
    disability_disclosed = forms.BooleanField(
        label="The resident disclosed a disability", required=False
    )


class ReviewAdjustmentForm(StepForm):
    """An adjustment looked at again."""

    step_name = "review_adjustment"
    asked = ("adjustment",)
    places = {"adjustment_review_past": "review_on"}
    adjustment = choice("Adjustment")
    review_on = day(
        "Next review", what="The day of the review", hint="Leave empty to end it."
    )
    note = words("What was found", rows=3)

    def build(self) -> None:
        """Offer the adjustments in force."""
        live = [a for a in self.facts.case.adjustments if not a.ended]
        self.offer("adjustment", [(a.ref, a.adjustment or a.ref) for a in live])


class RestrictContactForm(StepForm):
    """A contact restriction, evidenced and weighed."""

    step_name = "restrict_contact"
    asked = ("restriction", "evidence", "review_on", "equality_considered")
    places = {
        "restriction_without_equality": "equality_considered",
        "restriction_review_past": "review_on",
    }
    restriction = line("The restriction", hint="Such as: by e-mail only", most=300)
    evidence = words("What shows that it is needed", rows=4)
    review_on = day("Review it by", what="The day of the review")
    equality_considered = words(
        "What was weighed under the Equality Act",
        hint="Any disability or other protected characteristic, and what follows.",
        rows=3,
    )

    def place_of(self, refusal: Refusal) -> str:
        """Tell missing evidence from a missing review."""
        if refusal.rule.code == "restriction_without_evidence":
            return "review_on" if "review" in refusal.value else "evidence"
        return super().place_of(refusal)


class ReviewRestrictionForm(StepForm):
    """A restriction looked at again."""

    step_name = "review_restriction"
    asked = ("restriction",)
    places = {"restriction_review_past": "review_on"}
    restriction = choice("Restriction")
    review_on = day(
        "Next review", what="The day of the review", hint="Leave empty to end it."
    )
    note = words("What was found", rows=3)

    def build(self) -> None:
        """Offer the restrictions in force."""
        live = [r for r in self.facts.case.restrictions if not r.ended]
        self.offer("restriction", [(r.ref, r.restriction or r.ref) for r in live])


class NameRepresentativeForm(StepForm):
    """Who may speak for the resident."""

    step_name = "name_representative"
    asked = ("person", "scope")
    places = {"no_such_person": "person", "authority_over": "expires_on"}
    person = line("Representative", hint="Their reference among people.", most=60)
    scope = words("What they may speak for", rows=2)
    expires_on = day("Until", what="The last day", hint="Leave empty for no end.")

    def build(self) -> None:
        """Suggest who lives at the home."""
        self.suggest("person", self.facts.people)


class DeclareConflictForm(StepForm):
    """An interest in the case."""

    step_name = "declare_conflict"
    asked = ("who",)
    who = choice("Who")
    reason = words("What the interest is", rows=3)

    def build(self) -> None:
        """Offer today's people, the one who asks first chosen."""
        self.offer("who", self.facts.staff, "Choose")
        self.fields["who"].initial = self.facts.by


FILED = ("add_evidence", "issue_letter")
"""Steps that come with a file."""


def without_file(given: dict[str, Any]) -> dict[str, Any]:
    """Give a step's fields without the upload: the step holds its hash instead."""
    return {name: value for name, value in given.items() if name != "file"}
