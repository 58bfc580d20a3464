"""Forgetting which homes answered, once a survey is done. Its results stay."""

import datetime
import secrets

from django.db import transaction

from putright.apps.surveys.models import Quota, Response, SampledHome, Survey
from putright.apps.surveys.services.errors import SurveyRefusedError


def refuse_forgotten(survey: Survey) -> None:
    """Refuse what needs to know the homes, where they were forgotten."""
    if survey.forgotten_at is not None:
        raise SurveyRefusedError(
            "It was forgotten which homes answered this survey, so nothing more can be "
            "drawn or taken. Set up another."
        )


@transaction.atomic
def forget_homes(*, survey: Survey, now: datetime.datetime) -> int:
    """Put a random word in place of each household, and let the sample go.

    Responses of one household keep one word, so that results stay as they are. Gives
    how many responses there are. Raises SurveyRefusedError where it was done before.
    """
    locked = Survey.objects.select_for_update().get(pk=survey.pk)
    refuse_forgotten(locked)
    words: dict[tuple[str, str], str] = {}
    rows = list(Response.objects.filter(survey=survey))
    for row in rows:
        if row.household:
            at = (row.stock_type, row.household)
            row.household = words.setdefault(at, f"forgotten {secrets.token_hex(8)}")
        row.reference = f"forgotten {secrets.token_hex(8)}"
    Response.objects.bulk_update(rows, ["household", "reference"], batch_size=500)
    SampledHome.objects.filter(survey=survey).delete()
    Quota.objects.filter(survey=survey).delete()
    survey.forgotten_at = now
    survey.save(update_fields=["forgotten_at"])
    return len(rows)
