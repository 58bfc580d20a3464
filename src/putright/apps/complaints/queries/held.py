"""What cases hold on a person: words, files and days, for giving to them."""

from collections.abc import Collection
from datetime import date

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from putright.apps.accounts.models import User
from putright.apps.complaints.models import (
    AffectedPerson,
    CaseRow,
    CaseText,
    Entry,
    EvidenceFile,
    ExtraCell,
)
from putright.apps.complaints.queries.cases import visible_to
from putright.apps.complaints.queries.words import KINDS, state_of, words_of
from putright.core.complaints import journal
from putright.core.complaints.events import RepresentativeNamed
from putright.core.complaints.sentences import title

SPEAKS = journal.kind_of(RepresentativeNamed)


class Said(msgspec.Struct, frozen=True):
    """A text of a case: its key in it, a heading, and the words."""

    key: str
    heading: str
    text: str


def cases_of(person: str, user: User, day: date) -> QuerySet[CaseRow]:
    """Give the cases about a person that a user may see, in the order they came.

    Those they raised, those that affect them, and those in which they may speak for
    somebody. A restricted case is given to those named on it, as everywhere.
    """
    affected = AffectedPerson.objects.filter(case=OuterRef("pk"), person=person)
    named = f'"person":{journal.canonical(person).decode()}'
    speaks = Entry.objects.filter(kind=SPEAKS, payload__contains=named)
    rows = visible_to(user, day).filter(
        Q(person=person) | Q(Exists(affected)) | Q(pk__in=speaks.values("case"))
    )
    return CaseRow.objects.filter(pk__in=rows.values("pk")).order_by("pk")


def said_in(rows: Collection[CaseRow]) -> dict[int, list[Said]]:
    """Give every text of some cases, in three reads, by the case's number."""
    numbers = [row.pk for row in rows]
    found: dict[int, list[Said]] = {number: [] for number in numbers}
    for text in CaseText.objects.filter(case__in=numbers).exclude(subject=""):
        found[text.case_id].append(Said("subject", "Subject", text.subject))
    entries = Entry.objects.filter(case__in=numbers).select_related("words")
    for entry in entries.order_by("case_id", "sequence"):
        found[entry.case_id] += _of_entry(entry)
    for cell in ExtraCell.objects.filter(case__in=numbers).order_by("pk"):
        key = f"column-{cell.pk}"
        found[cell.case_id].append(Said(key, f"Register: {cell.name}", cell.value))
    return found


def _of_entry(entry: Entry) -> list[Said]:
    words = getattr(entry, "words", None)
    if words is None:
        return []
    read = journal.words_from(bytes(words.data))
    event = journal.event_from(entry.kind, entry.payload.encode(), read)
    day = f"{entry.happened_on.day} {entry.happened_on:%B %Y}"
    return [
        Said(
            f"{entry.sequence}-{name}", f"{title(event)}, {day}: {words_of(name)}", text
        )
        for name, text in read.items()
        if text
    ]


def files_in(rows: Collection[CaseRow]) -> dict[int, list[EvidenceFile]]:
    """Give the files of some cases in one read, by the case's number."""
    found: dict[int, list[EvidenceFile]] = {row.pk: [] for row in rows}
    for file in EvidenceFile.objects.filter(case__in=found).order_by("pk"):
        found[file.case_id].append(file)
    return found


def title_of(row: CaseRow, person: str) -> str:
    """Give a case in a line: what it is, where it stands, when it came, and whether
    it is somebody else's."""
    kind, state = KINDS.get(row.kind, row.kind), state_of(row.state).text.lower()
    day = f"{row.received_on.day} {row.received_on:%B %Y}"
    whose = "" if row.person == person else ", raised by someone else"
    return f"{kind} {row.reference}, {state}, received {day}{whose}"
