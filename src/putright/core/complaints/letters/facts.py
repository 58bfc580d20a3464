"""What the case knows when a letter is written, as plain values.

The checker and the composer read these and nothing else, so a letter that was
edited in Word is held against the same facts as one composed here.
"""

import datetime as dt
from typing import Literal

import msgspec

from putright.core.complaints.letters.ombudsman import HOUSING_OMBUDSMAN, Ombudsman
from putright.core.complaints.letters.values import Kind

Outcome = Literal["upheld", "partially_upheld", "not_upheld", "not_ours"]
Ground = Literal["too_old", "legal_proceedings", "already_considered", "other_route"]


REFUSALS = frozenset({"refusal", "stage_2_refusal"})
"""The letters that turn something down."""


class Point(msgspec.Struct, frozen=True):
    """One point of the complaint: its code in the case, and its words."""

    code: str
    text: str


class NotOurs(msgspec.Struct, frozen=True):
    """A point that is not the landlord's to answer, and who can help with it."""

    code: str
    who: str = ""


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """Something offered to put a point right. `amount` is in pence."""

    kind: str
    what: str = ""
    by_when: dt.date | None = None
    amount: int | None = None


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided on one point, and why."""

    point: str
    outcome: Outcome
    reason: str = ""
    remedies: tuple[Remedy, ...] = ()
    no_remedy_because: str = ""


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """Something still to be done, by whom and by when."""

    what: str
    by_when: dt.date | None = None
    owner: str = ""


class Adjustment(msgspec.Struct, frozen=True):
    """A reasonable adjustment that was agreed (5.10).

    Codes the checker knows: `large_print`, `language:<BCP 47 tag>`, `no_phone`,
    `email_only`, `post_only`. Any other is shown to whoever issues the letter.
    """

    code: str
    says: str


class Representative(msgspec.Struct, frozen=True):
    """Someone who acts for the resident, and whether their authority covers this.

    `ended_on`: the last day of an authority that is over.
    """

    name: str
    in_scope: bool
    scope: str = ""
    ended_on: dt.date | None = None

    @property
    def may_speak(self) -> bool:
        """Whether they may act for the resident in this letter."""
        return self.in_scope and self.ended_on is None


COMPLAINT_MEANING = (
    "an expression of dissatisfaction, however made, about the standard of service, "
    "actions or lack of action by the landlord, its own staff, or those acting on its "
    "behalf, affecting a resident or group of residents"
)
"""The statutory definition of a complaint (`housing-2024`, 1.2)."""


class LetterFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a letter of any kind may have to say.

    Blank, empty and None mean that the case does not know it (yet). Dates are
    calendar dates in Europe/London. `meaning` is the edition's definition of a
    complaint; `past_limit` tells an extension past the edition's limit.
    `also_affected`: how many residents it affects beside the one who raised it.
    """

    kind: Kind
    stage: Literal[0, 1, 2] = 0
    reference: str = ""
    resident: str = ""
    received_on: dt.date | None = None
    request: str = ""
    definition: str = ""
    outcomes_sought: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    ours: tuple[str, ...] = ()
    not_ours: tuple[NotOurs, ...] = ()
    findings: tuple[Finding, ...] = ()
    actions: tuple[Action, ...] = ()
    answer_by: dt.date | None = None
    new_date: dt.date | None = None
    reason: str = ""
    ground: Ground | str = ""
    ground_detail: str = ""
    past_limit: bool = False
    update_every_days: int | None = None
    question: str = ""
    update: str = ""
    next_update: dt.date | None = None
    next_steps: str = ""
    discretion: str = ""
    handler: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    restrictions: tuple[str, ...] = ()
    do_not_write: bool = False
    safe_contact: str = ""
    representatives: tuple[Representative, ...] = ()
    also_affected: int = 0
    ombudsman: Ombudsman = HOUSING_OMBUDSMAN
    meaning: str = COMPLAINT_MEANING


def unanswered(facts: LetterFacts) -> tuple[Point, ...]:
    """Give the points with no finding, or with a finding that gives no reason (6.7)."""
    answered = {found.point for found in facts.findings if found.reason.strip()}
    return tuple(point for point in facts.points if point.code not in answered)


def unplaced(facts: LetterFacts) -> tuple[Point, ...]:
    """Give the points said to be neither ours nor not ours (5.7)."""
    placed = set(facts.ours) | {other.code for other in facts.not_ours}
    return tuple(point for point in facts.points if point.code not in placed)


def point_text(facts: LetterFacts, code: str) -> str:
    """Give the words of a point, or its code where the case has no words for it."""
    return next((point.text for point in facts.points if point.code == code), code)


def remedy_words(remedy: Remedy) -> str:
    """Say what a remedy is, without its date: `A new fan`, `Payment of £150.00`."""
    words = remedy.what.strip() or remedy.kind.replace("_", " ").capitalize()
    if remedy.amount is None:
        return words
    return f"{words} (£{remedy.amount / 100:,.2f})"
