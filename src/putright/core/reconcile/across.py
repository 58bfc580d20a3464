"""Tables held against each other: one figure printed twice, and shares of shares."""

from collections.abc import Iterator, Sequence

from putright.core.reconcile.findings import Finding, Sheet
from putright.core.reconcile.joins import columns_alike
from putright.core.reconcile.quotients import (
    bases_by_heading,
    cumulative_shares,
    same_quotients,
    summed_quotients,
)


def across(sheets: Sequence[Sheet]) -> list[Finding]:
    """Find what does not agree between tables."""
    return list(_every(sheets))


def _every(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    yield from same_quotients(sheets)
    yield from cumulative_shares(sheets)
    yield from summed_quotients(sheets)
    yield from bases_by_heading(sheets)
    yield from columns_alike(sheets)
