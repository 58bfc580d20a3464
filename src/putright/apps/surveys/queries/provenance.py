"""What a survey's results rest on: who was drawn, and which answers there are."""

import hashlib
import json

from django.db.models import Count, Sum

from putright.apps.surveys.models import Quota, QuotaBy, Response, SampledHome, Survey
from putright.core.measures.perception import SampleDrawn

_SHARED = {
    QuotaBy.NOTHING: "",
    QuotaBy.AREA: "area",
    QuotaBy.CATEGORY: "category",
    QuotaBy.BOTH: "area and category",
}


def fingerprint(survey: Survey) -> str:
    """Give the SHA-256 of all responses: the same as long as none is changed.

    It tells nothing of any of them, and not in which order they came.
    """
    found = hashlib.sha256()
    rows = Response.objects.filter(survey=survey).order_by("reference")
    named = rows.values_list(
        "reference", "household", "stock_type", "method", "answered_at", "answers"
    )
    for row in named.iterator(chunk_size=5000):
        found.update(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())
        found.update(b"\n")
    return found.hexdigest()


def drawn(survey: Survey) -> dict[str, SampleDrawn]:
    """Say of each stock type how many homes were drawn, of how many; none for none."""
    sampled = SampledHome.objects.filter(survey=survey).order_by()
    numbers = dict(sampled.values_list("stock_type").annotate(Count("pk")))
    quotas = Quota.objects.filter(survey=survey).order_by()
    homes = dict(quotas.values_list("stock_type").annotate(Sum("homes")))
    shared = _SHARED[QuotaBy(survey.quota_by)]
    return {
        stock: SampleDrawn(number, homes[stock], shared)
        for stock, number in numbers.items()
        if stock in homes
    }
