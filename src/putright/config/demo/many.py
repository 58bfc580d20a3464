"""A landlord-like history of many cases, to measure by.

Cases here are made of events straight away, ten or so each, without the decisions that
would come to them: a million are wanted. Two in a hundred are open.
"""

import datetime
from collections.abc import Sequence
from random import Random

import msgspec

from putright.apps.complaints.services.bulk import Happened, NewCase
from putright.config.demo.people import CONTRACTORS
from putright.config.demo.stock import Resident
from putright.config.demo.story import DAY, LONDON
from putright.config.demo.words import About, subject_of, words
from putright.core.calendar import Calendar
from putright.core.complaints import events as e
from putright.core.complaints import parts
from putright.rules.handling_code import NoEditionError, ombudsman_edition_on

OPEN_SHARE = 0.02
OPEN_SINCE = 40
"""Days: open cases were received within so many of them."""
REQUEST_SHARE, SECOND_SHARE, EXTENDED_SHARE, LATE_SHARE = 0.1, 0.15, 0.1, 0.1
REASON = "The record of visits shows what was done, on which day, and by whom."


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is the same for all cases. `first_day` to `today` is the history."""

    seed: int
    total: int
    first_day: datetime.date
    today: datetime.date
    now: datetime.datetime
    handlers: tuple[str, ...]
    reviewers: tuple[str, ...]
    residents: Sequence[Resident]


def some(plan: Plan, calendar: Calendar, first: int, count: int) -> list[NewCase]:
    """Make cases of a history, from the place `first` on; the same each time."""
    return [
        _Telling(plan, calendar, Random(f"{plan.seed}-{place}"), place).told()  # noqa: S311 - invented cases, no secrets
        for place in range(first, first + count)
    ]


def reference(place: int) -> str:
    """Give the reference of a case by its number in the series."""
    return f"G-{place:07d}"


def edition_on(day: datetime.date, today: datetime.date) -> str:
    """Give the edition of a day; for a day before the first, the one of today."""
    try:
        return ombudsman_edition_on(day).name
    except NoEditionError:
        return ombudsman_edition_on(today).name


class _Telling:
    """One case as its events are put one after the other."""

    def __init__(
        self, plan: Plan, calendar: Calendar, random: Random, place: int
    ) -> None:
        self.plan = plan
        self.calendar = calendar
        self.random = random
        self.place = place
        self.happened: list[Happened] = []
        self.resident = random.choice(plan.residents)
        self.about: About = random.choice(words().about)
        self.handler = random.choice(plan.handlers)
        self.text = random.choice(self.about.says)
        self.open = random.random() < OPEN_SHARE
        self.day = self._first_day()
        self.points = tuple(
            f"p{n}" for n in range(1, random.randint(1, len(self.about.points)) + 1)
        )

    def _first_day(self) -> datetime.date:
        today = self.plan.today
        if self.open:
            return today - self.random.randint(0, OPEN_SINCE) * DAY
        span = (today - self.plan.first_day).days - 2 * OPEN_SINCE
        return self.plan.first_day + self.random.randint(0, max(span, 1)) * DAY

    def told(self) -> NewCase:
        self._received()
        if self.kind == "service_request":
            self.add(e.NoteAdded(on=self.later(1), words={"note": "Job raised."}))
        else:
            self._stage_1()
        return NewCase(reference=reference(self.place), happened=tuple(self.happened))

    def add(self, event: e.Event, who: str = "") -> None:
        opening = datetime.datetime.combine(event.on, datetime.time(9), LONDON)
        moment = opening + datetime.timedelta(minutes=len(self.happened) * 5)
        self.happened.append(
            Happened(
                event=event,
                who=who or self.handler,
                recorded_at=min(moment.astimezone(datetime.UTC), self.plan.now),
            )
        )

    def later(self, days: int) -> datetime.date:
        self.day = min(self.calendar.add_working_days(self.day, days), self.plan.today)
        return self.day

    def _received(self) -> None:
        resident, about = self.resident, self.about
        request = not self.open and self.random.random() < REQUEST_SHARE
        self.kind = "service_request" if request else "complaint"
        self.add(
            e.Received(
                on=self.day,
                kind=self.kind,
                channel=self.random.choice(("telephone", "email", "web", "letter")),
                edition=edition_on(self.day, self.plan.today),
                person=resident.person,
                home=resident.home,
                tenure=resident.tenure,
                area=resident.area,
                body=resident.body,
                category=about.category,
                issue=about.issue,
                teams=(about.team,),
                words={"text": self.text, "subject": subject_of(self.text)},
            )
        )

    def _stage_1(self) -> None:
        start = self.day
        self.add(e.Triaged(on=start, route="investigate", risk="low"))
        self.add(
            e.Assigned(on=start, stage=1, handler=self.handler, team=self.about.team)
        )
        left = (self.plan.today - start).days
        if self.open and left < 7:
            return
        self._acknowledged(1, self.random.randint(1, 5))
        self._looked_into()
        if not self.open:
            self._answered(1, 10)
            if self.random.random() < SECOND_SHARE:
                self._stage_2()
            self._ended()

    def _acknowledged(self, stage: int, wait: int) -> None:
        named = zip(self.points, self.about.points, strict=False)
        self.add(
            e.Acknowledged(
                on=self.later(wait),
                stage=stage,
                points=tuple(parts.PointOwned(ref) for ref in self.points),
                words={
                    "definition": self.text,
                    "outcomes_sought": self.about.remedy,
                    **{f"point:{ref}": text for ref, text in named},
                },
            )
        )

    def _looked_into(self) -> None:
        note = {"note": "Rang to hear it in their own words."}
        self.add(e.ContactRecorded(on=self.later(1), channel="telephone", words=note))
        team = CONTRACTORS.get(self.about.team, self.about.team)
        what = {"what": "The job history and the photographs."}
        asked = e.InformationRequested(
            on=self.day, request="r1", of=team, due_on=self.day + 5 * DAY, words=what
        )
        self.add(asked)
        self.add(e.InformationReceived(on=self.later(2), request="r1"))

    def _answered(self, stage: int, most: int) -> None:
        lot = self.random.random()
        wait = self.random.randint(1, most - 3)
        if lot < LATE_SHARE:
            wait = self.random.randint(most, most + 10)
        elif lot < LATE_SHARE + EXTENDED_SHARE:
            told = self.later(1)
            new = self.calendar.add_working_days(told, most)
            reason = {"reason": "The surveyor can first visit next week."}
            self.add(
                e.Extended(on=told, stage=stage, to=new, told_on=told, words=reason)
            )
            wait = most - 1
        day = self.later(wait)
        self.add(self._response(stage, day))

    def _response(self, stage: int, day: datetime.date) -> e.Responded:
        outcomes = self.random.choices(
            ("upheld", "partially_upheld", "not_upheld"), (5, 2, 3), k=len(self.points)
        )
        by_when = self.calendar.add_working_days(day, 10)
        repair = parts.Remedy("repair", by_when, None, self.handler)
        return e.Responded(
            on=day,
            stage=stage,
            by=self.handler,
            findings=tuple(
                parts.FindingMade(
                    point, found, () if found == "not_upheld" else (repair,)
                )
                for point, found in zip(self.points, outcomes, strict=True)
            ),
            words={f"reason:{point}": REASON for point in self.points},
        )

    def _stage_2(self) -> None:
        self.add(e.StageTwoRequested(on=self.later(8)))
        self.handler = self.random.choice(self.plan.reviewers)
        self.add(e.Assigned(on=self.later(1), stage=2, handler=self.handler, team=""))
        self._acknowledged(2, 2)
        self._answered(2, 20)

    def _ended(self) -> None:
        answers = [h.event for h in self.happened if isinstance(h.event, e.Responded)]
        kept = self.later(8)
        for found in (found for answer in answers for found in answer.findings):
            for remedy in found.remedies:
                ref = f"{remedy.kind}: {found.point}"
                proof = {"proof": "Photographs on the file."}
                self.add(e.ActionDone(on=kept, action=ref, words=proof))
        learning = {"learning": self.random.choice(words().learning["says"])}
        self.add(e.Closed(on=self.later(2), learning=True, words=learning))
