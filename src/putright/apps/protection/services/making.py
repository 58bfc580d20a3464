"""A person's copy made: an index, the same as values, what was left out, the files."""

import zipfile
from datetime import date
from typing import IO

import msgspec
from django.template.loader import render_to_string

from putright.apps.accounts.queries import landlord
from putright.apps.complaints.services.evidence import KNOWN, STORED
from putright.apps.letters.errors import FileGoneError, StoreAwayError
from putright.apps.protection.queries.copies import REASONS, Marked, Seen
from putright.apps.protection.queries.held import Item, Opening, Part
from putright.apps.protection.queries.passages import BLANK, without
from putright.core.tabular import write_csv

GONE = "The file can’t be had: ask for it."


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it is given out: its words, or the name of its file in the copy."""

    heading: str
    text: str = ""
    file: str = ""
    left_out: str = ""


class GivenPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part as it is given out."""

    title: str
    items: list[Given]


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """All that a copy holds, as values."""

    landlord: str
    person: str
    made_on: date
    parts: list[GivenPart]
    equality_answers: list[tuple[str, str]]
    openings: list[Opening]


class Left(msgspec.Struct, frozen=True):
    """Something left out: where, what of it, and why."""

    part: str
    item: str
    what: str
    why: str


def make(
    out: IO[bytes],
    *,
    person: str,
    made_on: date,
    parts: list[Part],
    looked: dict[str, Seen],
    answers: list[tuple[str, str]],
    openings: list[Opening],
) -> int:
    """Write a copy as a ZIP; give how many texts and files have something left out.

    Files are read one at a time, and only those that are given out.
    """
    left: list[Left] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        given = [_part(archive, part, looked[part.code].marks, left) for part in parts]
        found = Copy(
            landlord=landlord().name,
            person=person,
            made_on=made_on,
            parts=given,
            equality_answers=answers,
            openings=openings,
        )
        archive.writestr("held.json", _json(found))
        archive.writestr("left-out.csv", _table(left))
        archive.writestr("index.html", _page(found, left))
    return len(left)


def _part(
    archive: zipfile.ZipFile, part: Part, marks: dict[str, Marked], left: list[Left]
) -> GivenPart:
    items = []
    # A file's name stands in the entry that added it too, and goes with the file.
    names = {i.heading: marks[i.key] for i in part.items if i.sha256 and i.key in marks}
    for item in part.items:
        mark = marks.get(item.key) or names.get(item.text)
        if mark is not None:
            left.append(_left(part, item, mark))
        items.append(_given(archive, item, mark))
    return GivenPart(title=part.title, items=items)


def _given(archive: zipfile.ZipFile, item: Item, mark: Marked | None) -> Given:
    why = REASONS[mark.reason] if mark else ""
    if item.sha256:
        heading = BLANK if mark else item.heading
        name = "" if mark else _put(archive, item)
        return Given(
            heading=heading,
            file=name,
            left_out=why or ("" if name else GONE),
        )
    if mark is not None and mark.whole:
        return Given(heading=item.heading, text=BLANK, left_out=why)
    text = without(item.text, mark.passages) if mark else item.text
    return Given(heading=item.heading, text=text, left_out=why)


def _put(archive: zipfile.ZipFile, item: Item) -> str:
    """Put a file in under a number: its own name may be anything. Empty where gone."""
    try:
        data = STORED.read(item.sha256)
    except StoreAwayError:
        raise
    except FileGoneError:
        return ""
    number = len(archive.namelist()) + 1
    name = f"files/{number:03}{KNOWN.get(item.content_type, '')}"
    archive.writestr(name, data)
    return name


def _left(part: Part, item: Item, mark: Marked) -> Left:
    if item.sha256:
        return Left(part.title, "A file", "The file", REASONS[mark.reason])
    many = len(mark.passages)
    what = "All of it" if mark.whole else f"{many} passage{'' if many == 1 else 's'}"
    return Left(part.title, item.heading, what, REASONS[mark.reason])


def _json(found: Copy) -> bytes:
    return msgspec.json.format(msgspec.json.encode(found), indent=1)


def _table(left: list[Left]) -> bytes:
    headings = ["Where", "Text or file", "What was left out", "Why"]
    return write_csv(headings, [[o.part, o.item, o.what, o.why] for o in left])


def _page(found: Copy, left: list[Left]) -> str:
    return render_to_string("protection/copy_file.html", {"copy": found, "left": left})
