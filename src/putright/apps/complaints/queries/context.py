"""What a decision may look at: the adopted calendar and the landlord's settings."""

from functools import lru_cache

from putright.apps.accounts import queries as accounts
from putright.apps.accounts.models import LandlordSettings
from putright.apps.complaints.models import CalendarAdoption
from putright.core.calendar import Calendar, england_calendar
from putright.core.complaints.decide import Context, Settings
from putright.rules.bank_holidays import parse


@lru_cache(maxsize=4)
def calendar_of(text: str) -> Calendar:
    """Make the calendar of an adopted list of bank holidays."""
    return Calendar(parse(text))


def current_calendar() -> Calendar:
    """Give the calendar last adopted, or the program's own where none was."""
    adopted = CalendarAdoption.objects.order_by("-id").values_list("text").first()
    return calendar_of(adopted[0]) if adopted else england_calendar()


def current_context() -> Context:
    """Give the context that decisions are made in today."""
    landlord = accounts.landlord()
    return Context(
        calendar=current_calendar(),
        settings=Settings(
            approval_limit_pence=landlord.approval_limit_pence,
            office_closes_at=_closing(landlord),
        ),
    )


def _closing(landlord: LandlordSettings) -> str:
    if landlord.day_zero != "next_working_day":
        return ""
    return f"{landlord.office_closes_at:%H:%M}"
