"""A survey's sample drawn, and what was sent to it written down."""

import datetime
import math
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from putright.apps.homes import queries as homes
from putright.apps.residents import queries as residents
from putright.apps.surveys.models import Quota, QuotaBy, SampledHome, Survey
from putright.apps.surveys.services.errors import SurveyRefusedError
from putright.apps.surveys.services.forgetting import refuse_forgotten
from putright.apps.surveys.services.setting_up import HOMES_OF
from putright.core.surveys.accuracy import required_sample
from putright.core.surveys.sampling import QuotaError, draw, share_out
from putright.rules.satisfaction_measures import measure_year

ALL_HOMES = "All homes"
INVITE, REMIND = "invite", "remind"


@dataclass(frozen=True, slots=True)
class Drawn:
    """How many homes were added to a sample, and how many stood in it before."""

    added: int
    before: int


@transaction.atomic
def draw_sample(
    *, survey: Survey, numbers: Mapping[str, int | None], today: datetime.date
) -> Drawn:
    """Draw so many homes of each stock type, shared out over its groups; None for all.

    Who was drawn before stays: a larger number only adds. Raises SurveyRefusedError
    where there are fewer homes than are asked for, or they were forgotten.
    """
    refuse_forgotten(Survey.objects.select_for_update().get(pk=survey.pk))
    lone = residents.lone_residents(today)
    before = SampledHome.objects.filter(survey=survey).count()
    Quota.objects.filter(survey=survey).delete()
    added = 0
    for stock_type in survey.of:
        rows = homes.owned_strata(survey.counted_on, HOMES_OF[stock_type])
        groups = {row.reference: group_of(survey, row) for row in rows}
        chosen = _drawn(survey, stock_type, groups, numbers.get(stock_type))
        known = SampledHome.objects.filter(survey=survey, stock_type=stock_type)
        there = set(known.values_list("reference", flat=True))
        new = [
            SampledHome(
                survey=survey,
                home_id=row.id,
                reference=row.reference,
                person=lone.get(row.id, ""),
                stock_type=stock_type,
                area=row.area,
                category=row.category,
                group=groups[row.reference],
            )
            for row in rows
            if row.reference in chosen and row.reference not in there
        ]
        SampledHome.objects.bulk_create(new)
        added += len(new)
    return Drawn(added, before)


def group_of(survey: Survey, row: homes.HomeStratum) -> str:
    """Name the group that a home is of."""
    area, category = row.area or "No area", row.category or "No category"
    names = {
        QuotaBy.NOTHING: ALL_HOMES,
        QuotaBy.AREA: area,
        QuotaBy.CATEGORY: category,
        QuotaBy.BOTH: f"{area}, {category}",
    }
    return names[QuotaBy(survey.quota_by)]


def _drawn(
    survey: Survey, stock_type: str, groups: Mapping[str, str], number: int | None
) -> Collection[str]:
    sizes = dict(sorted(Counter(groups.values()).items()))
    wanted = len(groups) if number is None else number
    rules = measure_year(survey.year).accuracy
    try:
        needed = math.ceil(required_sample(len(groups), rules)) if groups else 0
        targets = share_out(sizes, min(needed, len(groups)))
        chosen = draw(groups, share_out(sizes, wanted), survey.seed)
    except QuotaError as error:
        raise SurveyRefusedError(f"{stock_type}: {error}") from error
    Quota.objects.bulk_create(
        Quota(
            survey=survey,
            stock_type=stock_type,
            group=name,
            homes=size,
            target=targets[name],
        )
        for name, size in sizes.items()
    )
    return set(chosen)


@transaction.atomic
def record_sent(
    *, survey: Survey, which: str, homes_sent: Collection[int], on: datetime.date
) -> int:
    """Write down that these homes (rows of the sample) were asked, or reminded.

    Gives how many. Who was asked before stays asked on that day.
    """
    rows = SampledHome.objects.filter(survey=survey, answered_on__isnull=True)
    if which == INVITE:
        rows = rows.filter(invited_on__isnull=True)
        change: dict[str, object] = {"invited_on": on}
    else:
        rows = rows.filter(invited_on__isnull=False)
        change = {"reminded_on": on, "reminders": F("reminders") + 1}
    there = set(rows.values_list("pk", flat=True))
    chosen = sorted(there & set(homes_sent))
    for start in range(0, len(chosen), AT_ONCE):
        part = chosen[start : start + AT_ONCE]
        SampledHome.objects.filter(pk__in=part).update(**change)
    return len(chosen)


AT_ONCE = 5000
"""Rows named in one question: databases take no more than some tens of thousands."""
