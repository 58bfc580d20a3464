"""What every decision shares: its context, its result, and how problems gather."""

from collections.abc import Callable, Mapping
from datetime import date

import msgspec

from putright.core import refusals as no
from putright.core.calendar import Calendar
from putright.core.complaints import events as e
from putright.core.complaints.case import Case, StageRecord
from putright.core.complaints.clocks import StageVerdict, judge
from putright.core.complaints.decide.on_file import OnFile
from putright.rules.handling_code import Edition, edition


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a landlord may set where the Code is silent.

    `choice_backdates`: a complaint chosen later runs from the day the dissatisfaction
    was received (strict) and not from the day of the choice. `approval_limit_pence`:
    compensation above it needs a second person; None: no limit. `extra_grounds`: the
    landlord's own grounds for refusing, and the facts each needs. `office_closes_at`
    (HH:MM): what comes later, or on a day that is no working day, counts from the next
    working day; empty, the strict reading: from the day it came, whatever the hour.
    """

    choice_backdates: bool = True
    approval_limit_pence: int | None = None
    extra_grounds: Mapping[str, tuple[str, ...]] = {}
    office_closes_at: str = ""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a decision may look at beside the case: calendar, settings, names.

    `on_file`: which of the references that the step names there are. None for what was
    recorded elsewhere, a worked case or a register: it is taken as it was written.
    """

    calendar: Calendar
    settings: Settings = Settings()
    edition_of: Callable[[str], Edition] = edition
    on_file: OnFile | None = None


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a step comes to: events of this case, and cases it opens.

    `opens` maps a new case's reference to what it received. `warnings` are what the
    landlord's own limits say; they never refuse.
    """

    events: tuple[e.Event, ...]
    opens: Mapping[str, e.Received] = {}
    warnings: tuple[str, ...] = ()


class Problems:
    """Gathers every refusal of a step, so that all are told at once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.found: list[no.Refusal] = []

    def add(self, rule: no.Rule, value: str = "") -> None:
        """Add a refusal."""
        self.found.append(no.Refusal(rule, value))

    def require(self, holds: object, rule: no.Rule, value: str = "") -> None:
        """Add a refusal unless what is required holds."""
        if not holds:
            self.add(rule, value)

    def stop(self) -> None:
        """Raise StepRefusedError if anything was found."""
        if self.found:
            raise no.StepRefusedError(*self.found)


def given(text: str | None) -> str:
    """Give a text without its blanks: only what is not blank counts as given."""
    return (text or "").strip()


def refuse(rule: no.Rule, value: str = "") -> no.StepRefusedError:
    """Make the error of one refusal."""
    return no.StepRefusedError(no.Refusal(rule, value))


def need(**fields: object) -> None:
    """Refuse as `incomplete` where a field without which the step means nothing lacks.

    Names are shown with spaces for underscores.
    """
    missing = [name for name, value in fields.items() if not value]
    if missing:
        raise refuse(no.INCOMPLETE, ", ".join(missing).replace("_", " "))


def words(**texts: str) -> dict[str, str]:
    """Keep the texts that say something."""
    return {name: given(text) for name, text in texts.items() if given(text)}


def stage_record(case: Case, number: int) -> StageRecord:
    """Give a stage that the turn has shown to be open."""
    stage = case.stage_1 if number == 1 else case.stage_2
    if stage is None:
        raise refuse(no.OUT_OF_TURN, f"stage {number} has not begun")
    return stage


def verdict(case: Case, number: int, context: Context, as_at: date) -> StageVerdict:
    """Judge a stage as a complete record, under the case's edition."""
    limits = context.edition_of(case.edition).stages[number]
    dates = stage_record(case, number).dates
    return judge(dates, limits, context.calendar, as_at, complete=True)


def clock_from(on: date, at: str, context: Context) -> date | None:
    """Give day 0 where the landlord's hours move it; None for the day itself."""
    closes = context.settings.office_closes_at
    if not closes:
        return None
    working = context.calendar.is_working_day(on)
    if working and (not at or at < closes):
        return None
    return context.calendar.add_working_days(on, 1)
