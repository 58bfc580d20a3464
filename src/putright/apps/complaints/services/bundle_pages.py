"""The bundle's own pages, by Typst: everything goes in as data, never as markup."""

import datetime as dt
import json
import tempfile
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.utils import timezone
from pypdf.generic import NameObject, TextStringObject

from putright.apps.complaints.services.bundle_case import Bundle, Item
from putright.core.calendar import long_date

TEMPLATE = Path(__file__).with_name("bundle.typ")
LANG = NameObject("/Lang")
ENGLISH = TextStringObject("en-GB")
_ONE_AT_A_TIME = Lock()
"""A compiler refuses to be used by two threads at once."""


def front(bundle: Bundle, listed: list[dict[str, str]]) -> bytes:
    """Make the index, the timeline and the clocks."""
    data = {
        "page": "front",
        "reference": bundle.reference,
        "landlord": bundle.landlord,
        "prepared": long_date(timezone.localtime(bundle.prepared_at).date()),
        "head": bundle.head,
        "rows": [list(row) for row in bundle.rows],
        "items": listed,
        "entries": [
            {
                "number": str(entry.sequence),
                "on": long_date(entry.on) + (f" at {entry.at}" if entry.at else ""),
                "title": entry.title,
                "by": entry.by,
                "text": entry.text,
                "words": [list(pair) for pair in entry.words],
                "note": "The words were erased." if entry.erased else "",
            }
            for entry in bundle.entries
        ],
        "clocks": [
            {
                "title": f"Stage {stage.stage}: {title} {long_date(proof.due)}",
                "from": f"{proof.counted_from} on {long_date(proof.counted_from_on)}, "
                f"{proof.working_days} working days. {proof.source}.",
                "days": [
                    [
                        f"{day.day:%a} {long_date(day.day)}",
                        str(day.number) if day.counted else "not counted",
                        day.why,
                    ]
                    for day in proof.days
                ],
            }
            for stage in bundle.proofs
            for _, title, proof in stage.titled
        ],
    }
    return _made(data, bundle.prepared_at.replace(microsecond=0))


def stamps(reference: str, count: int) -> bytes:
    """Make one empty page for each page of the bundle, with its number at the foot."""
    return _made({"page": "stamps", "reference": reference, "count": count})


def picture(item: Item, ending: str, reference: str) -> bytes | None:
    """Make a page of a picture; None for one that can't be read."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / TEMPLATE.name).write_bytes(TEMPLATE.read_bytes())
        (place / f"picture.{ending}").write_bytes(item.read())
        data = {
            "page": "picture",
            "reference": reference,
            "file": f"picture.{ending}",
            "what": item.what,
            "number": str(item.number),
        }
        try:
            return _made(data, root=place)
        except typst.TypstError:
            return None


def _made(
    data: dict[str, Any],
    at: dt.datetime | None = None,
    root: Path | None = None,
) -> bytes:
    folder = root or TEMPLATE.parent
    fonts = resources.files("font_source_sans_pro").joinpath("files")
    with _ONE_AT_A_TIME:
        made = typst.compile(
            str(folder / TEMPLATE.name),
            root=str(folder),
            font_paths=[str(fonts)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data)},
            timestamp=at,
        )
    assert isinstance(made, bytes)
    return made
