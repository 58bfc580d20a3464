"""Steps on the file: contacts, evidence, promises, corrections."""

from datetime import date

from putright.core.complaints.steps.base import Step


class AddNote(Step, frozen=True, kw_only=True):
    """Put a note on the file."""

    note: str = ""


class AddEvidence(Step, frozen=True, kw_only=True):
    """Put a file with the case."""

    file: str = ""
    size: int = 0
    kind: str = "evidence"
    name: str = ""


class Contact(Step, frozen=True, kw_only=True):
    """Record a talk, call or message."""

    by: str = ""
    note: str = ""
    channel: str = ""


class RequestInformation(Step, frozen=True, kw_only=True):
    """Ask a team or contractor for something, by a date."""

    of: str = ""
    what: str = ""
    due_on: date | None = None


class ChaseInformation(Step, frozen=True, kw_only=True):
    """Chase such a request."""

    request: str = ""
    note: str = ""


class ReceiveInformation(Step, frozen=True, kw_only=True):
    """Record its answer."""

    request: str = ""
    note: str = ""


class AddAction(Step, frozen=True, kw_only=True):
    """Promise something more."""

    what: str = ""
    by_when: date | None = None
    owner: str = ""


class MoveAction(Step, frozen=True, kw_only=True):
    """Give a promise a new owner or date."""

    what: str = ""
    owner: str = ""
    by_when: date | None = None
    reason: str = ""


class CompleteAction(Step, frozen=True, kw_only=True):
    """Call a promise kept, with proof (7.3)."""

    what: str = ""
    proof: str = ""
    file: str = ""


class ApproveCompensation(Step, frozen=True, kw_only=True):
    """Approve a sum above the landlord's limit."""

    by: str = ""
    stage: int | None = None
    pence: int | None = None
    basis: str = ""


class Mend(Step, frozen=True, kw_only=True):
    """Correct an earlier entry's facts or words, and say why."""

    entry: int = 0
    kind: str = ""
    payload: str = ""
    words: dict[str, str] = {}
    reason: str = ""


class ProposeVoid(Step, frozen=True, kw_only=True):
    """Say that a case was logged in error."""

    by: str = ""
    reason: str = ""


class ConfirmVoid(Step, frozen=True, kw_only=True):
    """Agree, as a second person."""

    by: str = ""


class MarkDuplicate(Step, frozen=True, kw_only=True):
    """Say that the same complaint was logged twice."""

    of: str = ""
    by: str = ""
