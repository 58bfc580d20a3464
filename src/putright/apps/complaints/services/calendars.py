"""Lists of bank holidays adopted, and the program's own written down.

Nothing moves by a list until `redating.apply`.
"""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.complaints.models import CalendarAdoption, ProgramCalendar
from putright.apps.complaints.queries.context import calendar_of
from putright.rules.reading import packaged_text


@transaction.atomic
def adopt(
    *, text: str, reason: str, by: User | None, now: datetime.datetime
) -> CalendarAdoption:
    """Adopt a list of bank holidays (TOML). Raises ValueError with what is wrong.

    `redating.moves` lists what it would move.
    """
    calendar = calendar_of(text)
    return CalendarAdoption.objects.create(
        text=text,
        version=calendar.version,
        reason=reason[:200],
        adopted_by=by,
        adopted_at=now,
    )


def write_down_own() -> None:
    """Keep the list that this program came with, for when a later one has another.

    Without it nobody could tell which cases the later list moves: all would be read.
    """
    text = packaged_text("putright.rules.bank_holidays", "england")
    ProgramCalendar.objects.get_or_create(
        version=calendar_of(text).version, defaults={"text": text}
    )
