"""What a case's bundle holds: its index in date order, its timeline, its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TypedDict

from django.core.exceptions import ObjectDoesNotExist

from putright.apps.accounts import queries as accounts
from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.queries.case_page import (
    EntryShown,
    files,
    names_of,
    people,
    timeline,
)
from putright.apps.complaints.queries.cases import open_case
from putright.apps.complaints.queries.context import current_context
from putright.apps.complaints.queries.proofs import StageProof, proofs
from putright.apps.complaints.queries.words import KINDS, state_of
from putright.apps.complaints.services import evidence
from putright.apps.letters import files as letter_files
from putright.apps.letters import queries as letters
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.stored import ALTERED, Stored
from putright.core.calendar import long_date
from putright.core.complaints import events as e


@dataclass(frozen=True)
class Item:
    """One document of a bundle: its number, day, what it is, and its bytes.

    `missing` says why the bytes can't be had; `read` then gives none. `altered` says
    that they are not those that were stored: they are given, and marked.
    """

    number: int
    on: date
    what: str
    file: str
    content_type: str
    sha256: str
    read: Callable[[], bytes]
    missing: str = ""
    altered: str = ""


@dataclass(frozen=True)
class Bundle:
    """One case for the Ombudsman: everything on its record, in date order."""

    reference: str
    landlord: str
    prepared_at: datetime
    rows: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    entries: tuple[EntryShown, ...]
    proofs: tuple[StageProof, ...]
    head: str


def bundle_of(
    row: CaseRow, now: datetime, today: date, not_shown: Mapping[str, str]
) -> Bundle:
    """Gather a case's bundle. Files are read only as they are put in."""
    journal = open_case(row)
    names, context = names_of(journal), current_context()
    names.known |= not_shown
    case = journal.case
    who = people(case, today, names.people)
    rows = (
        ("Reference", row.reference),
        ("Kind", KINDS.get(case.kind, case.kind)),
        ("Resident", who.name or case.person),
        ("Home", who.address or case.home),
        ("Received", long_date(case.received_on)),
        ("Where it stands", state_of(case.state).text),
        ("Code", context.edition_of(case.edition).title),
        ("Subject", case.subject),
    )
    dated = sorted([*_letters(row), *_files(row)], key=lambda item: item.on)
    return Bundle(
        reference=row.reference,
        landlord=accounts.landlord().name,
        prepared_at=now,
        rows=tuple((key, value) for key, value in rows if value),
        items=tuple(_numbered(item, n) for n, item in enumerate(dated, 1)),
        entries=tuple(reversed(timeline(journal, names))),
        proofs=proofs(case, context),
        head=row.head,
    )


def _numbered(item: Item, number: int) -> Item:
    return Item(
        number=number,
        on=item.on,
        what=item.what,
        file=f"{number:03d}-{item.file}",
        content_type=item.content_type,
        sha256=item.sha256,
        read=item.read,
        missing=item.missing,
        altered=item.altered,
    )


def _files(row: CaseRow) -> list[Item]:
    """Give the evidence, each on the day its entry says."""
    days = {
        entry.event.file: (entry.event.on, entry.event.words.get("name", ""))
        for entry in open_case(row).entries
        if isinstance(entry.event, e.EvidenceAdded)
    }
    items = []
    for file in files(row):
        on, name = days.get(file.sha256, (file.added_at.date(), ""))
        items.append(
            Item(
                number=0,
                on=on,
                what=f"File: {name or file.name}",
                file=f"file{evidence.KNOWN.get(file.content_type, '')}",
                content_type=file.content_type,
                sha256=file.sha256,
                read=partial(evidence.STORED.raw, file.sha256),
                **_state(evidence.STORED, file.sha256),
            )
        )
    return items


def _letters(row: CaseRow) -> list[Item]:
    """Give the letters as they were sent."""
    items = []
    for record in letters.letters_about(row.reference):
        if record.issued_on is None:
            continue
        what = f"Letter: {record.kind.replace('_', ' ')}"
        try:
            sent = letters.sent_file(record.letter_id)
        except (LetterRefusedError, ObjectDoesNotExist) as problem:
            items.append(_absent(record.issued_on, what, str(problem)))
            continue
        items.append(
            Item(
                number=0,
                on=record.issued_on,
                what=what,
                file=f"letter.{sent.format}",
                content_type=letters.content_type(sent.format),
                sha256=sent.sha256,
                read=partial(letter_files.STORED.raw, sent.sha256),
                **_state(letter_files.STORED, sent.sha256),
            )
        )
    return items


class _State(TypedDict, total=False):
    missing: str
    altered: str


def _state(stored: Stored, sha256: str) -> _State:
    """Say how a stored file is: there as it was stored, altered, or not to be had."""
    wrong = stored.amiss(sha256)
    if wrong == ALTERED:
        return {"altered": "Altered since it was stored"}
    return {"missing": f"This file {wrong}"} if wrong else {}


def _absent(on: date, what: str, why: str) -> Item:
    return Item(
        number=0,
        on=on,
        what=what,
        file="letter",
        content_type="",
        sha256="",
        read=bytes,
        missing=why,
    )
