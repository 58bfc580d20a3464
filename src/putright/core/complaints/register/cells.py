"""The cells of a register's row, read as facts, or refused with what is wrong.

No provision refuses a row. What can't be read is refused: a cell that says nothing
that the register knows, and dates that cannot both be true.
"""

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache

import msgspec

from putright.core.complaints.money import MoneyError, pence_of
from putright.core.complaints.register.columns import (
    CHOICES,
    COLUMNS,
    DATES,
    HAPPENED,
    LIMITS,
    NEEDED,
    TEAM_LIMIT,
    TEAMS,
    WORDS,
)
from putright.core.tabular import TableError, parse_date
from putright.rules.handling_code import (
    NoEditionError,
    edition,
    edition_names,
    ombudsman_edition_on,
)


class CellRefused(msgspec.Struct, frozen=True):
    """A cell that can't be taken: its column, what it says, and what is wrong."""

    column: str
    value: str
    why: str


class RowRefusedError(ValueError):
    """A row can't be read. `cells` are all that is wrong with it, one at least."""

    def __init__(self, cells: tuple[CellRefused, ...]) -> None:
        """Hold what is wrong."""
        self.cells = cells
        super().__init__(self.first.why)

    @property
    def first(self) -> CellRefused:
        """The first cell refused; its reason names the other columns, if any."""
        first, *others = self.cells
        if not others:
            return first
        names = ", ".join(dict.fromkeys(other.column for other in others))
        return CellRefused(first.column, first.value, f"{first.why} Also see: {names}.")


class StageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a row says of one stage. `requested_on` only for stage 2."""

    requested_on: date | None
    acknowledged_on: date | None
    told_on: date | None
    extended_to: date | None
    responded_on: date | None
    outcome: str
    handler: str
    teams: tuple[str, ...]

    @property
    def begun(self) -> tuple[date, ...]:
        """The days on which something happened at the stage, in their order."""
        days = (self.requested_on, self.acknowledged_on, self.told_on)
        return tuple(day for day in (*days, self.responded_on) if day)


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """A row as facts. `cells` are its own columns in their one way of writing;
    `extra` the columns that the register does not know; `times` the times of day."""

    cells: dict[str, str]
    extra: dict[str, str]
    dates: dict[str, date]
    times: dict[str, time]
    teams: tuple[str, ...]
    pence: int | None
    edition: str
    stage_1: StageFacts
    stage_2: StageFacts

    def text(self, column: str) -> str:
        """Give a column's text, "" where it was empty."""
        return self.cells.get(column, "")

    @property
    def received_on(self) -> date:
        """The day the landlord received it."""
        return self.dates["received_on"]

    @property
    def month_only(self) -> bool:
        """Whether only the month of receipt is known."""
        return self.text("received_precision") == "month"


def canonical(column: str, text: str) -> str:
    """Give a cell in its one way of writing: ISO dates, codes as they are listed,
    money as 250.00. Raises RowRefusedError where it can't be read."""
    if column in WORDS or column not in _KNOWN:
        return text
    return _read(column, text.strip())[0]


_KNOWN = frozenset(COLUMNS)


def _read(column: str, text: str) -> tuple[str, date | None, time | None]:
    """Read a cell that is not empty, stripped of its blanks."""
    if column in DATES:
        return _day(column, text)
    choices = CHOICES.get(column)
    if choices is not None:
        return _choice(column, text, choices), None, None
    if column == "compensation":
        return _money(text), None, None
    if column == "edition" and text not in edition_names():
        names = ", ".join(edition_names())
        raise _no(column, text, f"No edition has that name. Use one of {names}.")
    if column in TEAMS:
        return _teams(column, text), None, None
    limit = LIMITS.get(column, 0)
    if limit and len(text) > limit:
        why = f"This has {len(text)} characters; at most {limit} can be kept."
        raise _no(column, text, f"{why} Shorten it.")
    return text, None, None


def _no(column: str, text: str, why: str) -> RowRefusedError:
    return RowRefusedError((CellRefused(column, text, why),))


def _day(column: str, text: str) -> tuple[str, date, time | None]:
    try:
        day = parse_date(text)
    except TableError as error:
        raise _no(column, text, error.why) from None
    if day.time is None:
        return day.date.isoformat(), day.date, None
    shown = day.time.isoformat("seconds" if day.time.second else "minutes")
    return f"{day.date.isoformat()}T{shown}", day.date, day.time


def _choice(column: str, text: str, choices: tuple[str, ...]) -> str:
    if text in choices:
        return text
    for choice in choices:
        if choice.casefold() == text.casefold():
            return choice
    raise _no(column, text, f"This is not one of: {', '.join(choices)}.")


def _money(text: str) -> str:
    try:
        pence = pence_of(text)
    except MoneyError:
        why = "This is not an amount of pounds. Write it as 250.00."
        raise _no("compensation", text, why) from None
    assert pence is not None  # the cell is not empty
    return f"{pence // 100}.{pence % 100:02d}"


def split_teams(text: str) -> tuple[str, ...]:
    """Give the teams of a cell, once each, in their order."""
    return tuple(dict.fromkeys(t for team in text.split(";") if (t := team.strip())))


def _teams(column: str, text: str) -> str:
    for team in split_teams(text):
        if len(team) > TEAM_LIMIT:
            why = f"A team's name has at most {TEAM_LIMIT} characters. Part teams by ;."
            raise _no(column, team, why)
    return text


def read_row(cells: Mapping[str, str], *, today: date | None = None) -> Facts:
    """Read a row: its cells by the register's names, other columns by their own.

    An empty cell is not known. `today`: nothing can have happened after it; without
    it no day is too late. Raises RowRefusedError with all that is wrong.
    """
    row = _Row()
    for column, raw in cells.items():
        row.take(column, raw)
    seen = {cell.column for cell in row.wrong}
    row.wrong += [
        CellRefused(column, "", f"The row has no {column.replace('_', ' ')}. Give it.")
        for column in NEEDED
        if column not in row.known and column not in seen
    ]
    if today is not None:
        row.wrong += _still_to_come(row.known, row.dates, today)
    if not row.wrong:
        row.wrong += _contradictions(row.known, row.dates)
    if row.wrong:
        raise RowRefusedError(tuple(row.wrong))
    return _facts(row)


class _Row:
    """A row while it is read."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.dates: dict[str, date] = {}
        self.times: dict[str, time] = {}
        self.extra: dict[str, str] = {}
        self.wrong: list[CellRefused] = []

    def take(self, column: str, raw: str) -> None:
        if column not in _KNOWN:
            self.extra[column] = raw
            return
        text = raw.strip()
        if not text:
            return
        if column in WORDS:
            self.known[column] = raw
            return
        try:
            self.known[column], day, hour = _read(column, text)
        except RowRefusedError as error:
            self.wrong += error.cells
            return
        if day is not None:
            self.dates[column] = day
        if hour is not None:
            self.times[column] = hour


def _facts(row: _Row) -> Facts:
    known, dates = row.known, row.dates
    return Facts(
        cells=known,
        extra=row.extra,
        dates=dates,
        times=row.times,
        teams=split_teams(known.get("teams", "")),
        pence=pence_of(known.get("compensation")),
        edition=known.get("edition") or default_edition(dates["received_on"]),
        stage_1=_stage("s1", known, dates),
        stage_2=_stage("s2", known, dates),
    )


def _stage(name: str, known: dict[str, str], dates: dict[str, date]) -> StageFacts:
    return StageFacts(
        requested_on=dates.get(f"{name}_requested_on"),
        acknowledged_on=dates.get(f"{name}_acknowledged_on"),
        told_on=dates.get(f"{name}_extension_told_on"),
        extended_to=dates.get(f"{name}_extended_to"),
        responded_on=dates.get(f"{name}_responded_on"),
        outcome=known.get(f"{name}_outcome", ""),
        handler=known.get(f"{name}_handler", ""),
        teams=split_teams(known.get(f"{name}_teams", "")),
    )


@cache
def default_edition(day: date) -> str:
    """Give the Ombudsman's edition in force on a day; the first one known before it.

    The clocks of an older edition are not known to differ from the first known
    one's, and a row is not refused for its age.
    """
    try:
        return ombudsman_edition_on(day).name
    except NoEditionError:
        editions = [edition(name) for name in edition_names()]
        return min(editions, key=lambda one: one.in_force_from).name


def _still_to_come(
    known: dict[str, str], dates: dict[str, date], today: date
) -> Iterator[CellRefused]:
    month_only = known.get("received_precision") == "month"
    for column, day in dates.items():
        by_month = month_only and column == "received_on"
        first = day.replace(day=1) if by_month else day
        if column in HAPPENED and first > today:
            why = (
                f"This day is still to come: the file was read on {today.isoformat()}. "
                "Correct it."
            )
            yield CellRefused(column, known[column], why)


_ORDER = (
    ("s1_acknowledged_on", "received_on", "acknowledged before it was received"),
    ("s1_responded_on", "received_on", "answered before it was received"),
    ("s1_responded_on", "s1_acknowledged_on", "answered before it was acknowledged"),
    ("s2_requested_on", "received_on", "requested before it was received"),
    ("s2_acknowledged_on", "s2_requested_on", "acknowledged before it was requested"),
    ("s2_responded_on", "s2_requested_on", "answered before it was requested"),
    ("s2_responded_on", "s2_acknowledged_on", "answered before it was acknowledged"),
    ("s2_acknowledged_on", "received_on", "acknowledged before it was received"),
    ("s2_responded_on", "received_on", "answered before it was received"),
    ("refused_on", "received_on", "refused before it was received"),
    ("withdrawn_on", "received_on", "withdrawn before it was received"),
    ("closed_on", "received_on", "closed before it was received"),
)
"""A date, the date it can't lie before, and what is wrong where it does."""


def _contradictions(
    known: dict[str, str], dates: dict[str, date]
) -> Iterator[CellRefused]:
    month_only = known.get("received_precision") == "month"
    told: set[str] = set()
    for column, earlier, what in _ORDER:
        day, first = dates.get(column), dates.get(earlier)
        if day is None or first is None or column in told:
            continue
        if month_only and earlier == "received_on":
            first = first.replace(day=1)  # only its month is known
        if day < first:
            told.add(column)
            why = f"This was {what} ({earlier}, {first.isoformat()}). Correct one."
            yield CellRefused(column, known[column], why)
