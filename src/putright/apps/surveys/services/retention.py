"""Erasing a survey by the retention schedule: its comments, and who was asked."""

import datetime

from django.db import transaction

from putright.apps.accounts.services import record_opening
from putright.apps.holds import services as holds
from putright.apps.surveys.models import SampledHome, Survey
from putright.apps.surveys.services.comments import erase
from putright.apps.surveys.services.forgetting import forget_homes


@transaction.atomic
def erase_due_survey(*, number: int, now: datetime.datetime) -> bool:
    """Erase a survey's comments and forget which homes answered; its results stay.

    Whether it is there. Raises HeldError where its sample has anybody on hold.
    """
    survey = Survey.objects.select_for_update().filter(pk=number).first()
    if survey is None:
        return False
    asked = SampledHome.objects.filter(survey=survey).exclude(person="")
    holds.refuse_held(people=list(asked.values_list("person", flat=True)))
    erase(survey=survey, number=None, now=now)
    if survey.forgotten_at is None:
        forget_homes(survey=survey, now=now)
    record_opening(by=None, kind="survey_erased", subject=f"survey:{number}", now=now)
    return True
