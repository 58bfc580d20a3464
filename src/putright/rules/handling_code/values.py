"""What an edition of a complaint handling code holds, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Provision:
    """One numbered provision, in our own words.

    `classes`: how it can be shown to hold, primary first: "case" (on one case),
    "measure" (over many), "attested" (by a person). `on_form`: whether the
    self-assessment form has a row for it.
    """

    number: str
    summary: str
    classes: tuple[str, ...]
    on_form: bool = True


@dataclass(frozen=True)
class TimeLimit:
    """A length of time: the `working_days`-th working day after the day counted from.

    `counted_from`: "started" (the complaint, or the request for stage 2, received),
    "acknowledged", or "respond_by" (the date an answer was due). `unsure`: why the
    limit may be wrong, blank where its source was read in full.
    """

    name: str
    working_days: int
    counted_from: str
    source: str
    unsure: str = ""


@dataclass(frozen=True)
class StageLimits:
    """The clocks of one stage.

    `respond_unacknowledged` is the date to answer by where no acknowledgement is
    recorded; `extension` the most that can be added without good reason; `backstop`
    the last day of a landlord that acknowledged in time and did not extend.
    """

    stage: int
    acknowledge: TimeLimit
    respond: TimeLimit
    respond_unacknowledged: TimeLimit
    extension: TimeLimit
    backstop: TimeLimit

    @property
    def limits(self) -> tuple[TimeLimit, ...]:
        """All five limits, in the order in which they run."""
        return (
            self.acknowledge,
            self.respond,
            self.respond_unacknowledged,
            self.extension,
            self.backstop,
        )


@dataclass(frozen=True)
class Ground:
    """A ground on which a complaint, or its escalation, may be refused.

    `needs`: names of the facts without which it can't be used (fields of the step
    `refuse`). `stages`: 1 where a complaint may be refused on it, 2 where an
    escalation may.
    """

    code: str
    title: str
    needs: tuple[str, ...]
    says: str
    source: str
    stages: tuple[int, ...] = (1, 2)


@dataclass(frozen=True)
class LetterPart:
    """Something a letter has to say.

    `need`: "always"; "past_limit" (an extension past its limit); "too_old" (a refusal
    for age); or "advised" (good practice that no provision asks of this very letter).
    """

    code: str
    title: str
    says: str
    source: str
    need: str = "always"


@dataclass(frozen=True)
class LetterRule:
    """What one kind of letter has to say, in the order in which it says it."""

    kind: str
    title: str
    parts: tuple[LetterPart, ...]

    @property
    def required(self) -> tuple[LetterPart, ...]:
        """The parts that every letter of this kind needs."""
        return tuple(part for part in self.parts if part.need == "always")


@dataclass(frozen=True)
class Remedy:
    """A way to put things right (7.1). A `dateless` one needs no date to be done by."""

    code: str
    title: str
    dateless: bool


@dataclass(frozen=True)
class Ombudsman:
    """Who takes a complaint further. Address and telephone are a landlord's setting."""

    code: str
    name: str
    website: str


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition of a code: the law that a case is handled under.

    `provisions` are those by whose numbers refusals are named: the edition's own
    where `numbering` is its own name, else those of the edition `numbering` names
    (`numbering_note` says why). `own_provisions` holds what is known of its own.
    `certainty`: what was read in full and what was not, a sentence each. Editions
    are equal only to themselves, and so can be keys.
    """

    name: str
    title: str
    issuer: str
    ombudsman: Ombudsman
    in_force_from: date
    in_force_to: date | None
    certainty: tuple[str, ...]
    numbering: str
    numbering_note: str
    definition_of_complaint: str
    age_limit_months: int
    age_limit_source: str
    sections: Mapping[str, str]
    provisions: Mapping[str, Provision]
    own_provisions: Mapping[str, Provision]
    stages: Mapping[int, StageLimits]
    grounds: tuple[Ground, ...]
    remedies: tuple[Remedy, ...]
    letters: Mapping[str, LetterRule]

    def ground(self, code: str) -> Ground | None:
        """The ground of refusal `code`, or None where this edition has none such."""
        return next((g for g in self.grounds if g.code == code), None)

    def in_force_on(self, day: date) -> bool:
        """Whether `day` lies in the edition's time, first and last day included."""
        last = self.in_force_to
        return self.in_force_from <= day and (last is None or day <= last)
