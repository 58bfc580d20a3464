"""Small values that steps, events and cases share: points, findings, remedies."""

from datetime import date

import msgspec

from putright.core.complaints.money import pounds

KINDS = ("complaint", "service_request", "compliment", "comment", "mp_enquiry")
CHANNELS = (
    "telephone",
    "email",
    "web",
    "letter",
    "in_person",
    "social_media",
    "survey",
    "other",
)
RAISED_BY = ("self", "representative", "councillor", "mp", "other")
TENURES = ("LCRA", "LCHO", "leaseholder", "applicant", "other")
FINDINGS = ("upheld", "partially_upheld", "not_upheld", "not_ours")
OUTCOMES = ("upheld", "partially_upheld", "not_upheld", "resolved", "withdrawn")
UPHELD = ("upheld", "partially_upheld")
DATELESS_REMEDIES = ("apology", "acknowledgement", "explanation")
"""Remedies done by the letter itself (7.1): they need no date."""
ROUTES = ("early", "investigate")


class PointOwned(msgspec.Struct, frozen=True):
    """A point of the complaint, by its reference, and whose responsibility it is."""

    ref: str
    ours: bool = True
    not_ours: bool = False


class Remedy(msgspec.Struct, frozen=True):
    """A remedy of the Code's types (7.1), its date and, in pence, its amount."""

    kind: str
    by_when: date | None = None
    pence: int | None = None
    owner: str = ""


def plain_remedy(remedy: Remedy, place: int) -> str:
    """Say a remedy that came without words: `Compensation of £50.00, point 1`.

    `place` is the place of its point among the points answered, from 1.
    """
    kind = remedy.kind.replace("_", " ").capitalize()
    sum_of = f" of {pounds(remedy.pence)}" if remedy.pence else ""
    return f"{kind}{sum_of}, point {place}"


class FindingMade(msgspec.Struct, frozen=True):
    """What was found on a point. Its reason is in the event's words."""

    point: str
    outcome: str
    remedies: tuple[Remedy, ...] = ()
    no_remedy_explained: bool = False


class ActionPromised(msgspec.Struct, frozen=True):
    """A promise: its reference, its day and who owns it."""

    ref: str
    by_when: date
    owner: str = ""
