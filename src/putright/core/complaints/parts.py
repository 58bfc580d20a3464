"""Small values that steps, events and cases share: points, findings, remedies."""

from datetime import date

import msgspec

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
