"""What is told beside a case as it stands: entries, letters, files, what was done."""

import datetime
from typing import Any

from ninja import Schema


class EntryTold(Schema):
    """One entry of the journal. `facts` are its codes, dates and references."""

    sequence: int
    kind: str
    on: datetime.date
    at: str
    recorded_at: datetime.datetime
    who: str
    facts: dict[str, Any]
    words: dict[str, str] | None
    erased: bool
    mended: bool
    undone: bool


class Entries(Schema):
    """A case's entries in their order, from after the one asked for."""

    reference: str
    entries: list[EntryTold]


class LetterTold(Schema):
    """A letter written here, or one written elsewhere whose file is with the case.

    Of the former `letter` is the number, of the latter `file` the file's hash.
    """

    letter: int | None
    file: str | None
    kind: str
    stage: int | None
    state: str
    issued_on: datetime.date | None
    sent_on: datetime.date | None
    route: str
    erased: bool


class Letters(Schema):
    """A case's letters."""

    reference: str
    letters: list[LetterTold]


class FileTold(Schema):
    """A file with a case. Its name is somebody's words."""

    sha256: str
    name: str | None
    content_type: str
    size: int
    added_at: datetime.datetime


class Files(Schema):
    """A case's files."""

    reference: str
    files: list[FileTold]


class Recorded(Schema):
    """What came of a step: how the case stands, and how many entries it has now.

    `opened` are complaints that the step opened. `warnings` are the landlord's own
    limits, and what to see to at once.
    """

    reference: str
    state: str
    entries: int
    opened: list[str] = []
    warnings: list[str] = []


class Logged(Schema):
    """A contact logged. `again`: the same was logged already, and is this one."""

    reference: str
    state: str
    entries: int
    again: bool
    warnings: list[str] = []


class Written(Schema):
    """A letter written as a draft: it waits for people, and nothing is recorded."""

    reference: str
    letter: int


class Added(Schema):
    """A file put with a case."""

    reference: str
    entries: int
    sha256: str


class Colleague(Schema):
    """Somebody at work here today, as steps name them."""

    id: str
    name: str


class Me(Schema):
    """Whose token this is, and what it may do until when."""

    id: str
    name: str
    scopes: list[str]
    expires_on: datetime.date
    colleagues: list[Colleague]
