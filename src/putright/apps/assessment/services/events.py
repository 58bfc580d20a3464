"""Writing down what calls for a new assessment, or for telling people (8.3 to 8.5)."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.assessment.models import Event
from putright.apps.assessment.services.drafting import AssessmentRefusedError
from putright.core.assessment import TRIGGERS


@transaction.atomic
def record_event(
    *,
    kind: str,
    happened_on: datetime.date,
    about: str,
    days: Mapping[str, datetime.date | None],
    by: User | None,
    now: datetime.datetime,
) -> int:
    """Write down an event; give its number. `days` are those its kind asks for.

    Raises AssessmentRefusedError for a kind that there is not.
    """
    if kind not in TRIGGERS:
        raise AssessmentRefusedError(f"There is no event {kind!r}. Choose one listed.")
    wanted = {name: days.get(name) for name in TRIGGERS[kind].needs}
    found = Event.objects.create(
        kind=kind,
        happened_on=happened_on,
        about=about,
        entered_by=by,
        entered_at=now,
        **wanted,
    )
    return int(found.pk)
