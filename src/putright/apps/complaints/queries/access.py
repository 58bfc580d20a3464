"""Changes of who may see a case that wait for a second person."""

from datetime import datetime
from typing import NamedTuple

from putright.apps.complaints.models import AccessProposal, CaseRow


class Proposal(NamedTuple):
    """A proposed change: to whom, why, by whom and when."""

    number: int
    restrict: bool
    named: tuple[str, ...]
    reason: str
    by: int
    by_name: str
    at: datetime


def waiting(row: CaseRow) -> list[Proposal]:
    """Give a case's proposals that nobody has settled."""
    rows = AccessProposal.objects.filter(case=row, settled_at__isnull=True)
    return [
        Proposal(
            found.pk,
            found.restrict,
            tuple(filter(None, found.named.split(";"))),
            found.reason,
            found.proposed_by.pk,
            found.proposed_by.name,
            found.proposed_at,
        )
        for found in rows.select_related("proposed_by")
    ]
