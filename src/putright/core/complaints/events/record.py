"""What was put on the file, promised, mended and taken out."""

from datetime import date

from putright.core.complaints import parts
from putright.core.complaints.events.base import Event


class NoteAdded(Event, frozen=True, kw_only=True):
    """A note on the file."""


class EvidenceAdded(Event, frozen=True, kw_only=True):
    """A file was put with the case: its SHA-256, size in bytes and kind."""

    file: str
    size: int = 0
    kind: str = "evidence"


class ContactRecorded(Event, frozen=True, kw_only=True):
    """A talk, call or message with the resident; `by` who had it."""

    by: str = ""
    channel: str = ""


class InformationRequested(Event, frozen=True, kw_only=True):
    """A team or contractor was asked for something, by a date."""

    request: str
    of: str
    due_on: date


class InformationChased(Event, frozen=True, kw_only=True):
    """That request was chased."""

    request: str


class InformationReceived(Event, frozen=True, kw_only=True):
    """That request was answered."""

    request: str


class ActionAdded(Event, frozen=True, kw_only=True):
    """A further promise was made after the answer (6.6)."""

    action: parts.ActionPromised


class ActionMoved(Event, frozen=True, kw_only=True):
    """A promise has a new owner or a new date, and the resident was told why."""

    action: str
    owner: str = ""
    by_when: date | None = None


class ActionDone(Event, frozen=True, kw_only=True):
    """A promise was kept; the proof is in words or a file (7.3)."""

    action: str
    file: str = ""


class CompensationApproved(Event, frozen=True, kw_only=True):
    """A sum above the landlord's limit was approved by a second person."""

    by: str
    stage: int
    pence: int


class Mended(Event, frozen=True, kw_only=True):
    """An earlier entry's facts were wrong; these stand in its place.

    `entry` is its sequence number, `payload` the corrected event's payload.
    """

    entry: int
    kind: str
    payload: str


class Undone(Event, frozen=True, kw_only=True):
    """Earlier entries do not hold: the letter that carried their step never left.

    `entries` are their sequence numbers, the letter's own among them. The fold leaves
    them out; they stay readable.
    """

    letter: str
    entries: tuple[int, ...]


class VoidProposed(Event, frozen=True, kw_only=True):
    """One person says the case was logged in error."""

    by: str


class Voided(Event, frozen=True, kw_only=True):
    """A second person agreed: the case leaves every count and stays readable."""

    by: str


class MarkedDuplicate(Event, frozen=True, kw_only=True):
    """The same complaint was logged twice: this one leaves every count."""

    of: str
    by: str


class RegisterRowRead(Event, frozen=True, kw_only=True):
    """A row of a register file came in; its own columns are kept as words."""

    compensation_pence: int | None = None
    improvement: bool = False
    handlers: tuple[str, str] = ("", "")
    columns: tuple[str, ...] = ()
