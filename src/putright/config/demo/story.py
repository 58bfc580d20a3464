"""One case told day by day, by the core's own steps, until today.

A story holds an agenda: what is to happen on which day. `run` takes it in the order of
days and leaves off at today, so what lies ahead has not happened yet. The world is
what every story shares: the day, the people, the references.
"""

import datetime
import heapq
from collections.abc import Callable, Sequence
from itertools import count
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from putright.apps.complaints.services.bulk import Happened, NewCase
from putright.config.demo.stock import Resident
from putright.config.demo.words import About, words
from putright.core.complaints import events as e
from putright.core.complaints import steps as s
from putright.core.complaints.case import Case
from putright.core.complaints.decide import Context, decide
from putright.core.complaints.fold import begin
from putright.core.complaints.fold import step as fold_step
from putright.core.complaints.verdicts import stage_verdict
from putright.rules.handling_code import Edition, ombudsman_edition_on

LONDON = ZoneInfo("Europe/London")
OPENS = datetime.time(9, 5)
DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
LATE_RECORD = 0.04
"""How large a share of entries is written down after the day they happened on."""
TIMED = ("telephone", "in_person")
"""Channels of which the time of day is known."""


CARRIED = (s.Adjust, s.RestrictContact)
"""Steps that are written to the person's own record too."""

T = TypeVar("T")
UNSENT = ("draft", "review")
"""Fates of a letter whose step is not taken yet."""

Act = Callable[["Story"], None]


class Carried(msgspec.Struct, frozen=True):
    """A step that also writes to the person's own record; the case as it stood."""

    case: Case
    step: s.Step
    who: str
    now: datetime.datetime


class Later(msgspec.Struct, frozen=True):
    """A step taken by the services once the cases are stored: a letter carries it, or
    it follows one. `fate` is how far the letter got; "" where there is none."""

    step: s.Step
    who: str
    now: datetime.datetime
    fate: str = ""


class World:
    """The stage of all stories."""

    def __init__(
        self,
        *,
        now: datetime.datetime,
        context: Context,
        staff: dict[str, str],
        residents: Sequence[Resident],
        random: Random,
        names: dict[int, str] | None = None,
        carry_on: "Act" = lambda _story: None,
    ) -> None:
        """Begin. `names` are the references, by the order in which cases begin;
        `carry_on` says how a case goes on that another one opened."""
        self.now = now
        self.today = now.astimezone(LONDON).date()
        self.context = context
        self.staff = staff
        self.residents = residents
        self.random = random
        self.carry_on = carry_on
        self.stories: list[Story] = []
        self.carried: list[Carried] = []
        self._names = names or {}

    @property
    def edition(self) -> Edition:
        """Give the edition of the Code in force today."""
        return ombudsman_edition_on(self.today)

    def next_reference(self, story: "Story") -> str:
        """Give a story's reference, and keep the story."""
        number = len(self.stories)
        self.stories.append(story)
        return self._names.get(number, f"N-{number}")

    def after(self, day: datetime.date, number: int) -> datetime.date:
        """Give the working day so many working days after a day."""
        return self.context.calendar.add_working_days(day, number)

    def before(self, day: datetime.date, number: int) -> datetime.date:
        """Give the last working day that lies so many working days before a day."""
        calendar = self.context.calendar
        found = day
        while calendar.working_days_between(
            found, day
        ) < number or not calendar.is_working_day(found):
            found -= DAY
        return found

    def next_working(self, day: datetime.date) -> datetime.date:
        """Give the day itself where it is a working day, or the next one."""
        calendar = self.context.calendar
        return day if calendar.is_working_day(day) else self.after(day, 1)

    def chance(self, share: float) -> bool:
        """Give True in so large a share of times."""
        return self.random.random() < share

    def pick(self, listed: Sequence[tuple[T, int]]) -> T:
        """Give one of some values, each as often as its weight says."""
        return self.random.choices(
            [value for value, _ in listed], [weight for _, weight in listed]
        )[0]

    def anyone(self, area: str = "", *, reached: bool = False) -> Resident:
        """Give a resident: of an area, or one whom letters reach, where asked for."""
        found = self.random.choice(self.residents)
        while (area and found.area != area) or (reached and not found.reached):
            found = self.random.choice(self.residents)
        return found

    def anything(self, category: str = "") -> About:
        """Give something to complain about, the common things more often."""
        listed = [a for a in words().about if category in ("", a.category)]
        return self.random.choices(listed, [about.weight for about in listed])[0]

    def moment(self, day: datetime.date) -> datetime.datetime:
        """Give a time in office hours on a day, and never after now."""
        opening = datetime.datetime.combine(day, OPENS, LONDON)
        found = opening + self.random.randint(0, 470) * MINUTE
        return min(found.astimezone(datetime.UTC), self.now)

    def recorded(
        self, event: e.Event, after: datetime.datetime | None
    ) -> tuple[datetime.datetime, str]:
        """Give when an event was written down, after the one before it, and the time
        of day it happened at where that is known."""
        day = event.on
        if after is not None and self.chance(LATE_RECORD):
            day = min(self.after(day, 1), self.today)
        found = self.moment(day)
        if after is not None and found <= after:
            found = min(after + self.random.randint(1, 9) * MINUTE, self.now)
        timed = isinstance(event, e.Received) and event.channel in TIMED
        at = f"{found.astimezone(LONDON):%H:%M}" if timed else ""
        return found, at


class Story:
    """A case as it is told. `day` is the day the agenda has come to, `handler` the
    sign-in name of whoever has it."""

    def __init__(self, world: World, about: About, resident: Resident) -> None:
        """Begin under the next reference, with nothing received."""
        self.world = world
        self.reference = world.next_reference(self)
        self.about = about
        self.resident = resident
        self.day = world.today
        self.handler = "coordinator"
        self.happened: list[Happened] = []
        self.later: list[Later] = []
        self._case: Case | None = None
        self._agenda: list[tuple[datetime.date, int, Act]] = []
        self._order = count()

    @property
    def case(self) -> Case:
        """Where the case stands."""
        assert self._case is not None, f"{self.reference} was not received"
        return self._case

    @property
    def received(self) -> bool:
        """Whether it has begun by today."""
        return self._case is not None

    def plan(self, day: datetime.date, act: Act) -> None:
        """Put something on the agenda."""
        heapq.heappush(self._agenda, (day, next(self._order), act))

    def run(self) -> None:
        """Let everything happen that has a day up to today."""
        while self._agenda and self._agenda[0][0] <= self.world.today:
            day, _, act = heapq.heappop(self._agenda)
            self.day = max(day, self._case.last_on) if self._case else day
            act(self)

    def take(self, step: s.Step, who: str, letter: str = "") -> None:
        """Take a step on the story's day. `who` is a member of staff's sign-in name.

        A step that opens a case of its own begins a story of it. One that a letter
        carries, and all that follows it, waits until the cases are stored.
        """
        world = self.world
        taken_by = world.staff[who]
        dated = replace(step, on=self.day)
        decision = decide(self._case, dated, world.context)
        if letter or self.later:
            self._take_later(dated, decision.events, taken_by, letter)
            return
        opened = Story(world, self.about, self.resident) if decision.opens else None
        if opened is not None:
            dated = replace(dated, new_reference=opened.reference)
            decision = decide(self._case, dated, world.context)
        if isinstance(dated, CARRIED):
            moment = world.moment(self.day)
            world.carried.append(Carried(self.case, dated, taken_by, moment))
        for event in decision.events:
            self._add(event, taken_by)
        if opened is not None:
            opened._begin(decision.opens[opened.reference], self.day, taken_by)

    def _take_later(
        self, step: s.Step, events: Sequence[e.Event], who: str, letter: str
    ) -> None:
        for event in events:
            if letter not in UNSENT:
                self._case = fold_step(self.case, event)
        last = self.later[-1].now if self.later else self.happened[-1].recorded_at
        moment = max(self.world.moment(self.day), last + MINUTE)
        moment = min(moment, self.world.now)
        self.later.append(Later(step=step, who=who, now=moment, fate=letter))

    def _begin(self, received: e.Received, day: datetime.date, who: str) -> None:
        self.day = day
        self._add(received, who)
        self.plan(day, self.world.carry_on)
        self.run()

    def _add(self, event: e.Event, who: str) -> None:
        if self._case is None:
            assert isinstance(event, e.Received)
            self._case = begin(event, self.reference)
        else:
            self._case = fold_step(self._case, event)
        after = self.happened[-1].recorded_at if self.happened else None
        moment, at = self.world.recorded(event, after)
        self.happened.append(Happened(event=event, who=who, recorded_at=moment, at=at))

    def answer_by(self) -> datetime.date:
        """Give the day by which the open stage has to be answered."""
        stage = self.case.stage
        assert stage is not None
        verdict = stage_verdict(self.case, stage, self.world.context, self.day)
        assert verdict is not None
        return verdict.respond_by

    def written(self) -> NewCase:
        """Give the case as it is stored."""
        return NewCase(reference=self.reference, happened=tuple(self.happened))
