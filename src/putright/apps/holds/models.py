"""The table of legal holds. References only: cases and people are other apps'."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class HeldKind(models.TextChoices):
    """What a hold is on."""

    CASE = "case", "Case"
    PERSON = "person", "Resident"


class Hold(models.Model):
    """A hold: nothing of what it names is erased by anyone until it is lifted.

    `reason` and `lifted_why` are words of staff, and go when what is named is erased.
    """

    kind = models.CharField(max_length=6, choices=HeldKind)
    reference = models.CharField(max_length=60)
    reason = models.CharField(max_length=500, blank=True)
    review_on = models.DateField()
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    placed_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_why = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["review_on", "id"]
        indexes = [
            models.Index(
                fields=["kind", "reference"],
                condition=Q(lifted_at__isnull=True),
                name="holds_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"
