"""What was agreed with and about people, and the letters sent to them."""

from datetime import date

from putright.core.complaints.events.base import Event


class PeopleSet(Event, frozen=True, kw_only=True):
    """Who raised it and whom it affects: one complaint may be many residents'."""

    person: str = ""
    home: str = ""
    affected: tuple[str, ...] = ()


class AdjustmentAgreed(Event, frozen=True, kw_only=True):
    """A reasonable adjustment, with the day of its review (5.10)."""

    adjustment: str
    review_on: date
    disability_disclosed: bool = False


class AdjustmentReviewed(Event, frozen=True, kw_only=True):
    """An adjustment was reviewed: it goes on to a day, or ends."""

    adjustment: str
    review_on: date | None = None


class ContactRestricted(Event, frozen=True, kw_only=True):
    """Contact was restricted, with evidence and a review (5.14, 5.15)."""

    restriction: str
    review_on: date


class RestrictionReviewed(Event, frozen=True, kw_only=True):
    """A restriction was reviewed: it goes on to a day, or ends."""

    restriction: str
    review_on: date | None = None


class RepresentativeNamed(Event, frozen=True, kw_only=True):
    """Someone may speak for the resident (3.6), within a scope, until a day."""

    person: str
    expires_on: date | None = None


class ConflictDeclared(Event, frozen=True, kw_only=True):
    """Someone has an interest in this case (5.8)."""

    who: str


class AccessRestricted(Event, frozen=True, kw_only=True):
    """Only the people named may see the case; two people decided so."""

    named: tuple[str, ...]
    by: str
    confirmed_by: str
    why: str = ""


class AccessOpened(Event, frozen=True, kw_only=True):
    """The case is no longer restricted; two people decided so."""

    by: str
    confirmed_by: str


class LetterIssued(Event, frozen=True, kw_only=True):
    """A letter of ours left, or is leaving: its kind, document and hash."""

    letter: str
    kind: str
    sha256: str
    stage: int | None = None


class LetterBounced(Event, frozen=True, kw_only=True):
    """A letter came back; what it answered on stays the day it left."""

    letter: str
