"""Reads of homes and areas. Homes are given as values; nothing here writes."""

import datetime as dt
import itertools
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from putright.apps.homes.models import AreaName, HomeFact

SPLITS = {"area": "area_id", "body": "body", "stock_type": "stock_type"}


@dataclass(frozen=True, slots=True)
class HomeView:
    """A home as known on a day. `id` is its row; `reference` the landlord's own."""

    id: int
    reference: str
    uprn: str
    address: tuple[str, ...]
    postcode: str
    area: str
    body: str
    stock_type: str
    category: str
    owned_from: dt.date | None
    owned_to: dt.date | None

    @property
    def lines(self) -> tuple[str, ...]:
        """Give the address as written on an envelope, the postcode last."""
        return (*self.address, self.postcode) if self.postcode else self.address

    @property
    def one_line(self) -> str:
        """Give the address in one line; the reference where there is none."""
        return ", ".join(self.lines) or self.reference


@dataclass(frozen=True, slots=True)
class HomeStratum:
    """What a sample is drawn by: a home's row and reference, and what it is of."""

    id: int
    reference: str
    stock_type: str
    area: str
    category: str


@dataclass(frozen=True, slots=True)
class HomeChange:
    """One fact that changed: since when, what it was and is, who recorded it."""

    on: dt.date | None
    field: str
    old: str
    new: str
    recorded_at: dt.datetime
    recorded_by: str


def home(reference: str, *, on: dt.date | None = None) -> HomeView | None:
    """Give a home by the landlord's reference, as known now or on a day."""
    return _first(Q(home__reference=reference), on)


def home_numbered(number: int, *, on: dt.date | None = None) -> HomeView | None:
    """Give a home by its row's number, as known now or on a day."""
    return _first(Q(home_id=number), on)


def homes_numbered(
    numbers: Collection[int] | QuerySet[Any, int], *, on: dt.date | None = None
) -> dict[int, HomeView]:
    """Give homes by their rows' numbers, in one read; numbers may be a subquery."""
    return {one.id: one for one in _views(_facts(on).filter(home_id__in=numbers))}


def home_ids(references: Collection[str] | None = None) -> dict[str, int]:
    """Give the row's number of each reference: of these, or of every home."""
    rows = HomeFact.objects.filter(ends_on__isnull=True)
    if references is not None:
        rows = rows.filter(home__reference__in=references)
    return dict(rows.values_list("home__reference", "home_id"))


def managed_by(bodies: Collection[str]) -> QuerySet[HomeFact, int]:
    """Give the numbers of the homes that these bodies manage now, for a subquery."""
    rows = HomeFact.objects.filter(ends_on__isnull=True, body__in=bodies)
    return rows.values_list("home_id", flat=True)


def search(
    words: str, *, limit: int = 50, bodies: Collection[str] | None = None
) -> list[HomeView]:
    """Find homes by reference, UPRN, address or postcode: every word must occur.

    At most `limit` and one more are given, so that a page can say there are others
    without counting them. `bodies` limits the search to homes that these manage.
    """
    rows = _facts(None)
    if bodies is not None:
        rows = rows.filter(body__in=bodies)
    for word in words.casefold().split()[:10]:
        rows = rows.filter(search_text__contains=word)
    found = _views(rows.order_by("home_id")[: limit + 1])
    return sorted(found, key=lambda one: (one.postcode, one.address))


def owned_on(
    on: dt.date,
    *,
    stock_types: Collection[str] = (),
    area_id: int | None = None,
    body: str = "",
) -> int:
    """Count the homes owned on a day, its first and last day of ownership included.

    A home without a first day is taken as always owned, without a last day as still
    owned. Stock type, area and body are those of that day.
    """
    rows = _owned(on)
    if stock_types:
        rows = rows.filter(stock_type__in=stock_types)
    if area_id is not None:
        rows = rows.filter(area_id=area_id)
    if body:
        rows = rows.filter(body=body)
    return rows.count()


def owned_strata(on: dt.date, stock_types: Collection[str]) -> list[HomeStratum]:
    """Give the homes of these stock types owned on a day, by reference."""
    names = area_names(on)
    rows = _owned(on).filter(stock_type__in=stock_types).order_by("home__reference")
    columns = ("home_id", "home__reference", "stock_type", "area_id", "category")
    return [
        HomeStratum(
            number, reference, stock_type, names.get(area_id or 0, ""), category
        )
        for number, reference, stock_type, area_id, category in rows.values_list(
            *columns
        )
    ]


def owned_by(
    split: str, on: dt.date, *, stock_types: Collection[str] = ()
) -> dict[str, int]:
    """Count the homes owned on a day by `area`, `body` or `stock_type`.

    Areas come by the names they had on that day; homes without one come under "".
    Raises KeyError for another split.
    """
    column = SPLITS[split]
    rows = _owned(on)
    if stock_types:
        rows = rows.filter(stock_type__in=stock_types)
    counts = dict(
        rows.order_by().values(column).annotate(n=Count("pk")).values_list(column, "n")
    )
    if split != "area":
        return counts
    names = area_names(on)
    total: dict[str, int] = {}
    for area_id, count in counts.items():
        name = names.get(area_id, "")
        total[name] = total.get(name, 0) + count
    return total


def area_names(on: dt.date | None = None) -> dict[int, str]:
    """Give each area's name by its number: its name now, or on a day.

    An area that had no name yet on that day comes by the earliest one it had.
    """
    names: dict[int, str] = {}
    for row in AreaName.objects.order_by("area_id", "-id"):
        holds = row.ends_on is None if on is None else _holds(row, on)
        if holds or (row.area_id not in names and on is not None):
            names[row.area_id] = row.name
    return names


def area_numbers() -> dict[str, int]:
    """Give each area's number by every name it has or had, in small letters.

    Where a name was given up and taken by another area, it is the other's.
    """
    rows = AreaName.objects.order_by("-ends_on", "id")
    past = {r.name.casefold(): r.area_id for r in rows if r.ends_on is not None}
    now = {r.name.casefold(): r.area_id for r in rows if r.ends_on is None}
    return past | now


def areas() -> list[tuple[int, str, list[AreaName]]]:
    """Give each area's number, name now, and all its names, newest first."""
    by_area: dict[int, list[AreaName]] = {}
    for row in AreaName.objects.order_by("-id"):
        by_area.setdefault(row.area_id, []).append(row)
    found = [(number, rows[0].name, rows) for number, rows in by_area.items()]
    return sorted(found, key=lambda one: one[1].casefold())


def changes(number: int) -> list[HomeChange]:
    """Give what changed about a home, newest first, old and new side by side."""
    names = area_names()
    rows = list(
        HomeFact.objects.filter(home_id=number)
        .order_by("id")
        .select_related("recorded_by")
    )
    found: list[HomeChange] = []
    for before, after in itertools.pairwise(rows):
        who = after.recorded_by.name if after.recorded_by else "the system"
        for label, old, new in _differences(before, after, names):
            found.append(
                HomeChange(after.starts_on, label, old, new, after.recorded_at, who)
            )
    return found[::-1]


_SHOWN = (
    ("UPRN", "uprn"),
    ("Address line 1", "address_1"),
    ("Address line 2", "address_2"),
    ("Address line 3", "address_3"),
    ("Address line 4", "address_4"),
    ("Postcode", "postcode"),
    ("Area", "area_id"),
    ("Managed by", "body"),
    ("Stock type", "stock_type"),
    ("Category", "category"),
    ("Owned from", "owned_from"),
    ("Owned to", "owned_to"),
)


def _differences(
    before: HomeFact, after: HomeFact, names: dict[int, str]
) -> list[tuple[str, str, str]]:
    def shown(row: HomeFact, field: str) -> str:
        value = getattr(row, field)
        if isinstance(value, dt.date):
            return f"{value.day} {value:%B %Y}"
        return names.get(value, "") if field == "area_id" else str(value or "")

    pairs = [(label, shown(before, f), shown(after, f)) for label, f in _SHOWN]
    return [(label, old, new) for label, old, new in pairs if old != new]


def _holds(row: AreaName, on: dt.date) -> bool:
    started = row.starts_on is None or row.starts_on <= on
    return started and (row.ends_on is None or row.ends_on > on)


def _in_force(on: dt.date) -> Q:
    return (Q(starts_on__isnull=True) | Q(starts_on__lte=on)) & (
        Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    )


def _owned(on: dt.date) -> QuerySet[HomeFact]:
    """Give the facts in force on a day of the homes owned on it, one a home.

    Whether it was owned is asked of what is known now: a sale recorded late still
    counts from its own day.
    """
    now = HomeFact.objects.filter(
        Q(owned_from__isnull=True) | Q(owned_from__lte=on),
        Q(owned_to__isnull=True) | Q(owned_to__gte=on),
        ends_on__isnull=True,
    )
    return HomeFact.objects.filter(_in_force(on), home_id__in=now.values("home_id"))


def _facts(on: dt.date | None) -> QuerySet[HomeFact]:
    held = Q(ends_on__isnull=True) if on is None else _in_force(on)
    return HomeFact.objects.filter(held).select_related("home")


def _first(which: Q, on: dt.date | None) -> HomeView | None:
    found = _views(_facts(on).filter(which)[:1])
    return found[0] if found else None


def _views(rows: QuerySet[HomeFact]) -> list[HomeView]:
    names = area_names()
    return [
        HomeView(
            id=row.home_id,
            reference=row.home.reference,
            uprn=row.uprn,
            address=tuple(
                line
                for line in (
                    row.address_1,
                    row.address_2,
                    row.address_3,
                    row.address_4,
                )
                if line
            ),
            postcode=row.postcode,
            area=names.get(row.area_id, "") if row.area_id else "",
            body=row.body,
            stock_type=row.stock_type,
            category=row.category,
            owned_from=row.owned_from,
            owned_to=row.owned_to,
        )
        for row in rows
    ]
