"""The clock on rows of text: one stage of one case a row, answers or a problem out.

A row that can't be judged says why under `problem`, and its answers are empty: no
date is ever guessed. The judging itself is `clocks.judge`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from putright.core.calendar import Calendar, OutsideCalendarError
from putright.core.complaints.clocks import (
    ClockProblem,
    StageDates,
    StageVerdict,
    judge,
)
from putright.rules.handling_code import Edition, StageLimits, UnknownEditionError

DATES = (
    "started_on",
    "acknowledged_on",
    "extension_told_on",
    "extended_to",
    "responded_on",
)
GIVEN = ("stage", "edition", *DATES)
"""The columns that are read, in the order in which `RowClock.answer` takes them."""

NEEDED = ("case", "stage", "started_on")
COLUMNS = ("case", *GIVEN)

ANSWERS = (
    "acknowledge_by",
    "acknowledgement",
    "respond_by",
    "extension_limit",
    "backstop",
    "response",
    "working_days",
    "problem",
)
"""The columns that are added."""

DEFAULT_EDITION = "housing-2024"
_STAGES = {"1": 1, "2": 2}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NOTHING = ("",) * (len(ANSWERS) - 1)

Answers = tuple[str, ...]
"""The cells of ANSWERS, in their order."""


class ColumnError(ValueError):
    """A heading is missing or stands twice, so no row can be read."""


class RowClock:
    """Judges rows of text by one calendar, each row under its own edition.

    `edition_named` gives an edition by its name and raises UnknownEditionError where
    there is none. `as_at` judges only what is unanswered.
    """

    def __init__(
        self, calendar: Calendar, as_at: date, edition_named: Callable[[str], Edition]
    ) -> None:
        """Make the tables that turn the text of a known day into a date and back."""
        self.calendar = calendar
        self.as_at = as_at
        self._edition_named = edition_named
        self._limits: dict[tuple[str, str], StageLimits] = {}
        self._unknown: set[tuple[str, str]] = set()
        length = (calendar.known_to - calendar.known_from).days + 1
        days = [calendar.known_from + timedelta(days=n) for n in range(length)]
        self._texts = {day: day.isoformat() for day in days}
        self._dates: dict[str, date | None] = {self._texts[day]: day for day in days}
        self._dates[""] = None

    def answer(self, given: Sequence[str]) -> Answers:
        """Answer one row: the cells of GIVEN in, the cells of ANSWERS out."""
        stage, edition, start, acknowledged, told, extended, responded = given
        read = self._dates
        try:
            limits = self._limits[edition, stage]
            started_on = read[start]
            if started_on is None:
                return self._problem(given)
            verdict = judge(
                StageDates(
                    limits.stage,
                    started_on,
                    read[acknowledged],
                    read[told],
                    read[extended],
                    read[responded],
                ),
                limits,
                self.calendar,
                self.as_at,
            )
        except KeyError:
            return self._unread(given)
        except (ClockProblem, OutsideCalendarError) as error:
            return (*_NOTHING, str(error))
        return self._written(verdict)

    def _written(self, verdict: StageVerdict) -> Answers:
        texts = self._texts
        days = verdict.working_days
        return (
            texts[verdict.acknowledge_by],
            verdict.acknowledgement,
            texts[verdict.respond_by],
            texts[verdict.extension_limit],
            texts[verdict.backstop],
            verdict.response,
            "" if days is None else str(days),
            "",
        )

    def _unread(self, given: Sequence[str]) -> Answers:
        """Learn an edition met for the first time, or say what can't be read."""
        key = (given[1], given[0])
        if key in self._limits or not self._learn(*key):
            return self._problem(given)
        return self.answer(given)

    def _learn(self, edition: str, stage: str) -> bool:
        if stage not in _STAGES or (edition, stage) in self._unknown:
            return False
        try:
            stages = self._edition_named(edition or DEFAULT_EDITION).stages
            self._limits[edition, stage] = stages[_STAGES[stage]]
        except (UnknownEditionError, KeyError):
            self._unknown.add((edition, stage))
            return False
        return True

    def _problem(self, given: Sequence[str]) -> Answers:
        """Name everything in a row that can't be read."""
        stage, edition, *dates = given
        why: list[str] = []
        if stage not in _STAGES:
            why.append(f"stage: {stage!r} is neither 1 nor 2")
        elif (edition, stage) not in self._limits and not self._learn(edition, stage):
            why.append(f"edition: {edition!r} is not known")
        why += [
            f"{name}: {self._why_unread(name, text)}"
            for name, text in zip(DATES, dates, strict=True)
            if text not in self._dates or (name == "started_on" and not text)
        ]
        return (*_NOTHING, "; ".join(why))

    def _why_unread(self, name: str, text: str) -> str:
        if not text:
            return "no date, so nothing can be counted"
        if not _DATE.fullmatch(text):
            return f"{text!r} is not a date written YYYY-MM-DD"
        try:
            day = date.fromisoformat(text)
        except ValueError:
            return f"{text!r} is not a day of the calendar"
        try:
            self.calendar.require_known(day)
        except OutsideCalendarError as error:
            return str(error)
        return f"{text!r} can't be read"


class Columns(NamedTuple):
    """Where the columns stand in a table, and the heading that goes out.

    `given[i]` is the place of GIVEN[i], or None where the table lacks it. Answers
    that the table already has are `old`: they are taken out and answered anew.
    """

    given: tuple[int | None, ...]
    old: frozenset[int]
    width: int
    heading: tuple[str, ...]

    @property
    def absent(self) -> tuple[str, ...]:
        """The columns read as empty, for want of a heading."""
        return tuple(
            name for name, place in zip(GIVEN, self.given, strict=True) if place is None
        )


def find_columns(heading: Sequence[str]) -> Columns:
    """Find the columns of a table by its heading. Raises ColumnError."""
    names = [name.strip() for name in heading]
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise ColumnError(
            f"No column {', '.join(missing)} among: {', '.join(names)}. "
            f"The heading needs {', '.join(NEEDED)}."
        )
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise ColumnError(f"Column {', '.join(twice)} stands twice. Keep one of each.")
    old = frozenset(i for i, name in enumerate(names) if name in ANSWERS)
    kept = [name for i, name in enumerate(heading) if i not in old]
    return Columns(
        given=tuple(names.index(n) if n in names else None for n in GIVEN),
        old=old,
        width=len(names),
        heading=(*kept, *ANSWERS),
    )


def answer_table(
    columns: Columns, rows: Iterable[Sequence[str]], clock: RowClock
) -> Iterator[list[str]]:
    """Give each row back in its order, all its cells kept, with the answers added.

    A row that is short is read as ending in empty cells. One with more cells than
    the heading can't be told apart, so it is a problem; its cells are all kept, those
    beyond the heading after the answers.
    """
    places = columns.given
    answer = clock.answer
    width = columns.width
    for cells in rows:
        row = list(cells)
        if len(row) < width:
            row += [""] * (width - len(row))
        if len(row) > width:
            yield _too_long(columns, row)
            continue
        answers = answer(["" if p is None else row[p] for p in places])
        if columns.old:
            row = [cell for i, cell in enumerate(row) if i not in columns.old]
        row += answers
        yield row


def _too_long(columns: Columns, row: list[str]) -> list[str]:
    width = columns.width
    kept = [cell for i, cell in enumerate(row[:width]) if i not in columns.old]
    why = f"the row has {len(row)} cells and the heading {width}: quote any comma"
    return [*kept, *_NOTHING, why, *row[width:]]


def answer_records(
    records: Iterable[Mapping[str, str]], clock: RowClock
) -> Iterator[dict[str, str]]:
    """Give each record back in its order, with the answers added under their names."""
    for record in records:
        answers = clock.answer([record.get(name, "") for name in GIVEN])
        yield {**record, **dict(zip(ANSWERS, answers, strict=True))}
