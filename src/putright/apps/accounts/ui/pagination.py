"""Lists a page at a time, with previous and next, never counting the whole table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest

T = TypeVar("T")
LAST_PAGE = 2000
"""Further pages than this are refused: skipping rows costs more with each."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the addresses of the pages before and after; empty for none."""

    rows: list[T]
    number: int
    previous: str
    next: str


def page_number(request: HttpRequest) -> int:
    """Give the page asked for, from 1; anything else in ?page= gives the first."""
    asked = request.GET.get("page", "1")
    if not asked.isascii() or not asked.isdecimal() or len(asked) > 6:
        return 1
    return min(max(int(asked), 1), LAST_PAGE)


def paginate(
    rows: "QuerySet[Any, T] | Sequence[T]", request: HttpRequest, *, size: int = 25
) -> Page[T]:
    """Give the page asked for by ?page=, reading one row more to know of a next."""
    number = page_number(request)
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    more = len(found) > size and number < LAST_PAGE
    return Page(
        rows=found[:size],
        number=number,
        previous=with_query(request, page=number - 1) if number > 1 else "",
        next=with_query(request, page=number + 1) if more else "",
    )


def with_query(request: HttpRequest, **changes: object) -> str:
    """Give this page's path with some of its query changed; None leaves one out."""
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        if name not in changes
        for value in values
    ]
    added = [(name, str(value)) for name, value in changes.items() if value is not None]
    query = urlencode(kept + added)
    return f"{request.path}?{query}" if query else request.path
