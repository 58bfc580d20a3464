"""A Word letter that someone edited: is it one, is it safe, and what does it say?

Judged by content, never by name. Macros, embedded objects and links to other files
are refused, and so are comments and tracked changes: a resident would see them.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

import msgspec
from docx import Document
from docx.document import Document as WordDocument
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph

from putright.apps.letters.rendering import shown
from putright.core.complaints.letters.values import (
    ActionsTable,
    Block,
    BulletList,
    Heading,
    Letter,
    Paragraph,
    Row,
    SummaryTable,
)

LARGEST = 5 * 1024 * 1024
"""The largest file taken, in bytes."""
LARGEST_OPENED = 50 * 1024 * 1024
"""The most that all its parts may come to once unpacked, in bytes."""
MOST_PARTS = 1000
MAIN_TYPE = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_FORBIDDEN_PART = re.compile(
    r"vbaProject|activeX|/embeddings/|oleObject", re.IGNORECASE
)
_TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)[ >]")


class UploadRefusedError(ValueError):
    """A file that can't be taken as an edited letter; the message says what to do."""


@dataclass(frozen=True)
class ReadLetter:
    """What an edited Word letter says: all its text, and the letter made from it."""

    text: str
    letter: Letter


def read_word(content: bytes, before: Letter) -> ReadLetter:
    """Read an edited letter, or raise UploadRefusedError.

    `before` is the letter that was edited: its reader, sender and kind stay; title
    and blocks are taken from the document.
    """
    refuse_unsafe(content)
    try:
        document = Document(io.BytesIO(content))
    except (KeyError, ValueError, AttributeError) as problem:
        raise UploadRefusedError(
            "Word could not have written this file. Save it again as a Word document "
            "(.docx), and upload that."
        ) from problem
    pieces = list(_pieces(document))
    text = "\n".join(line for piece in pieces for line in _piece_text(piece))
    if not text.strip():
        raise UploadRefusedError("There is no text in this letter. Check the file.")
    return ReadLetter(text, _letter(pieces, before))


def refuse_unsafe(content: bytes) -> None:
    """Raise UploadRefusedError where the bytes are no plain Word document."""
    if len(content) > LARGEST:
        raise UploadRefusedError(
            f"The file is larger than {LARGEST // 1024 // 1024} MB. Take out large "
            "pictures, and upload it again."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = _unpacked(package)
    except (zipfile.BadZipFile, RuntimeError, EOFError) as problem:
        # RuntimeError: a password, or a way of packing that zipfile does not know.
        raise UploadRefusedError(
            "This is not a Word document. Save the letter as .docx, and upload that."
        ) from problem
    _refuse_parts(parts)


def _unpacked(package: zipfile.ZipFile) -> dict[str, bytes]:
    """Unpack what is XML, never reading more than the limit, whatever it declares."""
    entries = package.infolist()
    if len(entries) > MOST_PARTS:
        raise UploadRefusedError("The file has too many parts to be a letter.")
    left, parts = LARGEST_OPENED, {}
    for entry in entries:
        with package.open(entry) as opened:
            data = opened.read(left + 1)
        left -= len(data)
        if left < 0:
            raise UploadRefusedError(
                "The file unpacks to far more than a letter holds. Save it again from "
                "Word, and upload that."
            )
        parts[entry.filename] = data
    return parts


def _refuse_parts(parts: dict[str, bytes]) -> None:
    types = parts.get("[Content_Types].xml", b"")
    if MAIN_TYPE not in types or "word/document.xml" not in parts:
        raise UploadRefusedError(
            "This is not a Word document (.docx), or it can hold macros. Save the "
            "letter as .docx, and upload that."
        )
    for name, data in parts.items():
        if _FORBIDDEN_PART.search(name):
            raise UploadRefusedError(
                "The document holds a macro or an embedded file. Take it out, and "
                "upload the letter again."
            )
        if name.endswith((".xml", ".rels")):
            _refuse_xml(name, data)
    if _TRACKED.search(parts["word/document.xml"]):
        raise UploadRefusedError(
            "The letter has tracked changes. Accept or reject them all, and upload it "
            "again."
        )
    if "word/comments.xml" in parts and b"<w:comment " in parts["word/comments.xml"]:
        raise UploadRefusedError(
            "The letter has comments. Delete them all, and upload it again."
        )


def _refuse_xml(name: str, data: bytes) -> None:
    """Refuse what declares a document type (entity bombs), or fetches from outside."""
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = _refuse_doctype
    if name.endswith(".rels"):
        reader.StartElementHandler = _refuse_outside
    try:
        reader.Parse(data, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as problem:
        raise UploadRefusedError(
            f"A part of the document can't be read ({name}). Save it again from Word."
        ) from problem


def _refuse_doctype(*_: object) -> None:
    raise UploadRefusedError(
        "A part of the document declares a document type, which Word never writes. "
        "Save it again from Word."
    )


def _refuse_outside(_element: str, found: dict[str, str]) -> None:
    outside = found.get("TargetMode") == "External"
    if outside and not found.get("Type", "").endswith("/hyperlink"):
        raise UploadRefusedError(
            "The document fetches something from another file or site (a linked "
            "picture or template). Take it out, and upload the letter again."
        )


Piece = WordParagraph | Table


def _pieces(document: WordDocument) -> Iterator[Piece]:
    yield from document.iter_inner_content()


def _piece_text(piece: Piece) -> tuple[str, ...]:
    if isinstance(piece, WordParagraph):
        return (piece.text,)
    return tuple(" ".join(cells) for cells in _rows(piece))


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    for row in table.rows:
        yield tuple(cell.text.strip() for cell in row.cells)


def _style(piece: Piece) -> str:
    if isinstance(piece, Table) or piece.style is None:
        return ""
    return piece.style.name or ""


def _letter(pieces: list[Piece], before: Letter) -> Letter:
    """Make the letter again from what stands between its title and its sign-off."""
    title, body = before.title, pieces
    for number, piece in enumerate(pieces):
        if isinstance(piece, WordParagraph) and _style(piece) in {"Heading 1", "Title"}:
            title, body = piece.text.strip() or title, pieces[number + 1 :]
            break
    blocks: list[Block] = []
    for piece in body:
        if isinstance(piece, WordParagraph) and piece.text.strip() == before.sign_off:
            break
        blocks += _blocks(piece, blocks)
    return msgspec.structs.replace(before, title=title, blocks=tuple(blocks))


def _blocks(piece: Piece, so_far: list[Block]) -> tuple[Block, ...]:
    if isinstance(piece, Table):
        return _table_blocks(piece)
    text = piece.text.strip()
    if not text:
        return ()
    style = _style(piece)
    if style.startswith("Heading"):
        return (Heading(text=text, level=2 if style.endswith("2") else 3),)
    if style.startswith("List"):
        last = so_far[-1] if so_far else None
        if isinstance(last, BulletList):
            so_far.pop()
            return (BulletList(items=(*last.items, text)),)
        return (BulletList(items=(text,)),)
    return (Paragraph(text=text),)


def _table_blocks(table: Table) -> tuple[Block, ...]:
    rows = tuple(_rows(table))
    actions = (shown.ACTION, shown.WHO, shown.WHEN)
    if rows and rows[0] == actions:
        return (ActionsTable(title="", rows=tuple((a, b, c) for a, b, c in rows[1:])),)
    if rows and all(len(row) == 2 for row in rows):
        body = rows[1:] if rows[0] == (shown.WHAT, shown.ANSWER) else rows
        return (SummaryTable(title="", rows=tuple(Row(a, b) for a, b in body)),)
    return tuple(Paragraph(text=" ".join(row)) for row in rows if any(row))
