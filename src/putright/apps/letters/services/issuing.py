"""Issuing: the bytes are frozen, hashed and kept, and the letter is queued to leave.

Rendering is done before the transaction, so that no lock is held while a PDF is made.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from django.db import transaction

from putright.apps.letters import files, queries
from putright.apps.letters.errors import LetterRefusedError
from putright.apps.letters.models import (
    Dispatch,
    FileFormat,
    LetterDocument,
    LetterFile,
    LetterState,
    LetterVersion,
    Route,
)
from putright.apps.letters.rendering.page import page_of
from putright.apps.letters.rendering.pdf import PdfError, pdf_of
from putright.apps.letters.rendering.word import word_of
from putright.apps.letters.services.drafting import OPEN, locked
from putright.core.calendar import long_date
from putright.core.complaints.letters.remark import Remark, missing_from
from putright.core.complaints.letters.values import (
    Letter,
    Recipient,
    letter_to_bytes,
    plain_text,
)


@dataclass(frozen=True)
class Prepared:
    """A version rendered in every format, ready to be frozen on a day."""

    letter_id: int
    version: int
    on: dt.date
    letter: Letter
    text: str
    edited: bool
    bytes_by_format: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Issued:
    """What was frozen. `sha256` is of the bytes that are sent: the PDF, or the Word
    file where the letter was edited in Word. `dispatch_id` is its place in the queue.
    """

    letter_id: int
    kind: str
    version: int
    sha256: str
    dispatch_id: int


def prepare(*, letter_id: int, on: dt.date) -> Prepared:
    """Render the latest version as it will leave on a day: HTML, PDF and Word.

    A letter composed here is dated that day. One edited in Word has to carry the
    date in its text, and its uploaded bytes are its Word file. Writes nothing.
    """
    made = queries.version(letter_id)
    letter = msgspec.structs.replace(made.letter, on=on)
    if made.edited:
        if long_date(on) not in made.text:
            raise LetterRefusedError(
                f"The Word letter does not carry the date {long_date(on)}. Change its "
                "date, and upload it again."
            )
        word = queries.kept_file(letter_id, FileFormat.WORD, made.number).content
        pdf = _pdf_beside_word(letter)
    else:
        word, pdf = word_of(letter), pdf_of(letter)
    return Prepared(
        letter_id=letter_id,
        version=made.number,
        on=on,
        letter=letter,
        text=made.text if made.edited else plain_text(letter),
        edited=made.edited,
        bytes_by_format=(
            (FileFormat.HTML, page_of(letter)),
            (FileFormat.WORD, word),
            *(((FileFormat.PDF, pdf),) if pdf else ()),
        ),
    )


def _pdf_beside_word(letter: Letter) -> bytes:
    """Make a PDF of a letter that is sent as Word; none where it can't be shown.

    A letter that someone translated may hold letters the PDF's typeface lacks.
    """
    try:
        return pdf_of(letter)
    except PdfError:
        return b""


def issue(
    *,
    letter_id: int,
    route: str,
    remarks: Iterable[Remark],
    by: str,
    now: dt.datetime,
    on: dt.date,
    must_be_approved: bool = False,
    prepared: Prepared | None = None,
) -> Issued:
    """Freeze a letter and queue it to leave by a route, in one transaction.

    `remarks` are the checker's, on this very version: any that says something is
    missing refuses the letter. `prepared` is what `prepare` gave for this day; give
    it where issuing is part of a larger transaction. Raises LetterRefusedError, and
    then nothing was queued.
    """
    held = missing_from(tuple(remarks))
    if held:
        reasons = " ".join(f"{remark.says} {remark.do}" for remark in held)
        raise LetterRefusedError(f"The letter can't be issued yet. {reasons}")
    ready = prepared or prepare(letter_id=letter_id, on=on)
    refuse_route(route, ready.letter.recipient)
    kept = _kept(ready)
    with transaction.atomic():
        states = (LetterState.APPROVED,) if must_be_approved else OPEN
        row = locked(letter_id, *states)
        _refuse_stale(ready, letter_id, on)
        version = _dated_version(row, ready, by=by, now=now)
        for format_, sha256, size in kept:
            LetterFile.objects.get_or_create(
                document=row,
                version=version,
                format=format_,
                defaults={"sha256": sha256, "size": size, "kept_at": now},
            )
        return _queue(row, version, route, by=by, now=now, on=on)


def _kept(ready: Prepared) -> list[tuple[str, str, int]]:
    """Keep the bytes; give each one's format, SHA-256 and size."""
    try:
        return [
            (format_, files.keep(content), len(content))
            for format_, content in ready.bytes_by_format
        ]
    except files.StoreAwayError as away:
        problem = f"The letter was not issued, and nothing was recorded. {away}"
        raise LetterRefusedError(problem) from away


def refuse_route(route: str, recipient: Recipient) -> None:
    """Raise LetterRefusedError where a letter may not, or can't, leave this way."""
    if route not in Route.values:
        raise LetterRefusedError(
            f"“{route}” is no way to send a letter. Use {', '.join(Route.values)}."
        )
    if route == Route.POST and recipient.do_not_write:
        raise LetterRefusedError(
            "Nothing may be posted to this person's address. Send the letter another "
            "way that was agreed."
        )
    if route == Route.POST and not any(recipient.address_lines):
        raise LetterRefusedError("There is no address to post this letter to.")
    if route == Route.EMAIL and "@" not in recipient.email:
        raise LetterRefusedError("There is no email address to send this letter to.")


def _refuse_stale(ready: Prepared, letter_id: int, on: dt.date) -> None:
    latest = queries.version_row(letter_id).number
    if (ready.letter_id, ready.version, ready.on) != (letter_id, latest, on):
        raise LetterRefusedError(
            "The letter was changed while it was being issued. Look at it again, then "
            "issue it."
        )


def _dated_version(
    row: LetterDocument, ready: Prepared, *, by: str, now: dt.datetime
) -> int:
    """Keep what leaves as a version of its own where the day changed its date."""
    content = letter_to_bytes(ready.letter)
    last = queries.version_row(row.pk, ready.version)
    if ready.edited or bytes(last.content) == content:
        return ready.version
    LetterVersion.objects.create(
        document=row,
        number=ready.version + 1,
        content=content,
        text=ready.text,
        made_by=by,
        made_at=now,
        note="Dated the day it was issued.",
    )
    return ready.version + 1


def _queue(
    row: LetterDocument,
    version: int,
    route: str,
    *,
    by: str,
    now: dt.datetime,
    on: dt.date,
) -> Issued:
    row.state = LetterState.ISSUED
    row.issued_version, row.issued_on = version, on
    row.issued_at, row.issued_by = now, by
    row.save()
    dispatch = Dispatch.objects.create(
        document=row, route=route, created_at=now, created_by=by, not_before=now
    )
    return Issued(
        letter_id=row.pk,
        kind=row.kind,
        version=version,
        sha256=queries.sent_file(row.pk).sha256,
        dispatch_id=dispatch.pk,
    )
