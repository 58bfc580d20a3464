"""The form of a full answer: every point, its remedies, and the promises made."""

from collections.abc import Iterable
from typing import Any

from django import forms

from putright.apps.accounts.ui.fields import PoundsField
from putright.apps.accounts.ui.widgets import Radios
from putright.apps.complaints.forms.steps.base import (
    Part,
    StepForm,
    choice,
    day,
    line,
    tick,
    words,
)
from putright.core.complaints import steps as s
from putright.core.complaints.case import Point
from putright.core.refusals import Refusal

OUTCOMES = (
    ("upheld", "Upheld"),
    ("partially_upheld", "Partially upheld"),
    ("not_upheld", "Not upheld"),
    ("not_ours", "Not ours to answer"),
)
REMEDY = ("kind", "detail", "amount", "by", "owner")
ACTION = ("what", "by", "owner")


class RespondForm(StepForm):
    """A finding with a reason for every point, remedies, promises, and the letter."""

    step_name = "respond"
    by_hand = True
    staged = True
    signed = "by"
    on_label = "Day the answer leaves"
    places = {"same_person": "", "conflict_declared": ""}
    asked = ("definition", "outcomes_sought")
    definition = words("The complaint as we understand it")
    outcomes_sought = words("What the resident wants", rows=3)
    written = tick("The answer is in writing")
    told = tick("")

    def build(self) -> None:
        """Add a part for each point to answer; free ones where none was set out."""
        case, number = self.facts.case, self.stage
        record = case.stage_2 if number == 2 else case.stage_1
        if record is not None and record.acknowledged_on is not None:
            del self.fields["definition"], self.fields["outcomes_sought"]
        way = "to the Ombudsman" if number == 2 else "to stage 2"
        self.fields["told"].label = f"The letter tells the resident the way {way}"
        self.points: tuple[Point, ...] = case.to_answer(number)
        self.free = not self.points
        if self.free:
            count = self.rows_field("points", 1)
            self.points = tuple(Point(ref=f"p{n}") for n in range(1, count + 1))
        self.remedies: dict[int, int] = {}
        for place, point in enumerate(self.points, 1):
            self._add_point(place, point)
        draft = self.facts.draft
        promised = len(draft.actions) if isinstance(draft, s.Respond) else 0
        self.promises = self.rows_field("actions", max(1, promised))
        for row in range(1, self.promises + 1):
            self._add_action(row)
        # Errors are listed in the order of the fields, and the letter stands last.
        self.order_fields([n for n in self.fields if n not in ("written", "told")])

    def _add_point(self, place: int, point: Point) -> None:
        if self.free:
            self.fields[f"text_{place}"] = line("The point, in short", most=300)
        self.fields[f"outcome_{place}"] = forms.ChoiceField(
            label="Decision", required=False, choices=OUTCOMES, widget=Radios()
        )
        if point.ours is False:
            self.fields[f"outcome_{place}"].initial = "not_ours"
        self.fields[f"reason_{place}"] = words(
            "Reasons",
            hint="With the policy, law or good practice that they rest on.",
            rows=4,
        )
        drafted = self._drafted(point.ref)
        start = max(1, len(drafted.remedies) if drafted else 0)
        self.remedies[place] = self.rows_field(f"remedies{place}", start)
        for row in range(1, self.remedies[place] + 1):
            self._add_remedy(f"remedy_{place}_{row}")
        self.fields[f"no_remedy_{place}"] = words(
            "Or why nothing is offered, where it was upheld", rows=2
        )

    def _add_remedy(self, name: str) -> None:
        kinds = [(r.code, r.title) for r in self.facts.edition.remedies]
        self.fields[f"{name}_kind"] = choice("Remedy", kinds)
        self.fields[f"{name}_detail"] = line("What exactly", most=500)
        self.fields[f"{name}_amount"] = PoundsField(
            label="Amount in pounds", required=False
        )
        self.fields[f"{name}_by"] = day("By when", what="The day it is done by")
        self.fields[f"{name}_owner"] = choice("Owner")
        self.offer(f"{name}_owner", self.facts.staff, "Choose")

    def _add_action(self, row: int) -> None:
        self.fields[f"action_{row}_what"] = line("What will be done", most=300)
        self.fields[f"action_{row}_by"] = day("By when", what="The day it is done by")
        self.fields[f"action_{row}_owner"] = choice("Owner")
        self.offer(f"action_{row}_owner", self.facts.staff, "Choose")

    # Begun ---------------------------------------------------------------------

    def _drafted(self, ref: str) -> s.FindingGiven | None:
        draft = self.facts.draft
        findings = draft.findings if isinstance(draft, s.Respond) else ()
        return next((found for found in findings if found.point == ref), None)

    def fill(self, step: s.Step) -> None:
        """Begin with a draft's findings, remedies, promises and letter."""
        super().fill(step)
        assert isinstance(step, s.Respond)
        self._begin("told", step.ombudsman_told or step.escalation_told)
        for place, point in enumerate(self.points, 1):
            found = self._drafted(point.ref)
            if found is None:
                continue
            self._begin(f"outcome_{place}", found.outcome)
            self._begin(f"reason_{place}", found.reason)
            self._begin(f"no_remedy_{place}", found.no_remedy_because)
            for row, remedy in enumerate(found.remedies, 1):
                name = f"remedy_{place}_{row}"
                self._begin(f"{name}_kind", remedy.kind)
                self._begin(f"{name}_detail", remedy.detail)
                self._begin(f"{name}_amount", remedy.amount)
                self._begin(f"{name}_by", remedy.by_when)
                self._begin(f"{name}_owner", remedy.owner)
        for row, action in enumerate(step.actions, 1):
            self._begin(f"action_{row}_what", action.what)
            self._begin(f"action_{row}_by", action.by_when)
            self._begin(f"action_{row}_owner", action.owner)

    def _begin(self, name: str, value: object) -> None:
        if name in self.fields and value:
            self.fields[name].initial = value

    # Shown ---------------------------------------------------------------------

    def parts(self) -> Iterable[Part]:
        """Show the definition where it is owed, each point, promises, the letter."""
        if "definition" in self.fields:
            yield Part(
                self.some("definition", "outcomes_sought"),
                legend="The complaint",
                hint="This stage was not acknowledged, so the answer sets it out.",
            )
        for place, point in enumerate(self.points, 1):
            yield from self._point_parts(place, point)
        for row in range(1, self.promises + 1):
            last = row == self.promises
            yield Part(
                self.some(*(f"action_{row}_{name}" for name in ACTION)),
                legend=f"Action {row} promised beside the remedies",
                more="actions" if last else "",
                more_text="Add another action" if last else "",
            )
        yield Part(self.some("written", "told", "on"), legend="The letter")

    def _point_parts(self, place: int, point: Point) -> Iterable[Part]:
        yield Part(
            self.some(f"text_{place}", f"outcome_{place}", f"reason_{place}"),
            legend=f"Point {place}" + (f": {point.text}" if point.text else ""),
        )
        for row in range(1, self.remedies[place] + 1):
            last = row == self.remedies[place]
            names = [f"remedy_{place}_{row}_{name}" for name in REMEDY]
            names += [f"no_remedy_{place}"] if last else []
            yield Part(
                self.some(*names),
                legend=f"Remedy {row} for point {place}",
                more=f"remedies{place}" if last else "",
                more_text=f"Add another remedy for point {place}" if last else "",
            )
        if self.free and place == len(self.points):
            yield Part((), more="points", more_text="Add another point")

    def asked_here(self) -> Iterable[str]:
        """Ask for a decision and its reasons on every point."""
        places = range(1, len(self.points) + 1)
        return [f"{part}_{n}" for n in places for part in ("outcome", "reason")]

    # Read ----------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """Give the findings, promises and what the letter says."""
        given = self.cleaned_data
        way = "ombudsman_told" if self.stage == 2 else "escalation_told"
        return {
            "stage": given.get("stage") or self.stage,
            "written": given["written"],
            way: given["told"],
            "definition": given.get("definition", ""),
            "outcomes_sought": given.get("outcomes_sought", ""),
            "findings": [
                self._finding(place, point)
                for place, point in enumerate(self.points, 1)
                if self._says_something(place)
            ],
            "actions": [
                {
                    "what": given[f"action_{row}_what"],
                    "by_when": given[f"action_{row}_by"],
                    "owner": given[f"action_{row}_owner"],
                    "ref": self._action_ref(row),
                }
                for row in range(1, self.promises + 1)
                if given[f"action_{row}_what"]
            ],
        }

    def _action_ref(self, row: int) -> str:
        taken = len(self.facts.case.actions)
        return f"a{taken + row}"

    def _says_something(self, place: int) -> bool:
        given = self.cleaned_data
        names = ("text", "outcome", "reason")
        return any(given.get(f"{name}_{place}") for name in names)

    def _finding(self, place: int, point: Point) -> dict[str, Any]:
        given = self.cleaned_data
        about = f"{given[f'text_{place}']}\n\n" if given.get(f"text_{place}") else ""
        reason = given[f"reason_{place}"]
        return {
            "point": point.ref,
            "outcome": given[f"outcome_{place}"],
            "reason": f"{about}{reason}" if reason else "",
            "no_remedy_because": given[f"no_remedy_{place}"],
            "remedies": [
                self._remedy(f"remedy_{place}_{row}")
                for row in range(1, self.remedies[place] + 1)
                if given[f"remedy_{place}_{row}_kind"]
            ],
        }

    def _remedy(self, name: str) -> dict[str, Any]:
        given = self.cleaned_data
        pence = given[f"{name}_amount"]
        amount = None if pence is None else f"{pence // 100}.{pence % 100:02d}"
        return {
            "kind": given[f"{name}_kind"],
            "by_when": given[f"{name}_by"],
            "amount": amount,
            "owner": given[f"{name}_owner"],
            "detail": given[f"{name}_detail"],
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a remedy or promise that is half typed: its first box is empty."""
        given = super().clean() or self.cleaned_data
        for place, count in self.remedies.items():
            for row in range(1, count + 1):
                self._whole(f"remedy_{place}_{row}", REMEDY, "Choose the remedy.")
        for row in range(1, self.promises + 1):
            self._whole(f"action_{row}", ACTION, "Say what will be done.")
        return given

    def _whole(self, name: str, parts: tuple[str, ...], says: str) -> None:
        first, rest = f"{name}_{parts[0]}", [f"{name}_{part}" for part in parts[1:]]
        given = self.cleaned_data
        if not given.get(first) and any(given.get(other) for other in rest):
            self.add_error(first, says)

    # Refused -------------------------------------------------------------------

    def missing(self, refusal: Refusal) -> bool:
        """Ask for a decision on every point that has reasons and no decision."""
        if "outcome" not in refusal.value:
            return super().missing(refusal)
        given = self.cleaned_data
        for place in range(1, len(self.points) + 1):
            name = f"outcome_{place}"
            if self._says_something(place) and not given.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return True

    def place_of(self, refusal: Refusal) -> str:
        """Find the point, remedy or promise that a refusal is about."""
        code, value = refusal.rule.code, refusal.value
        if code.startswith("point_unanswered"):
            return self._unanswered(value)
        if code == "no_remedy":
            return f"remedy_{self._row_of(value)}_1_kind"
        if code == "promise_without_date":
            return self._dateless(value)
        if code == "promise_in_the_past":
            return self._too_early(value)
        if code.startswith("stage_"):
            return "written" if "not written" in value else "told"
        if code == "not_defined":
            sought = "outcomes" in value
            return "outcomes_sought" if sought else "definition"
        return super().place_of(refusal)

    def in_words(self, refusal: Refusal) -> Refusal:
        """Name a point by its own words, and a remedy by its title."""
        names = {p.ref: p.text for p in self.points if p.text}
        names |= {r.code: r.title for r in self.facts.edition.remedies}
        named = names.get(refusal.value, refusal.value)
        for ref, text in names.items():
            named = named.replace(f"“{ref}”", f"“{text}”")
        return super().in_words(type(refusal)(refusal.rule, named))

    def _row_of(self, name: str) -> int:
        rows = enumerate(self.points, 1)
        return next((n for n, p in rows if name in (p.ref, p.text)), 1)

    def _unanswered(self, value: str) -> str:
        name = value.partition("”")[0].removeprefix("“")
        part = "reason" if "no reason" in value else "outcome"
        return f"{part}_{self._row_of(name)}"

    def _too_early(self, value: str) -> str:
        """Find the box of a promise whose day is before the answer's."""
        name = value.removeprefix("“").partition("”")[0]
        given = self.cleaned_data
        rows = [
            (f"remedy_{place}_{row}_by", f"remedy_{place}_{row}_kind")
            for place, count in self.remedies.items()
            for row in range(1, count + 1)
        ]
        rows += [
            (f"action_{row}_by", f"action_{row}_what")
            for row in range(1, self.promises + 1)
        ]
        for day_name, what in rows:
            early = given.get(day_name) and given[day_name] < given["on"]
            if early and given.get(what) == name:
                return day_name
        return ""

    def _dateless(self, value: str) -> str:
        given = self.cleaned_data
        for place, count in self.remedies.items():
            for row in range(1, count + 1):
                name = f"remedy_{place}_{row}"
                if given.get(f"{name}_kind") == value and not given.get(f"{name}_by"):
                    return f"{name}_by"
        for row in range(1, self.promises + 1):
            if given.get(f"action_{row}_what") == value:
                return f"action_{row}_by"
        return ""
