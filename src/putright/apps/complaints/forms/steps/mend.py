"""The form that corrects an entry: its own facts and words, one box each."""

import types
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from django import forms

from putright.apps.accounts.ui.fields import DateField, PoundsField
from putright.apps.complaints.forms.steps.base import Facts, Part, StepForm, words
from putright.apps.complaints.queries.links import NOT_SHOWN
from putright.apps.complaints.queries.words import words_of
from putright.core.complaints import parts
from putright.core.complaints.events import Event
from putright.core.complaints.journal import canonical, kind_of

FIXED = ("by", "confirmed_by", "edition", "imported", "live", "precision")
"""Facts of who and how, that a correction leaves alone."""


CODES = {
    "kind": (*parts.KINDS, "dissatisfaction"),
    "channel": parts.CHANNELS,
    "raised_by": parts.RAISED_BY,
    "outcome": parts.FINDINGS,
    "chose": ("complaint", "service_request"),
    "route": parts.ROUTES,
}
"""Facts that are one of a few codes, by the name of the fact."""

MOST_OF = {"stage": 2, "every_days": 365, "update_every_days": 365}
"""The most that some numbers may be; the least is 1."""


class MendForm(StepForm):
    """An entry's facts and words as they stand, to be put right; and why."""

    step_name = "mend"
    asked = ("reason",)
    places = {"no_reason_for_record": "reason", "nothing_to_mend": "reason"}
    on_label = "Day of the correction"
    reason = words("Why it is corrected", rows=3)

    def __init__(
        self, *args: Any, facts: Facts, entry: int, event: Event, **kwargs: Any
    ) -> None:
        """Take the entry to correct: its number, and what it says now."""
        self.entry, self.event = entry, event
        super().__init__(*args, facts=facts, **kwargs)

    def build(self) -> None:
        """Add a field for each fact and each text of the entry."""
        self.paths: list[str] = []
        for path, hint, value in flat(self.event):
            if self.facts.names.get(str(value)) == NOT_SHOWN:
                continue  # a case that who corrects it may not see stays as it is
            made = _field(path, hint, value)
            if made is not None:
                made.initial = _shown(value)
                self.fields[f"fact_{path}"] = made
                self.paths.append(path)
        for name, text in self.event.words.items():
            field = words(said(name))
            field.initial = text
            self.fields[f"word_{name}"] = field

    def parts(self) -> Iterable[Part]:
        """Show facts, then words, then why."""
        facts = [f"fact_{path}" for path in self.paths]
        texts = [f"word_{name}" for name in self.event.words]
        yield Part(self.some(*facts), legend="Facts")
        if texts:
            yield Part(self.some(*texts), legend="Words")
        yield Part(self.some("reason", "on"), legend="The correction")

    def corrected(self) -> Event:
        """Give the entry as it would stand. Raises msgspec's ValidationError."""
        fields = msgspec.to_builtins(self.event)
        for path in self.paths:
            _put(fields, path.split("."), self._sent(f"fact_{path}"))
        fields["words"] = self._words()
        return msgspec.convert(fields, type=type(self.event))

    def _words(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"word_{name}"] for name in self.event.words}

    def _sent(self, name: str) -> Any:
        value = self.cleaned_data[name]
        if isinstance(self.fields[name], _Lines):
            return [text.strip() for text in str(value).splitlines() if text.strip()]
        return value.isoformat() if isinstance(value, date) else value

    def values(self) -> dict[str, Any]:
        """Give the step: the entry, and what stands in its place."""
        facts = msgspec.to_builtins(self.corrected())
        texts = facts.pop("words")
        return {
            "entry": self.entry,
            "kind": kind_of(type(self.event)),
            "payload": canonical(facts).decode(),
            "words": texts,
            "reason": self.cleaned_data["reason"],
        }


class _Lines(forms.CharField):
    """Several references, one a line."""


def said(name: str) -> str:
    """Give a field's name as words: `update_every_days` as Update every days."""
    return words_of(name)


def flat(value: Any, before: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Give each plain fact of a value: its path, its type and what it is now."""
    for name, hint in get_type_hints(type(value)).items():
        path, held = f"{before}{name}", getattr(value, name)
        if name == "words" or name in FIXED:
            continue
        if isinstance(held, msgspec.Struct):
            yield from flat(held, f"{path}.")
        elif isinstance(held, tuple) and held and isinstance(held[0], msgspec.Struct):
            for place, item in enumerate(held):
                yield from flat(item, f"{path}.{place}.")
        else:
            yield path, hint, held


def _field(path: str, hint: Any, value: Any) -> forms.Field | None:
    label = _label(path)
    kinds = get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
    if date in kinds:
        return DateField(label=label, what=label, required=type(None) not in kinds)
    if bool in kinds:
        return forms.BooleanField(label=label, required=False)
    if path.endswith("pence"):
        return PoundsField(label=f"{label}, in pounds", required=False)
    if int in kinds:
        name = path.rpartition(".")[2]
        return forms.IntegerField(
            label=label,
            required=type(None) not in kinds,
            min_value=1 if name in MOST_OF else 0,
            max_value=MOST_OF.get(name, 10**9),
        )
    codes = CODES.get(path.rpartition(".")[2])
    if codes and value in codes:
        return forms.ChoiceField(
            label=label, choices=[(code, said(code)) for code in codes]
        )
    if str in kinds:
        return forms.CharField(label=label, required=False, max_length=300)
    items = get_args(hint)[:1] if get_origin(hint) is tuple else ()
    if items == (str,):
        area = forms.Textarea(attrs={"rows": 3})
        return _Lines(label=label, required=False, max_length=5000, widget=area)
    return None


def _label(path: str) -> str:
    steps = path.split(".")
    named = [str(int(step) + 1) if step.isdecimal() else step for step in steps]
    return said(" ".join("date" if name == "on" else name for name in named))


def _shown(value: Any) -> Any:
    return "\n".join(value) if isinstance(value, tuple) else value


def _put(fields: dict[str, Any], steps: list[str], value: Any) -> None:
    held: Any = fields
    for step in steps[:-1]:
        held = held[int(step)] if step.isdecimal() else held[step]
    if isinstance(held, dict):
        held[steps[-1]] = value
