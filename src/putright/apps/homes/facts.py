"""What is known of a home, as a value, and how its cells and typing are read."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from putright.core.tabular import Row, TableError, choice, day, text

STOCK_TYPES = ("LCRA", "LCHO", "leasehold", "other")
COLUMNS = (
    "home",
    "uprn",
    "address_1",
    "address_2",
    "address_3",
    "address_4",
    "postcode",
    "area",
    "body",
    "stock_type",
    "category",
    "owned_from",
    "owned_to",
)
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_UPRN = re.compile(r"[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """All that is known of a home at one time. `area` is the area's number."""

    uprn: str = ""
    address_1: str = ""
    address_2: str = ""
    address_3: str = ""
    address_4: str = ""
    postcode: str = ""
    area_id: int | None = None
    body: str = ""
    stock_type: str = ""
    category: str = ""
    owned_from: dt.date | None = None
    owned_to: dt.date | None = None

    def search_text(self, reference: str) -> str:
        """Give the words a home is found by: reference, UPRN, address, postcode."""
        address = (self.address_1, self.address_2, self.address_3, self.address_4)
        packed = self.postcode.replace(" ", "")
        words = (reference, self.uprn, *address, self.postcode, packed)
        return " ".join(word for word in words if word).casefold()[:800]

    def changed_with(self, given: dict[str, object]) -> "HomeFacts":
        """Give the facts with what a row says put over them; nothing is emptied."""
        return HomeFacts(**{**self.as_fields(), **given})

    def as_fields(self) -> dict[str, Any]:
        """Give each fact by its name."""
        return {name: getattr(self, name) for name in FIELDS}


FIELDS = tuple(HomeFacts.__dataclass_fields__)


def postcode(value: str) -> str:
    """Give a postcode in capitals with its space. Raises ValueError where it is none.

    The shape is checked, not whether the Post Office delivers there.
    """
    packed = re.sub(r"\s+", "", value).upper()
    if not packed:
        return ""
    found = _POSTCODE.fullmatch(packed)
    if found is None:
        raise ValueError("This is not a postcode. Write it like S43 4AB.")
    return f"{found.group(1)} {found.group(2)}"


def uprn(value: str) -> str:
    """Give a UPRN as it was written. Raises ValueError unless it is 1 to 12 digits."""
    if value and not _UPRN.fullmatch(value):
        raise ValueError("A UPRN is up to 12 digits. Correct it or leave it empty.")
    return value


def given_facts(row: Row) -> dict[str, object]:
    """Read what a row says of its home: only cells that hold something.

    The area comes as its name, under `area`. Raises TableError for the first cell that
    cannot be read.
    """
    said: dict[str, object] = {
        "uprn": _checked(row, "uprn", uprn),
        "postcode": _checked(row, "postcode", postcode),
        "area": text(row, "area", most=100),
        "body": text(row, "body", most=100),
        "stock_type": choice(row, "stock_type", STOCK_TYPES),
        "category": text(row, "category", most=100),
        "owned_from": day(row, "owned_from"),
        "owned_to": day(row, "owned_to"),
    }
    for line in ("address_1", "address_2", "address_3", "address_4"):
        said[line] = text(row, line, most=150)
    return {name: value for name, value in said.items() if value not in ("", None)}


def _checked(row: Row, column: str, check: Callable[[str], str]) -> str:
    value = text(row, column)
    try:
        return check(value)
    except ValueError as error:
        raise TableError(row.line, column, value, str(error)) from None
