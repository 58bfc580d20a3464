"""Batches: proposed, approved, and how far each has come."""

from django.db.models import Count, QuerySet

from putright.apps.protection.models import Batch, BatchItem, ItemState

TO_DO = (ItemState.WAITING, ItemState.CLAIMED)


def batches() -> QuerySet[Batch]:
    """Give every batch that was not withdrawn, the newest first."""
    found = Batch.objects.filter(withdrawn_at__isnull=True)
    return found.select_related("proposed_by", "approved_by", "rule")


def batch(number: int) -> Batch | None:
    """Give a batch by its number."""
    found = Batch.objects.select_related("proposed_by", "approved_by", "rule")
    return found.filter(pk=number).first()


def items(batch: Batch) -> QuerySet[BatchItem]:
    """Give what a batch names, in its order."""
    return BatchItem.objects.filter(batch=batch).order_by("id")


def states(batch: Batch) -> dict[str, int]:
    """Count a batch's records by how far each has come, in words."""
    rows = items(batch).order_by().values_list("state").annotate(Count("pk"))
    found = dict(rows)
    return {str(s.label): found[s] for s in ItemState if found.get(s)}
