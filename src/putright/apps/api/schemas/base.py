"""The plain types of the API: days, codes, references and words.

A day is text and nothing else. Texts hold nothing that a database refuses, and no more
than its column takes.
"""

import datetime
import re
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

MOST_WORDS = 20_000
"""Letters in one text, as on the pages."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_KEPT = re.compile("[\x00\ud800-\udfff]")
"""What no database keeps as text: NUL, and halves of letters."""


class In(Schema):
    """What comes in: a field that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


def _day(value: Any) -> Any:
    """Read a day written YYYY-MM-DD. Raises ValueError."""
    if type(value) is datetime.date:
        return value
    if not isinstance(value, str) or not DAY.fullmatch(value):
        raise ValueError("A day is written YYYY-MM-DD.")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"There is no day {value}.") from None


def _kept(text: str) -> str:
    """Refuse a text that can't be kept. Raises ValueError."""
    if NOT_KEPT.search(text):
        raise ValueError("The text holds a character that can't be kept.")
    return text


Day = Annotated[datetime.date, BeforeValidator(_day)]
Words = Annotated[str, Field(max_length=MOST_WORDS), AfterValidator(_kept)]
Line = Annotated[str, Field(max_length=300), AfterValidator(_kept)]
Name = Annotated[str, Field(max_length=100), AfterValidator(_kept)]
Reference = Annotated[str, Field(max_length=60), AfterValidator(_kept)]
Code = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$", max_length=40)]
"""A short name for a point, a promise or the like: it stands in the record for good,
so it says nothing about anyone."""
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", max_length=64)]
Identity = Annotated[str, Field(pattern=r"^u[0-9]{1,9}$", max_length=10)]
"""A colleague, as the record names them: `u12`."""
Time = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$", max_length=5)]
