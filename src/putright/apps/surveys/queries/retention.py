"""Surveys whose words and households a retention schedule may reach, and since when."""

import datetime
from typing import Any

from django.db.models import DateField, Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce

from putright.apps.holds import queries as holds
from putright.apps.holds.queries import HeldKind
from putright.apps.surveys.models import Comment, SampledHome, Survey


def done(until: datetime.date) -> QuerySet[Any, Any]:
    """Give the surveys with nothing taken after a day, and something left to erase.

    Each as (number, day): the day of the last file taken, or the day whose homes were
    asked. Left out: a survey whose sample has anybody on legal hold.
    """
    words = Comment.objects.filter(
        response__survey=OuterRef("pk"), erased_at__isnull=True
    )
    held = SampledHome.objects.filter(
        survey=OuterRef("pk"), person__in=holds.held(HeldKind.PERSON)
    )
    last = Cast(Max("fieldworks__taken_at"), DateField())
    return (
        Survey.objects.annotate(done_on=Coalesce(last, F("counted_on")))
        .filter(Q(forgotten_at__isnull=True) | Exists(words), ~Exists(held))
        .filter(done_on__lte=until)
        .order_by("done_on", "pk")
        .values_list("pk", "done_on")
    )
