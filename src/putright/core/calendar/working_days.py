"""Working days in England: every date the Code's clocks give is counted here.

A working day is Monday to Friday and not a bank holiday in England. Day 0 is the
day of the event, whichever day that is; day 1 is the next working day. A date that
lies outside the years whose bank holidays are known is refused, never guessed.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from putright.core.calendar.periods import Span
from putright.rules import bank_holidays
from putright.rules.bank_holidays import BankHoliday, BankHolidays

_DAY = timedelta(days=1)
_SATURDAY = 5


class OutsideCalendarError(ValueError):
    """A date, or the answer to be given, lies outside the known bank holidays."""


class Step(NamedTuple):
    """One calendar day of a count: counted with its number, or skipped, and why.

    Day 0 is not counted and has the number 0; a skipped day has no number.
    """

    day: date
    counted: bool
    number: int | None
    why: str


def long_date(day: date) -> str:
    """Write a date as people in the United Kingdom do: `7 October 2024`."""
    return f"{day.day} {day:%B %Y}"


class Calendar:
    """The working days between the first and the last day that are known.

    `closures` are days on which an office is shut that are not bank holidays, with
    their names. The Code does not know them: a calendar that has any is for figures
    shown beside those of the Code, never in their place.

    Days are looked up in tables made once, so each question costs the same
    however far apart the dates are. A calendar never changes.
    """

    def __init__(
        self, bank_holidays: BankHolidays, closures: Mapping[date, str] | None = None
    ) -> None:
        """Make the tables. OutsideCalendarError for a closure outside the range."""
        self.bank_holidays = bank_holidays
        self.closures = dict(sorted((closures or {}).items()))
        self.known_from = bank_holidays.known_from
        self.known_to = bank_holidays.known_to
        self._off = self._days_off()
        self._count: dict[date, int] = {}
        # The working days in order; the entry before the first is never an answer.
        self._nth: list[date] = [self.known_from]
        day = self.known_from
        while day <= self.known_to:
            if day.weekday() < _SATURDAY and day not in self._off:
                self._nth.append(day)
            self._count[day] = len(self._nth) - 1
            day += _DAY
        for off in self._off:
            self._known(off)
        self.version = self._fingerprint()

    def _days_off(self) -> dict[date, str]:
        off = {
            day: f"{name}: office closed, not a bank holiday"
            for day, name in self.closures.items()
        }
        for holiday in self.bank_holidays.days:
            off[holiday.day] = f"Bank holiday: {holiday.name}"
        return off

    def _fingerprint(self) -> str:
        lines = [self.known_from.isoformat(), self.known_to.isoformat()]
        lines += sorted(f"bank holiday {h.day}" for h in self.bank_holidays.days)
        lines += [f"closed {day}" for day in self.closures]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]

    def __contains__(self, day: date) -> bool:
        """Tell whether the bank holidays of the day's year are known."""
        return day in self._count

    def __repr__(self) -> str:
        """Show the range and the version."""
        return f"<Calendar {self.known_from} to {self.known_to}, {self.version}>"

    @property
    def known_range(self) -> str:
        """The first and the last known day, in words, for a message."""
        return f"{long_date(self.known_from)} to {long_date(self.known_to)}"

    def require_known(self, day: date) -> None:
        """Raise OutsideCalendarError where the day is not within the known range."""
        if day not in self._count:
            self._known(day)

    def _known(self, day: date) -> int:
        """Give the number of working days up to the day, or say it is not known."""
        if isinstance(day, datetime):
            raise TypeError(f"{day!r} has a time of day: a working day is a date.")
        try:
            return self._count[day]
        except KeyError:
            raise OutsideCalendarError(
                f"{long_date(day)} is outside the years whose bank holidays are "
                f"known, {self.known_range}. Check the date; if it is right, "
                "add that year's bank holidays first."
            ) from None

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day counts. OutsideCalendarError if it is not known."""
        count = self._known(day)
        return count > 0 and self._nth[count] == day

    def add_working_days(self, day: date, n: int) -> date:
        """Give the n-th working day after the day; n = 0 gives the day itself.

        Raises OutsideCalendarError where the day or the answer is not known, and
        ValueError for a negative n.
        """
        try:
            if n > 0:
                return self._nth[self._count[day] + n]
        except (KeyError, IndexError):
            self._known(day)
            raise OutsideCalendarError(
                f"{n} working days after {long_date(day)} is past the years whose "
                f"bank holidays are known, {self.known_range}. Check the date; if "
                "it is right, add the next year's bank holidays first."
            ) from None
        if n < 0:
            raise ValueError(f"Can't count {n} working days: give 0 or more.")
        self._known(day)
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after the start, up to and including the end.

        Negative where the end comes first. OutsideCalendarError where either day
        is not known.
        """
        try:
            return self._count[end] - self._count[start]
        except KeyError:
            return self._known(end) - self._known(start)

    def explain(self, day: date, n: int) -> tuple[Step, ...]:
        """List each calendar day from day 0 to the n-th working day, and why.

        The last step is the answer of `add_working_days(day, n)`; errors as there.
        """
        due = self.add_working_days(day, n)
        steps = [Step(day, counted=False, number=0, why="Day 0: the day itself")]
        before = self._known(day)
        step = day
        while step < due:
            step += _DAY
            why = self._why_off(step)
            number = None if why else self._known(step) - before
            steps.append(Step(step, not why, number, why or "Working day"))
        return tuple(steps)

    def _why_off(self, day: date) -> str:
        if day.weekday() >= _SATURDAY:
            return f"Weekend: {day:%A}"
        return self._off.get(day, "")

    def numbered(self) -> Iterator[tuple[date, int, bool]]:
        """Give every known day with how many working days there are up to it, itself
        included, and whether it is one.

        The difference of two numbers is `working_days_between` the days.
        """
        for day, count in self._count.items():
            yield day, count, self.is_working_day(day)

    def differs(self, other: "Calendar") -> tuple[Span, ...]:
        """Give the days that count in one of two calendars and not in the other, or
        are known to one alone, as spans in their order; none where they say the same.

        A count of days that touches none of them comes to the same in both.
        """
        found: list[Span] = []
        day = min(self.known_from, other.known_from)
        last = max(self.known_to, other.known_to)
        while day <= last:
            if self._counts(day) != other._counts(day):
                if found and found[-1].last == day - _DAY:
                    found[-1] = Span(found[-1].first, day)
                else:
                    found.append(Span(day, day))
            day += _DAY
        return tuple(found)

    def _counts(self, day: date) -> bool | None:
        return self.is_working_day(day) if day in self._count else None

    def with_extra(self, days: Mapping[date, str] | Iterable[date]) -> "Calendar":
        """Make the calendar that would hold if these days were bank holidays too.

        Days come with their names, or without. OutsideCalendarError for a day that
        is not within the known range.
        """
        named = days if isinstance(days, Mapping) else dict.fromkeys(days, "extra day")
        known = {holiday.day: holiday for holiday in self.bank_holidays.days}
        for extra, name in named.items():
            self._known(extra)
            known.setdefault(extra, BankHoliday(extra, name))
        ordered = tuple(known[day] for day in sorted(known))
        return Calendar(replace(self.bank_holidays, days=ordered), self.closures)


@lru_cache(maxsize=1)
def england_calendar() -> Calendar:
    """Give the calendar of England's bank holidays, made once and shared."""
    return Calendar(bank_holidays.england())
