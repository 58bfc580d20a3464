"""What every step's form shares: its day, what the person had seen, its refusals.

A form knows the shape of what is typed. What the Code asks for is the core's to say:
a field that the core needs is `asked`, shown as needed, and not checked here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

import msgspec
from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.boundfield import BoundField

from putright.apps.accounts.ui.fields import DateField
from putright.apps.accounts.ui.widgets import Suggesting, Textarea
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context
from putright.core.complaints.given import as_step
from putright.core.complaints.steps import Step
from putright.core.refusals import Refusal
from putright.rules.handling_code import Edition

Choices = Sequence[tuple[str, str]]
MOST = 20_000
"""Letters in one text: an answer of some twenty pages."""
MOST_ROWS = 30
NO_FACTS = ("seen", "on", "letter_file")
"""Fields of a form that are no fields of its step, or are given to it apart."""


@dataclass(frozen=True)
class Facts:
    """What a form is made from: the case as it stands, the day, and who asks.

    `seen` is how many entries the case has; `stage` the stage that it has reached;
    `draft` the step as a letter not yet sent would record it. `cases` and `people` are
    those that a reference is most likely to name.
    """

    case: Case
    seen: int
    today: date
    by: str
    context: Context
    staff: Choices = ()
    teams: Choices = ()
    areas: Choices = ()
    categories: Choices = ()
    cases: Choices = ()
    people: Choices = ()
    names: Mapping[str, str] = field(default_factory=dict)
    draft: Step | None = None

    @property
    def stage(self) -> int:
        """The stage the case has reached; 1 before any."""
        return self.case.stage.number if self.case.stage else 1

    @property
    def edition(self) -> Edition:
        """The edition of the Code that the case is handled under."""
        return self.context.edition_of(self.case.edition)


@dataclass(frozen=True)
class Part:
    """Fields that stand together, under a legend where they have one."""

    fields: tuple[BoundField, ...]
    legend: str = ""
    hint: str = ""
    more: str = ""
    more_text: str = ""


class StepForm(forms.Form):
    """A step: its day, the number of entries seen, and its own fields."""

    step_name: ClassVar[str] = ""
    asked: ClassVar[tuple[str, ...]] = ()
    """Fields that the core asks for: shown as needed, refused by the core."""
    places: ClassVar[Mapping[str, str]] = {}
    """Which field a refusal stands beside, by the code of its rule."""
    signed: ClassVar[str] = ""
    """The step's field that says who takes it, where it has one."""
    staged: ClassVar[bool] = False
    """Whether the step says which stage it is about."""
    by_hand: ClassVar[bool] = False
    """Whether, without a letter from here, it needs the file of the one that left."""
    on_label: ClassVar[str] = "Date"
    on_last: ClassVar[bool] = True

    use_required_attribute = False

    seen = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=10**6
    )
    on = DateField(label="Date", what="The date")

    def __init__(self, *args: Any, facts: Facts, **kwargs: Any) -> None:
        """Bind to the case as it stands."""
        super().__init__(*args, **kwargs)
        self.facts = facts
        on = self.fields["on"]
        assert isinstance(on, DateField)
        on.label, on.latest, on.initial = self.on_label, facts.today, facts.today
        self.fields["seen"].initial = facts.seen
        if self.staged and "stage" not in self.fields:
            self.fields["stage"] = forms.IntegerField(
                widget=forms.HiddenInput,
                required=False,
                min_value=1,
                max_value=2,
                initial=facts.stage,
            )
        if self.by_hand:
            self.fields["letter_file"] = letter_as_sent()
        self.build()
        if facts.draft is not None:
            self.fill(facts.draft)
        if self.on_last:
            self.order_fields([name for name in self.fields if name != "on"])

    def build(self) -> None:
        """Add what depends on the case: choices, rows."""

    def fill(self, step: Step) -> None:
        """Begin with what a draft says, where its fields are the form's."""
        for name, made in self.fields.items():
            if name not in ("seen", "on", "stage") and getattr(step, name, None):
                made.initial = getattr(step, name)

    @property
    def stage(self) -> int:
        """The stage that the form is about, as it was when the form was opened."""
        sent = str(self.data.get("stage", "")) if self.is_bound else ""
        return int(sent) if sent in ("1", "2") else self.facts.stage

    def offer(self, name: str, choices: Choices, empty: str = "") -> None:
        """Give a choice field its choices, with an empty one first where named."""
        chosen = self.fields[name]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [("", empty), *choices] if empty else list(choices)

    def suggest(self, name: str, choices: Choices) -> None:
        """Let a line that takes a reference suggest some; any other may be typed."""
        field = self.fields[name]
        field.widget = Suggesting(choices, attrs=field.widget.attrs)

    def rows(self, name: str, start: int) -> int:
        """Give how many rows of something show; a press of "Add another" adds one."""
        if not self.is_bound:
            return min(start, MOST_ROWS)
        sent = str(self.data.get(f"{name}_rows", ""))[:6]
        count = int(sent) if sent.isascii() and sent.isdecimal() else start
        pressed = self.data.get("more") == name
        return max(1, min(count + pressed, MOST_ROWS))

    def rows_field(self, name: str, start: int) -> int:
        """Add the hidden field that says how many rows show, and give that number."""
        count = self.rows(name, start)
        self.fields[f"{name}_rows"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=str(count), max_length=3
        )
        return count

    def row_counts(self) -> dict[str, str]:
        """Give each number of rows as it stands now, to be sent again."""
        return {
            name: str(self.rows(name.removesuffix("_rows"), 1))
            for name in self.fields
            if name.endswith("_rows")
        }

    def values(self) -> dict[str, Any]:
        """Give the step's fields from what was typed. Texts are without blanks."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in NO_FACTS and not name.endswith("_rows")
        }

    def as_step(self) -> Step:
        """Give the step. Only for a form that is valid."""
        signed = {self.signed: self.facts.by} if self.signed else {}
        return as_step(
            self.step_name,
            {**self.values(), **signed, "date": self.cleaned_data["on"]},
        )

    def parts(self) -> Iterable[Part]:
        """Give the fields in the parts they are shown in."""
        shown = (f for f in self.visible_fields() if f.name != "letter_file")
        yield Part(tuple(shown))

    @property
    def letter_file(self) -> BoundField | None:
        """The file of a letter sent by hand, shown beside the button that needs it."""
        return self["letter_file"] if "letter_file" in self.fields else None

    def some(self, *names: str) -> tuple[BoundField, ...]:
        """Give some of the fields, those that the form has."""
        return tuple(self[name] for name in names if name in self.fields)

    # Refusals ------------------------------------------------------------------

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Show what the core refused: beside its field where there is one."""
        for refusal in refusals:
            if refusal.rule.code == "incomplete" and self.missing(refusal):
                continue
            place = self.place_of(refusal)
            said = str(self.in_words(refusal))
            self.add_error(place if place in self.fields else None, said)

    def missing(self, refusal: Refusal) -> bool:
        """Say beside each field that lacks that it lacks, by the name it has here.

        Gives False where any of them is no field of this form that is shown.
        """
        named = [name.replace(" ", "_") for name in refusal.value.split(", ")]
        places = [self.places.get(name, name) for name in named]
        if not all(self._is_shown(place) for place in places):
            return False
        for place in places:
            self.add_error(place, self.fields[place].error_messages["required"])
        return True

    def _is_shown(self, place: str) -> bool:
        return place in self.fields and not self[place].is_hidden

    def in_words(self, refusal: Refusal) -> Refusal:
        """Give a refusal as a person reads it: names in place of identities."""
        named = self.facts.names.get(refusal.value, refusal.value)
        for identity, name in self.facts.names.items():
            named = named.replace(f"{identity} ", f"{name} ")
        return msgspec.structs.replace(refusal, value=named)

    def place_of(self, refusal: Refusal) -> str:
        """Give the field that a refusal stands beside; empty for none."""
        code = refusal.rule.code
        if code == "incomplete":
            first = refusal.value.split(", ")[0].replace(" ", "_")
            return self.places.get(first, first)
        return self.places.get(code, "")

    def asked_here(self) -> Iterable[str]:
        """Give more fields that the core asks for, of those added in `build`."""
        return ()

    def show_asked(self) -> None:
        """Show the fields that the core asks for as needed. For drawing only."""
        for name in (*self.asked, *self.asked_here()):
            if name in self.fields:
                self.fields[name].required = True


def words(label: str, *, hint: str = "", rows: int = 5) -> forms.CharField:
    """Make a text of several lines."""
    # A validator and not `max_length`: nobody needs 20,000 letters counted down.
    says = f"{label} must be {MOST:,} characters or fewer."
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        validators=[MaxLengthValidator(MOST, says)],
        widget=Textarea(rows=rows),
    )


def line(label: str, *, hint: str = "", most: int = 200) -> forms.CharField:
    """Make a text of one line."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        max_length=most,
        error_messages={
            "max_length": f"{label} must be {most} characters or fewer.",
        },
    )


def day(label: str, *, what: str, hint: str = "") -> DateField:
    """Make a date in three boxes that may be left empty."""
    return DateField(label=label, what=what, help_text=hint, required=False)


def choice(label: str, choices: Choices = (), *, hint: str = "") -> forms.ChoiceField:
    """Make a list to choose from, which may be left alone."""
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose"), *choices] if choices else [],
        help_text=hint,
        required=False,
        error_messages={"invalid_choice": f"Choose from the list: {label.lower()}."},
    )


def tick(label: str, *, hint: str = "") -> forms.BooleanField:
    """Make a box to tick."""
    return forms.BooleanField(label=label, help_text=hint, required=False)


def letter_as_sent() -> forms.FileField:
    """Make the file of a letter sent by hand. What it is, is told by its bytes."""
    return forms.FileField(
        label="The letter as it was sent",
        help_text="Only for a letter that was written elsewhere: PDF, Word or a "
        "picture. At most 25 MB.",
        required=False,
        error_messages={
            "required": "Choose the file of the letter as it was sent, or write the "
            "letter here.",
            "empty": "The file is empty. Choose it again.",
        },
        max_length=200,
    )


def whole(label: str, *, hint: str = "", most: int = 365) -> forms.IntegerField:
    """Make a whole number from 1."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
        ),
        error_messages={
            "invalid": f"{label} must be a whole number, such as 14.",
            "min_value": f"{label} must be 1 or more.",
            "max_value": f"{label} must be {most} or less.",
        },
    )
