"""A letter before it leaves: drafts, versions, review, approval."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import transaction

from putright.apps.letters import files, queries
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import (
    FileFormat,
    LetterDocument,
    LetterFile,
    LetterState,
    LetterVersion,
)
from putright.apps.letters.rendering.word_reading import (
    UploadRefusedError,
    read_word,
)
from putright.core.complaints.letters.values import (
    Letter,
    letter_from_bytes,
    letter_to_bytes,
    plain_text,
)

OPEN = (LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.APPROVED)


@transaction.atomic
def draft(
    *,
    letter: Letter,
    about: str,
    by: str,
    now: dt.datetime,
    stage: int | None = None,
    person: str = "",
    note: str = "",
) -> int:
    """Keep a new letter as a draft with its first version; give its number.

    `about` is the case's reference and `person` the reader's, never a name. The
    Message-ID that an email of it will carry is fixed now and never changes.
    """
    row = LetterDocument.objects.create(
        about=about,
        kind=letter.kind,
        stage=stage,
        person=person,
        message_id=new_message_id(),
        created_at=now,
        created_by=by,
    )
    _add_version(row, letter, by=by, now=now, note=note)
    return row.pk


@transaction.atomic
def new_version(
    *, letter_id: int, letter: Letter, by: str, now: dt.datetime, note: str = ""
) -> int:
    """Add a version; give its number. A letter in review or approved is a draft again.

    Raises LetterRefusedError once the letter has been issued or withdrawn.
    """
    row = locked(letter_id, *OPEN)
    _back_to_draft(row)
    return _add_version(row, letter, by=by, now=now, note=note)


@transaction.atomic
def upload_edited_word(
    *, letter_id: int, content: bytes, by: str, now: dt.datetime, note: str = ""
) -> int:
    """Take a Word letter that someone edited as the next version; give its number.

    The bytes are kept as they came and are what will be sent. Raises
    LetterRefusedError where the file is no plain Word document.
    """
    row = locked(letter_id, *OPEN)
    before = letter_from_bytes(bytes(queries.version_row(letter_id).content))
    try:
        read = read_word(content, before)
    except UploadRefusedError as problem:
        raise LetterRefusedError(str(problem)) from problem
    _back_to_draft(row)
    number = _add_version(
        row, read.letter, by=by, now=now, note=note, edited_text=read.text
    )
    LetterFile.objects.create(
        document=row,
        version=number,
        format=FileFormat.WORD,
        sha256=files.keep(content),
        size=len(content),
        kept_at=now,
    )
    return number


@transaction.atomic
def submit_for_review(*, letter_id: int, by: str, now: dt.datetime) -> None:
    """Ask someone else to look at a draft."""
    row = locked(letter_id, LetterState.DRAFT)
    row.state = LetterState.IN_REVIEW
    row.save(update_fields=["state"])


@transaction.atomic
def send_back(*, letter_id: int, by: str, now: dt.datetime) -> None:
    """Return a letter from review to its drafter."""
    _back_to_draft(locked(letter_id, LetterState.IN_REVIEW, LetterState.APPROVED))


@transaction.atomic
def approve(*, letter_id: int, by: str, now: dt.datetime, two_people: bool) -> None:
    """Approve the latest version.

    With `two_people` whoever made any version of it may not approve it: raises
    LetterRefusedError.
    """
    row = locked(letter_id, LetterState.DRAFT, LetterState.IN_REVIEW)
    writers = {row.created_by, *row.versions.values_list("made_by", flat=True)}
    if two_people and by in writers:
        raise LetterRefusedError(
            "You wrote this letter. Ask someone else to approve it."
        )
    row.state = LetterState.APPROVED
    row.approved_by, row.approved_at = by, now
    row.save(update_fields=["state", "approved_by", "approved_at"])


@transaction.atomic
def withdraw(*, letter_id: int, by: str, now: dt.datetime) -> None:
    """Put away a letter that will not be sent. Its versions stay readable."""
    row = locked(letter_id, *OPEN)
    row.state = LetterState.WITHDRAWN
    row.save(update_fields=["state"])


def locked(letter_id: int, *states: str) -> LetterDocument:
    """Lock a letter's row for this transaction, in one of these states."""
    row = LetterDocument.objects.select_for_update().filter(pk=letter_id).first()
    if row is None:
        raise LetterRefusedError(f"There is no letter {letter_id}.")
    if row.state not in states:
        label = LetterState(row.state).label.lower()
        raise LetterRefusedError(
            f"Letter {letter_id} is {label}, so this can't be done to it now."
        )
    return row


def new_message_id() -> str:
    """Make a Message-ID that says nothing of the case or its people."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return f"<{uuid.uuid4().hex}@{domain}>"


def _back_to_draft(row: LetterDocument) -> None:
    row.state = LetterState.DRAFT
    row.approved_by, row.approved_at = "", None
    row.save(update_fields=["state", "approved_by", "approved_at"])


def _add_version(
    row: LetterDocument,
    letter: Letter,
    *,
    by: str,
    now: dt.datetime,
    note: str,
    edited_text: str = "",
) -> int:
    last = row.versions.order_by("-number").values_list("number", flat=True).first()
    number = (last or 0) + 1
    LetterVersion.objects.create(
        document=row,
        number=number,
        content=letter_to_bytes(letter),
        text=edited_text or plain_text(letter),
        edited=bool(edited_text),
        made_by=by,
        made_at=now,
        note=note,
    )
    return number
