"""What a decision may look at: the adopted calendar and the landlord's settings."""

from functools import lru_cache

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.models import LandlordSettings
from putright.apps.complaints.models import (
    CalendarAdoption,
    PolicyAdoption,
    ProgramCalendar,
)
from putright.core.calendar import Calendar, england_calendar
from putright.core.complaints.decide import Context, Settings
from putright.rules import landlord_policies
from putright.rules.bank_holidays import parse
from putright.rules.landlord_policies import Policy


@lru_cache(maxsize=4)
def calendar_of(text: str) -> Calendar:
    """Make the calendar of an adopted list of bank holidays."""
    return Calendar(parse(text))


def current_calendar() -> Calendar:
    """Give the calendar last adopted, or the program's own where none was."""
    adopted = CalendarAdoption.objects.order_by("-id").values_list("text").first()
    return calendar_of(adopted[0]) if adopted else england_calendar()


def known_calendars() -> dict[str, Calendar]:
    """Give every calendar that was adopted or came with the program, by version."""
    adopted = CalendarAdoption.objects.order_by().values_list("text", flat=True)
    own = ProgramCalendar.objects.order_by().values_list("text", flat=True)
    texts = adopted.union(own)
    found = [england_calendar(), *(calendar_of(text) for text in texts)]
    return {calendar.version: calendar for calendar in found}


def current_context() -> Context:
    """Give the context that decisions are made in today."""
    landlord = accounts.landlord()
    return Context(
        calendar=current_calendar(),
        settings=Settings(
            approval_limit_pence=landlord.approval_limit_pence,
            office_closes_at=_closing(landlord),
            extra_grounds=own_grounds(current_policy()),
        ),
    )


def _closing(landlord: LandlordSettings) -> str:
    if landlord.day_zero != "next_working_day":
        return ""
    return f"{landlord.office_closes_at:%H:%M}"


@lru_cache(maxsize=4)
def policy_of(text: str) -> Policy:
    """Read an adopted policy."""
    return landlord_policies.parse(text, "your policy")


def current_policy() -> Policy:
    """Give the policy last adopted, or the Code alone where none was."""
    adopted = PolicyAdoption.objects.order_by("-id").values_list("text").first()
    return policy_of(adopted[0]) if adopted else landlord_policies.policy("code-only")


def adopted_policies() -> list[Policy]:
    """Give every policy that was adopted, in the order in which it was."""
    texts = PolicyAdoption.objects.order_by("id").values_list("text", flat=True)
    return [policy_of(text) for text in texts]


def own_grounds(policy: Policy) -> dict[str, tuple[str, ...]]:
    """Give a policy's own grounds for refusing, and the facts each needs."""
    return {ground.code: ground.needs for ground in policy.grounds}
