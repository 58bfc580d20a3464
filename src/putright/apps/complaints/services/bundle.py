"""A case's bundle as bytes: one ZIP of all files, or one PDF with page numbers.

In the PDF every page bears the reference and its number; what is not a PDF or a
picture is in the ZIP, and the index says so.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.template.loader import render_to_string
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from putright.apps.complaints.models import CaseRow
from putright.apps.complaints.services import bundle_pages as pages
from putright.apps.complaints.services.bundle_case import Bundle, Item, bundle_of
from putright.core.calendar import long_date
from putright.core.tabular.write import write_csv

ACTIVE = frozenset(
    {
        *("/FileAttachment", "/Movie", "/RichMedia", "/Screen", "/Sound", "/3D"),
        *("/Widget", "/TrapNet", "/PrinterMark"),
    }
)
"""Kinds of marks on a PDF's page that hold something to run, play or fill in."""
PICTURES = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif"}
COLUMNS = ("number", "date", "what", "file", "sha256", "note")


class BundleError(RuntimeError):
    """A bundle can't be made; the message says why and what to do."""


@dataclass(frozen=True)
class Included:
    """One document as it stands in the PDF: its pages, or why it has none."""

    item: Item
    reader: PdfReader | None
    why_not: str = ""

    @property
    def length(self) -> int:
        """How many pages it has in the PDF."""
        return len(self.reader.pages) if self.reader else 0


def make(
    row: CaseRow,
    kind: str,
    *,
    now: datetime,
    today: date,
    not_shown: Mapping[str, str] | None = None,
) -> bytes:
    """Make a case's bundle as `zip` or `pdf`. Raises BundleError.

    `not_shown` says what stands for the references of other cases that whoever has
    it made may not see; the command line sees all.
    """
    bundle = bundle_of(row, now, today, not_shown or {})
    if kind == "zip":
        return as_zip(bundle)
    if kind == "pdf":
        return as_pdf(bundle)
    problem = f"A bundle is a ZIP or a PDF, not “{kind}”."
    raise BundleError(problem)


def as_zip(bundle: Bundle) -> bytes:
    """Give the index as a page and as CSV, the timeline, and every file as it is."""
    out = io.BytesIO()
    stamp = bundle.prepared_at.timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name, stamp), content)

        page = render_to_string("complaints/case/bundle.html", {"bundle": bundle})
        put("index.html", page.encode())
        put("index.csv", write_csv(COLUMNS, [_row(item) for item in bundle.items]))
        for item in bundle.items:
            if not item.missing:
                put(f"files/{item.file}", item.read())
    return out.getvalue()


def _row(item: Item) -> Sequence[str]:
    file = "" if item.missing else f"files/{item.file}"
    day = item.on.isoformat()
    note = item.missing or item.altered
    return (str(item.number), day, item.what, file, item.sha256, note)


def as_pdf(bundle: Bundle) -> bytes:
    """Give one PDF: index with page numbers, timeline, clocks, then the documents."""
    included = [_included(bundle, item) for item in bundle.items]
    # The index says on which page a document starts, so its own length comes first.
    front = PdfReader(io.BytesIO(pages.front(bundle, _listed(included, 0))))
    length = len(front.pages)
    front = PdfReader(io.BytesIO(pages.front(bundle, _listed(included, length))))
    writer = PdfWriter()
    for reader in [front, *(one.reader for one in included if one.reader)]:
        for page in reader.pages:
            _keep_still(writer.add_page(page))
    _bookmarks(writer, included, length)
    _number(writer, bundle)
    writer.add_metadata({"/Title": f"Case {bundle.reference}"})
    writer.root_object[pages.LANG] = pages.ENGLISH
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _keep_still(page: PageObject) -> None:
    """Take from a page whatever it would do: a document sent in is shown, not obeyed.

    Scripts, programs to start, files and films inside it, and links go; what can be
    seen stays, with the marks that somebody made on it.
    """
    page.pop("/AA", None)
    marks = page.get("/Annots", [])
    found = marks.get_object() if isinstance(marks, IndirectObject) else marks
    if not isinstance(found, list):
        page.pop("/Annots", None)
        return
    still = ArrayObject()
    for one in found:
        mark = one.get_object()
        if isinstance(mark, DictionaryObject) and mark.get("/Subtype") not in ACTIVE:
            for name in ("/A", "/AA", "/PA"):
                mark.pop(name, None)
            still.append(one)
    page[NameObject("/Annots")] = still


def _included(bundle: Bundle, item: Item) -> Included:
    if item.missing:
        return Included(item, None, item.missing)
    if item.content_type in PICTURES:
        made = pages.picture(item, PICTURES[item.content_type], bundle.reference)
        if made is None:
            return Included(item, None, "The picture can't be read; see the ZIP")
        return Included(item, PdfReader(io.BytesIO(made)))
    if item.content_type != "application/pdf":
        return Included(item, None, "Not a PDF or picture; see the ZIP")
    try:
        reader = PdfReader(io.BytesIO(item.read()))
        locked = reader.is_encrypted and not reader.decrypt("")
        return (
            Included(item, None, "Locked with a password; see the ZIP")
            if locked or not reader.pages
            else Included(item, reader)
        )
    except (PyPdfError, ValueError, KeyError, TypeError, OSError, RecursionError):
        return Included(item, None, "The PDF is damaged; see the ZIP")


def _listed(included: Sequence[Included], front: int) -> list[dict[str, str]]:
    rows, page = [], front + 1
    for one in included:
        where = f"page {page}" if one.length else one.why_not
        if one.item.altered:
            where = f"{where}. {one.item.altered}"
        rows.append(
            {
                "number": str(one.item.number),
                "on": long_date(one.item.on),
                "what": one.item.what,
                "where": where,
            }
        )
        page += one.length
    return rows


def _bookmarks(writer: PdfWriter, included: Sequence[Included], front: int) -> None:
    writer.add_outline_item(title="Index, timeline and clocks", page_number=0)
    page = front
    for one in included:
        if one.length:
            writer.add_outline_item(
                title=f"{one.item.number}. {one.item.what}", page_number=page
            )
        page += one.length


def _number(writer: PdfWriter, bundle: Bundle) -> None:
    """Stamp the reference and the page's number on every page."""
    stamps = PdfReader(
        io.BytesIO(pages.stamps(bundle.reference, len(writer.pages)))
    ).pages
    for page, stamp in zip(writer.pages, stamps, strict=True):
        page.merge_page(stamp)


def kind_of(path: Path) -> str:
    """Tell which kind of bundle a file's name asks for. Raises BundleError."""
    kind = path.suffix.casefold().removeprefix(".")
    if kind not in ("zip", "pdf"):
        problem = f"“{path.name}” ends in neither .zip nor .pdf: the name says which."
        raise BundleError(problem)
    return kind
