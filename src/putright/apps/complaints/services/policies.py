"""Adopting the landlord's own policy: targets, stage names and grounds as data."""

import datetime

from django.db import transaction

from putright.apps.accounts.models import User
from putright.apps.complaints.models import PolicyAdoption
from putright.apps.complaints.queries.context import policy_of
from putright.apps.complaints.services import target_days


@transaction.atomic
def adopt(
    *, text: str, reason: str, by: User | None, now: datetime.datetime
) -> PolicyAdoption:
    """Adopt a policy (TOML). Raises ValueError saying what is wrong, and where.

    Cases keep the Code's verdicts, which a policy never changes; its own targets are
    judged for the stages that start while it is in force.
    """
    policy = policy_of(text)
    adopted = PolicyAdoption.objects.create(
        text=text,
        title=policy.title,
        reason=reason[:200],
        adopted_by=by,
        adopted_at=now,
    )
    target_days.rewrite()
    return adopted
