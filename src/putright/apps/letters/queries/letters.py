"""Reads of letters: their versions, their kept bytes, their way to the reader."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Prefetch, QuerySet

from putright.apps.letters import files
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import (
    Dispatch,
    DispatchState,
    FileFormat,
    LetterDocument,
    LetterFile,
    LetterVersion,
    Route,
)
from putright.core.calendar import long_date
from putright.core.complaints.letters.compose import TITLES
from putright.core.complaints.letters.values import Letter, letter_from_bytes

NEEDS_A_PERSON = (
    DispatchState.MAY_HAVE_BEEN_SENT,
    DispatchState.FAILED,
    DispatchState.BOUNCED,
)
"""States that stay until a person decides."""


MAY_COME_BACK = (
    DispatchState.SENT,
    DispatchState.PRINTED,
    DispatchState.MAY_HAVE_BEEN_SENT,
)
MAY_GO_AGAIN = (
    DispatchState.BOUNCED,
    DispatchState.FAILED,
    DispatchState.MAY_HAVE_BEEN_SENT,
)
MAY_BE_CANCELLED = (
    DispatchState.WAITING,
    DispatchState.PRINTED,
    DispatchState.FAILED,
)
"""What a person may do to a letter on its way, by its state. One that was stopped does
not go again: the step it carried was undone, and is taken anew with a new letter."""


@dataclass(frozen=True)
class LetterRecord:
    """A letter as other apps see it: coded fields only."""

    letter_id: int
    about: str
    kind: str
    stage: int | None
    person: str
    state: str
    latest_version: int
    created_at: dt.datetime
    created_by: str
    approved_by: str
    issued_on: dt.date | None
    issued_version: int | None
    erased: bool
    dispatch: "DispatchRecord | None"


@dataclass(frozen=True)
class DispatchRecord:
    """Where a letter's way to its reader stands."""

    dispatch_id: int
    letter_id: int
    about: str
    kind: str
    route: str
    state: str
    attempts: int
    waiting_since: dt.datetime
    sent_on: dt.date | None
    bounced_on: dt.date | None
    detail: str

    @property
    def state_name(self) -> str:
        """The state in words."""
        return DispatchState(self.state).label

    @property
    def route_name(self) -> str:
        """The route in words."""
        return Route(self.route).label

    @property
    def title(self) -> str:
        """What kind of letter it is, in words."""
        return next(
            (title for kind, title in TITLES.items() if kind == self.kind), self.kind
        )

    @property
    def sent_on_words(self) -> str:
        """The day it left, in words; blank where it has not."""
        return long_date(self.sent_on) if self.sent_on else ""

    @property
    def colour(self) -> str:
        """The colour of its state's tag."""
        return "red" if self.state in NEEDS_A_PERSON else "blue"

    @property
    def may_have_left(self) -> bool:
        """Whether nobody knows if it was sent."""
        return self.state == DispatchState.MAY_HAVE_BEEN_SENT

    @property
    def may_be_marked_sent(self) -> bool:
        """Whether a person may record the day it left."""
        by_hand = self.route == Route.HAND and self.state == DispatchState.WAITING
        return by_hand or self.state == DispatchState.PRINTED or self.may_have_left

    @property
    def may_come_back(self) -> bool:
        """Whether a person may record that it came back."""
        return self.state in MAY_COME_BACK

    @property
    def may_go_again(self) -> bool:
        """Whether a person may send it once more."""
        return self.state in MAY_GO_AGAIN

    @property
    def may_be_cancelled(self) -> bool:
        """Whether a person may stop it."""
        return self.state in MAY_BE_CANCELLED


@dataclass(frozen=True)
class VersionRecord:
    """One version: its letter, all its text, and who made it when."""

    number: int
    letter: Letter
    text: str
    edited: bool
    made_by: str
    made_at: dt.datetime
    note: str


@dataclass(frozen=True)
class KeptFile:
    """A letter's bytes on offer for download, under a name that names nobody."""

    name: str
    content_type: str
    content: bytes


CONTENT_TYPES = {
    FileFormat.HTML: "text/html; charset=utf-8",
    FileFormat.PDF: "application/pdf",
    FileFormat.WORD: "application/vnd.openxmlformats-officedocument."
    "wordprocessingml.document",
}


def letter(letter_id: int) -> LetterRecord:
    """Give one letter. Raises LetterRefusedError where there is none."""
    return _record(document(letter_id))


def may_have_left_before(dispatch_id: int) -> bool:
    """Whether an earlier try to send the same letter may have reached its reader.

    Only one that surely failed did not: an earlier one was stopped only where a person
    sent on what may have been sent.
    """
    one = Dispatch.objects.get(pk=dispatch_id)
    before = Dispatch.objects.filter(document=one.document_id, pk__lt=dispatch_id)
    return before.exclude(state=DispatchState.FAILED).exists()


def letters_about(about: str) -> tuple[LetterRecord, ...]:
    """Give the letters of a case, oldest first."""
    found = LetterDocument.objects.filter(about=about)
    return tuple(_record(row) for row in _with_parts(found))


def version(letter_id: int, number: int | None = None) -> VersionRecord:
    """Give one version, the latest where no number is given."""
    row = version_row(letter_id, number)
    return VersionRecord(
        number=row.number,
        letter=letter_from_bytes(bytes(row.content)),
        text=row.text,
        edited=row.edited,
        made_by=row.made_by,
        made_at=row.made_at,
        note=row.note,
    )


def versions(letter_id: int) -> tuple[VersionRecord, ...]:
    """Give every version of a letter, first to last."""
    numbers = LetterVersion.objects.filter(document=letter_id).values_list(
        "number", flat=True
    )
    return tuple(version(letter_id, number) for number in numbers)


def kept_file(letter_id: int, format_: str, number: int | None = None) -> KeptFile:
    """Give kept bytes: the issued ones, or those of a version that was uploaded.

    Raises LetterRefusedError where none are kept, FileGoneError where they are lost.
    """
    row = document(letter_id)
    rows = LetterFile.objects.filter(document=row, format=format_)
    wanted = number if number is not None else row.issued_version or 0
    found = rows.filter(version=wanted, erased_at__isnull=True).first()
    if found is None:
        raise LetterRefusedError(
            f"No {format_} file of letter {letter_id} is kept. "
            "It was never made, or its words were erased."
        )
    kind = FileFormat(format_)
    name = f"letter-{letter_id:06d}.{kind.value}"
    return KeptFile(name, CONTENT_TYPES[kind], files.read(found.sha256))


def needing_a_person() -> tuple[DispatchRecord, ...]:
    """Give dispatches on which a person has to decide, oldest first."""
    return dispatches(NEEDS_A_PERSON)


def to_be_posted() -> tuple[DispatchRecord, ...]:
    """Give letters in the print folder or to be handed over, oldest first."""
    printed = dispatches((DispatchState.PRINTED,))
    by_hand = Dispatch.objects.filter(route="hand", state=DispatchState.WAITING)
    return (*printed, *_records(by_hand))


def waiting() -> tuple[DispatchRecord, ...]:
    """Give letters that wait to be emailed or printed, oldest first."""
    states = (DispatchState.WAITING, DispatchState.CLAIMED)
    return _records(Dispatch.objects.filter(state__in=states).exclude(route="hand"))


def left_on_another_day(since: dt.date) -> tuple[DispatchRecord, ...]:
    """Give letters that left on another day than they were issued, since a day."""
    rows = Dispatch.objects.filter(state=DispatchState.SENT, sent_on__gte=since)
    return _records(rows.exclude(sent_on=F("document__issued_on")))


def dispatches(states: Sequence[str]) -> tuple[DispatchRecord, ...]:
    """Give the dispatches in these states that no later one of its letter replaced."""
    rows = Dispatch.objects.filter(state__in=states)
    tries = Dispatch.objects.filter(document__in=rows.values("document"))
    newest = dict(tries.values_list("document", "id"))
    return tuple(
        record
        for record in _records(rows)
        if newest[record.letter_id] == record.dispatch_id
    )


def dispatch(dispatch_id: int) -> DispatchRecord:
    """Give one dispatch. Raises LetterRefusedError where there is none."""
    found = _records(Dispatch.objects.filter(pk=dispatch_id))
    if not found:
        raise LetterRefusedError(f"There is no dispatch {dispatch_id}.")
    return found[0]


def bounces() -> tuple[DispatchRecord, ...]:
    """Give every dispatch that came back, also where it was sent again since."""
    return _records(Dispatch.objects.filter(state=DispatchState.BOUNCED))


def document(letter_id: int) -> LetterDocument:
    """Give a letter's row. Raises LetterRefusedError where there is none."""
    found = _with_parts(LetterDocument.objects.filter(pk=letter_id)).first()
    if found is None:
        raise LetterRefusedError(f"There is no letter {letter_id}.")
    return found


def version_row(letter_id: int, number: int | None = None) -> LetterVersion:
    """Give a version's row, the latest where no number is given."""
    rows = LetterVersion.objects.filter(document=letter_id).order_by("-number")
    found = (rows if number is None else rows.filter(number=number)).first()
    if found is None:
        raise LetterRefusedError(
            f"Letter {letter_id} has no such version, or its words were erased."
        )
    return found


def _with_parts(rows: QuerySet[LetterDocument]) -> QuerySet[LetterDocument]:
    numbers = LetterVersion.objects.only("document", "number")
    return rows.prefetch_related(Prefetch("versions", numbers), "dispatches")


def _record(row: LetterDocument) -> LetterRecord:
    numbers = [found.number for found in row.versions.all()]
    tries = list(row.dispatches.all())
    return LetterRecord(
        letter_id=row.pk,
        about=row.about,
        kind=row.kind,
        stage=row.stage,
        person=row.person,
        state=row.state,
        latest_version=max(numbers, default=0),
        created_at=row.created_at,
        created_by=row.created_by,
        approved_by=row.approved_by,
        issued_on=row.issued_on,
        issued_version=row.issued_version,
        erased=row.erased_at is not None,
        dispatch=_dispatch(tries[-1], row) if tries else None,
    )


def _records(rows: QuerySet[Dispatch]) -> tuple[DispatchRecord, ...]:
    return tuple(
        _dispatch(row, row.document) for row in rows.select_related("document")
    )


def _dispatch(row: Dispatch, about: LetterDocument) -> DispatchRecord:
    return DispatchRecord(
        dispatch_id=row.pk,
        letter_id=about.pk,
        about=about.about,
        kind=about.kind,
        route=row.route,
        state=row.state,
        attempts=row.attempts,
        waiting_since=row.created_at,
        sent_on=row.sent_on,
        bounced_on=row.bounced_on,
        detail=row.detail,
    )


def sent_file(letter_id: int) -> LetterFile:
    """Give the row of the bytes that are sent: the PDF, or the edited Word file."""
    row = document(letter_id)
    number = row.issued_version or 0
    edited = version_row(letter_id, number).edited
    format_ = FileFormat.WORD if edited else FileFormat.PDF
    return LetterFile.objects.get(document=row, version=number, format=format_)
