"""What other rooms are told of a person: values, never rows."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Channel = Literal["email", "post"]
NoticeKind = Literal[
    "safe_contact",
    "do_not_write",
    "adjustment",
    "format",
    "language",
    "representative",
    "restriction",
]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as known on a day. `version` is the row of facts that says so."""

    id: int
    version: int
    reference: str
    name: str
    email: str
    telephone: str
    preferred_contact: str
    safe_contact: str
    do_not_write: bool
    language: str
    format: str


@dataclass(frozen=True, slots=True)
class RepresentativeView:
    """Someone who may speak for a person on a day."""

    id: int
    name: str
    contact: str
    scope: str
    authority: str
    starts_on: dt.date
    expires_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ResidencyView:
    """A person at a home, from a day until a day; no home for an applicant."""

    id: int
    home_id: int | None
    home: str
    address: str
    tenure: str
    starts_on: dt.date | None
    ends_on: dt.date | None


@dataclass(frozen=True, slots=True)
class LetterRecipient:
    """How one person may be written to on a day.

    `channels` are the ways that are allowed, the wished one first: none where a safe
    contact names no address that a letter can be sent to, and then a person does what
    `safe_contact` says. Where there is a safe contact, `address` and `email` hold only
    what it allows. `address` is the lines of an envelope, the postcode last.
    """

    person: str
    name: str
    address: tuple[str, ...]
    email: str
    channels: tuple[Channel, ...]
    do_not_write: bool
    safe_contact: str
    language: str
    format: str
    representative: RepresentativeView | None

    def allows(self, channel: str) -> bool:
        """Give whether a letter may go to this person by `email` or by `post`."""
        return channel in self.channels


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to show wherever a person matters. `overdue`: its review is late."""

    kind: NoticeKind
    text: str
    overdue: bool = False
