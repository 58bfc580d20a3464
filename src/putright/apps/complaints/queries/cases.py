"""One case: its row, its entries, and who may see it."""

import datetime
from collections.abc import Collection
from datetime import date
from typing import Any

import msgspec
from django.db.models import Q, QuerySet

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.models import User
from putright.apps.accounts.permissions import Capability, reach
from putright.apps.complaints.models import CaseRow, Entry, NamedPerson
from putright.core.complaints import journal
from putright.core.complaints.case import Case
from putright.core.complaints.events import Event, Mended, Undone
from putright.core.complaints.fold import fold


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """An entry read back: the event, and who wrote it down and when."""

    sequence: int
    event: Event
    who: str
    recorded_at: str
    happened_at: str
    erased: bool
    mended: bool = False
    undone: bool = False


class OpenCase(msgspec.Struct, frozen=True, kw_only=True):
    """A case opened: its row's number, its entries and what they fold to."""

    number: int
    case: Case
    entries: tuple[Recorded, ...]


def identity(user: User) -> str:
    """Give a member of staff as the journal names them: `u12`."""
    return f"u{user.pk}"


def named_on(user: User) -> QuerySet[NamedPerson, Any]:
    """Give the numbers of the restricted cases that a person is named on.

    To limit cases by: joined to them, each row of a list would be looked up.
    """
    return NamedPerson.objects.filter(user=identity(user)).values("case")


def visible_to(
    user: User, day: date, capability: Capability = "see_cases"
) -> QuerySet[CaseRow]:
    """Give the cases a person may see on a day, by role and by name.

    A restricted case is seen only by those named on it, whatever their role.
    """
    found = reach(user, capability, on=day)
    rows = CaseRow.objects.filter(Q(restricted=False) | Q(pk__in=named_on(user)))
    if found.everything:
        return rows
    if not found:
        return rows.none()
    teams = accounts.names_of_teams(found.teams)
    return rows.filter(
        Q(team__in=teams)
        | Q(body__in=found.bodies)
        | Q(pk__in=CaseRow.objects.filter(stages__teams__team__in=teams))
    )


def hidden_from(
    user: User, day: date, references: Collection[str], capability: Capability
) -> frozenset[str]:
    """Give those of some references whose case is not this person's to see so.

    `capability` is what they want with it. For apps below this one: the settings name
    this function to them.
    """
    there = CaseRow.objects.filter(reference__in=references)
    seen = visible_to(user, day, capability).filter(reference__in=references)
    found = set(there.values_list("reference", flat=True))
    return frozenset(found.difference(seen.values_list("reference", flat=True)))


def find(reference: str) -> CaseRow | None:
    """Give a case's row by its reference."""
    return CaseRow.objects.filter(reference=reference).first()


def open_case(row: CaseRow) -> OpenCase:
    """Read a case's journal and fold it."""
    entries = read_entries(row)
    case = fold([entry.event for entry in entries], row.reference)
    return OpenCase(number=row.pk, case=case, entries=entries)


def read_entries(row: CaseRow) -> tuple[Recorded, ...]:
    """Read a case's entries with their words, in their order."""
    rows = Entry.objects.filter(case=row).select_related("words").order_by("sequence")
    read = [_recorded(entry) for entry in rows]
    mended = {r.event.entry for r in read if isinstance(r.event, Mended)}
    undone = {n for r in read if isinstance(r.event, Undone) for n in r.event.entries}
    return tuple(
        msgspec.structs.replace(
            r, mended=r.sequence in mended, undone=r.sequence in undone
        )
        for r in read
    )


def _recorded(entry: Entry) -> Recorded:
    words = getattr(entry, "words", None)
    data = bytes(words.data) if words else b""
    event = journal.event_from(
        entry.kind, entry.payload.encode(), journal.words_from(data)
    )
    return Recorded(
        sequence=entry.sequence,
        event=event,
        who=entry.who,
        recorded_at=entry.recorded_at.isoformat(),
        happened_at=entry.happened_at,
        erased=bool(entry.words_hash) and words is None,
    )


def journal_time(moment: datetime.datetime) -> str:
    """Give a moment as the journal writes it: UTC, to the microsecond."""
    utc = moment.astimezone(datetime.UTC)
    return utc.isoformat(timespec="microseconds")
