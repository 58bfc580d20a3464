"""Improvements of a period, in the words of staff: offered to whoever writes a report.

Restricted cases are never read. What is given names no case.
"""

import datetime as dt
from hashlib import sha256

from putright.apps.complaints.queries import counted as cases
from putright.apps.complaints.queries.exporting import Opened, open_many
from putright.core.figures.grains import CASE
from putright.core.reports.given import Improvement

MOST = 100
"""Improvements that a report offers, the latest; their journals are read."""


def improvements(
    first: dt.date, last: dt.date, as_at: dt.date, edition: str = ""
) -> tuple[Improvement, ...]:
    """Give the latest improvements of a period, in order of day."""
    rows = cases.counted(CASE, as_at).rows.filter(
        improvement_on__range=(first, min(last, as_at)), restricted=False
    )
    if edition:
        rows = rows.filter(edition=edition)
    found = list(rows.order_by("-improvement_on", "-pk")[:MOST])
    opened = sorted(
        open_many(found), key=lambda one: (one.row.improvement_on, one.row.pk)
    )
    return tuple(_improvement(one) for one in opened)


def _improvement(opened: Opened) -> Improvement:
    row = opened.row
    assert row.improvement_on is not None
    return Improvement(
        key=sha256(row.reference.encode()).hexdigest()[:12],
        on=row.improvement_on,
        category=row.category,
        words=" ".join(opened.case.learning_text.split()),
    )
