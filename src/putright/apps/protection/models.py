"""The tables of data protection: the schedule, what it erases, what is given out.

Nothing here holds a name or anybody's words: references, days and codes. What was left
out of a person's copy is kept as the numbers of its passages, under a text's hash.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

USER = settings.AUTH_USER_MODEL


class Rule(models.Model):
    """How long one kind of record is kept, proposed by one person for a second.

    `months` from the day that the kind is counted from; None to keep it until another
    rule. The latest that was confirmed holds. `basis`: the landlord's own source.
    """

    kind = models.CharField(max_length=30)
    months = models.PositiveSmallIntegerField(null=True)
    basis = models.CharField(max_length=300)
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(confirmed_at__isnull=True, withdrawn_at__isnull=True),
                name="protection_rule_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("proposed_by")),
                name="protection_rule_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.months} months"


class Batch(models.Model):
    """What one person proposes to erase of a kind, for a second to approve.

    `until`: the day whose records and older were due, by the rule it was made under.
    """

    kind = models.CharField(max_length=30)
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+")
    until = models.DateField()
    proposed_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "batches"
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(approved_at__isnull=True, withdrawn_at__isnull=True),
                name="protection_batch_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | ~Q(approved_by=F("proposed_by")),
                name="protection_batch_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.until}"


class ItemState(models.TextChoices):
    """How far the erasing of one record has come."""

    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "Being erased"
    ERASED = "erased", "Erased"
    HELD = "held", "Kept: on legal hold"
    NOT_DUE = "not_due", "Kept: no longer due"


class BatchItem(models.Model):
    """One record of a batch, by its reference: claimed, then erased, once."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="items")
    reference = models.CharField(max_length=60)
    counted_from = models.DateField()
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.WAITING)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "reference"], name="protection_item_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "batch", "id"],
                condition=Q(state__in=("waiting", "claimed")),
                name="protection_item_to_do",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.reference}"


class PersonCopy(models.Model):
    """A copy of what is held on a person, being looked through for giving to them.

    The copy itself is never kept: it is made anew whenever it is fetched.
    """

    person = models.CharField(max_length=60)
    started_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "person copies"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_at__isnull=True),
                name="protection_copy_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"copy {self.pk}"


class PartSeen(models.Model):
    """A part of a copy that somebody looked through, as it stood then."""

    copy = models.ForeignKey(PersonCopy, on_delete=models.CASCADE, related_name="parts")
    part = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    seen_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["copy", "part"], name="protection_part_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.copy_id}: {self.part}"


class LeftOut(models.Model):
    """Passages of a text, or a whole file, that a copy leaves out, and why in a code.

    `passages`: their numbers, parted by commas; empty for the whole.
    """

    part = models.ForeignKey(
        PartSeen, on_delete=models.CASCADE, related_name="left_out"
    )
    item = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    passages = models.TextField(blank=True)
    reason = models.CharField(max_length=20)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "left out"
        constraints = [
            models.UniqueConstraint(
                fields=["part", "item"], name="protection_left_out_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.item}"
