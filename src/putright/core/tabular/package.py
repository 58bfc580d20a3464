"""A workbook's package made safe to open: sizes, entities, passwords, its first sheet.

A workbook is a zip of XML. Only the parts that the first sheet needs are unpacked,
checked, and packed anew without compression: what reads the workbook afterwards sees
these bytes and nothing else of the file.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import (  # type: ignore[import-untyped]  # it publishes no types
    DefusedXmlException,
)
from defusedxml.ElementTree import (  # type: ignore[import-untyped]  # it publishes no types
    fromstring,
)

from putright.core.tabular.table import TableError

MAX_PARTS = 5_000
MAX_UNPACKED = 600_000_000
"""Bytes of the parts that are read, together."""
MAX_RATIO = 250
"""Bytes unpacked for each byte packed, in a part of more than RATIO_FROM bytes."""
RATIO_FROM = 10_000_000
MAX_COLUMNS = 256
MAX_GRID = 40_000_000
"""Columns by rows up to the last cell of a sheet, used or not."""
ERROR_MARK = "\ue000"
"""Stands before the text of a cell that holds an error such as #N/A."""

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_ROOT = "_rels/.rels"
_BROKEN = "The workbook is damaged and cannot be read. Open it and save it again."
_UNSAFE = "The workbook was not opened, for safety: {}. Save its first sheet as CSV."
_LOCKED = "The workbook is protected by a password. Save it without one."
_OTHER = "This is not an .xlsx workbook. Save it again as .xlsx or CSV UTF-8."


@dataclass(frozen=True, slots=True)
class Package:
    """A package of only the parts that are needed, and its first sheet's name.

    `doubtful` says that a cell may hold an error or a zero byte: each is looked at.
    """

    data: bytes
    sheet: str
    doubtful: bool


def repack(name: str, data: bytes, sheet: str = "") -> Package:
    """Check a package and pack one sheet anew: that of this name, else the first.

    `name` is for messages. Raises TableError where the package is damaged, locked,
    unsafe or has no such sheet.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _repacked(package, sheet)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,  # a password, or a way of packing that zipfile does not know
        ParseError,
        DefusedXmlException,
        UnicodeDecodeError,
    ) as error:
        is_package = data.startswith(b"PK")
        raise TableError(0, "", name, _BROKEN if is_package else _OTHER) from error
    except TableError as error:
        raise TableError(error.line, error.column, name, error.why) from error


def _repacked(package: zipfile.ZipFile, wanted: str) -> Package:
    parts = _parts(package)
    book = fromstring(_unpack(package, parts[_BOOK]))
    links = fromstring(_unpack(package, parts[_LINKS]))
    sheet, part = _sheet(book, links, parts, wanted)
    needed = [_ROOT, _BOOK, _LINKS, *_shared(links), part]
    needed = [one for one in dict.fromkeys(needed) if one in parts]
    if sum(parts[one].file_size for one in needed) > MAX_UNPACKED:
        raise TableError(0, "", "", _UNSAFE.format("unpacked it is too large"))
    out = io.BytesIO()
    doubtful = False
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as clean:
        for one in needed:
            content = _unpack(package, parts[one])
            if one == part:
                _check_grid(content)
                doubtful = b't="e"' in content
                content = _as_text(content)
            clean.writestr(one, content)
            doubtful = doubtful or b"_x0000_" in content
    return Package(out.getvalue(), sheet, doubtful)


def _parts(package: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries = package.infolist()
    if len(entries) > MAX_PARTS:
        raise TableError(0, "", "", _UNSAFE.format("it holds too many parts"))
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise TableError(0, "", "", _LOCKED)
    parts = {entry.filename.lstrip("/"): entry for entry in entries}
    if _BOOK not in parts or _LINKS not in parts:
        raise TableError(0, "", "", _OTHER)
    return parts


def _unpack(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Unpack one part, never past the size that its entry gives."""
    size, packed = entry.file_size, max(entry.compress_size, 1)
    if size > MAX_UNPACKED or (size > RATIO_FROM and size / packed > MAX_RATIO):
        why = _UNSAFE.format("a part of it unpacks to far more than it should")
        raise TableError(0, "", "", why)
    with package.open(entry) as stream:
        content = stream.read(size)
    if content[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"):
        raise TableError(0, "", "", _UNSAFE.format("a part of it is not UTF-8"))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        why = _UNSAFE.format("it declares XML entities of its own")
        raise TableError(0, "", "", why)
    return content


def _sheet(
    book: Element, links: Element, parts: dict[str, zipfile.ZipInfo], wanted: str
) -> tuple[str, str]:
    """Find the sheet wanted, else the first that holds cells: its name and its part.

    A hidden sheet is not the first: who sent the workbook sees another.
    """
    targets = {link.get("Id", ""): _target(link) for link in links}
    for element in _named(book, "sheet"):
        name = element.get("name", "")
        link = next((v for k, v in element.items() if k.endswith("}id")), "")
        part = targets.get(link, "")
        if "worksheets/" not in part or part not in parts:
            continue
        seen = element.get("state", "visible") == "visible"
        if name == wanted if wanted else seen:
            return name, part
    called = f" called “{wanted}”" if wanted else ""
    raise TableError(0, "", "", f"The workbook has no sheet with cells{called}.")


def _named(root: Element, tag: str) -> Iterator[Element]:
    return (one for one in root.iter() if one.tag.rpartition("}")[2] == tag)


def _target(link: Element) -> str:
    target = link.get("Target", "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _shared(links: Element) -> list[str]:
    """Name the parts with shared texts and styles, which a sheet's cells point at."""
    kinds = ("/sharedStrings", "/styles")
    return [_target(link) for link in links if link.get("Type", "").endswith(kinds)]


_UNUSUAL = re.compile(rb'<c(?! r="[A-Z]{1,3}[0-9]{1,7}"|[A-Za-z])')
_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})[0-9]+"(?![^>]*/>)')
_FAR_ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{6,7})"(?![^>]*/>)')
_ANY_CELL = re.compile(rb"<(?:[\w.-]+:)?c(?:\s([^>]*))?>")
_ADDRESS = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})([0-9]{1,7})"')
_NEAR_ROWS = 99_999


def _check_grid(content: bytes) -> None:
    """Refuse a sheet whose cells stand so far apart that no memory holds the grid.

    Cells without a value are not counted: formatting may reach to the sheet's edge.
    """
    if b":c" in content or _UNUSUAL.search(content):
        columns, last = _corners_slowly(content)
    else:
        columns = set(_COLUMN.findall(content))
        rows = [int(row) for row in _FAR_ROW.findall(content)]
        last = max(rows, default=_NEAR_ROWS)
    width = max((_column_number(letters) for letters in columns), default=0)
    if width > MAX_COLUMNS or width * last > MAX_GRID:
        why = _UNSAFE.format("its cells reach too far down or to the right")
        raise TableError(0, "", "", why)


def _corners_slowly(content: bytes) -> tuple[set[bytes], int]:
    columns: set[bytes] = set()
    last = 0
    for cell in _ANY_CELL.finditer(content):
        attributes = cell.group(1) or b""
        if attributes.endswith(b"/"):
            continue
        address = _ADDRESS.search(attributes)
        if address is None:
            why = "The cells of the sheet have no addresses. Open it and save it again."
            raise TableError(0, "", "", why)
        columns.add(address.group(1))
        last = max(last, int(address.group(2)))
    return columns, last


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


_OF_KIND = (
    rb'\bt="%s"([^>]*>(?:<(?:[\w.-]+:)?f\b.{0,9000}?(?:/>|</(?:[\w.-]+:)?f>))?'
    rb"<(?:[\w.-]+:)?v>)"
)
_TRUTH = re.compile((_OF_KIND % b"b") + rb"([01])(?=<)", re.DOTALL)
_ERROR = re.compile(_OF_KIND % b"e", re.DOTALL)


def _as_text(content: bytes) -> bytes:
    """Make true and false the words yes and no, and errors texts with a mark."""
    if b't="b"' in content:
        content = _TRUTH.sub(
            lambda found: (
                b't="str"'
                + found.group(1)
                + (b"yes" if found.group(2) == b"1" else b"no")
            ),
            content,
        )
    if b't="e"' in content:
        mark = ERROR_MARK.encode()
        content = _ERROR.sub(lambda found: b't="str"' + found.group(1) + mark, content)
    return content
