"""The journal's tables: the database itself refuses to change or remove their rows.

See `triggers.py`. Hashes and the shapes of payloads are `core.complaints.journal`'s.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from putright.apps.complaints.models.rows import CaseRow


class Entry(models.Model):
    """One thing that happened to a case. Appended, never changed."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="entries")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    happened_on = models.DateField()
    happened_at = models.CharField(max_length=5, blank=True)
    precision = models.CharField(max_length=5, default="day")
    recorded_at = models.DateTimeField()
    who = models.CharField(max_length=40)
    payload = models.TextField()
    words_hash = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sequence"], name="complaints_entry_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["kind"],
                condition=Q(kind="representative_named"),
                name="complaints_entry_speakers",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} entry {self.sequence}: {self.kind}"


class EntryWords(models.Model):
    """What people wrote in an entry: canonical bytes and the salt of their hash."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, related_name="words", primary_key=True
    )
    salt = models.BinaryField()
    data = models.BinaryField()

    class Meta:
        verbose_name_plural = "entry words"

    def __str__(self) -> str:
        return f"Words of entry {self.entry_id}"


class Erasure(models.Model):
    """An audited erasure of a case's words: who decided, why, when."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="erasures")
    reason = models.CharField(max_length=200)
    who = models.CharField(max_length=40)
    recorded_at = models.DateTimeField()
    up_to = models.PositiveIntegerField()

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return f"Erasure of {self.case_id} up to entry {self.up_to}"


class Seal(models.Model):
    """A day's count and hash of every case's last entry, chained to the day before."""

    day = models.DateField(unique=True)
    cases = models.PositiveIntegerField()
    entries = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"Seal of {self.day}"


class PolicyAdoption(models.Model):
    """The landlord's own policy as data, adopted on a day: targets, stages, grounds."""

    text = models.TextField()
    title = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["adopted_at"]

    def __str__(self) -> str:
        return f"Policy “{self.title}” adopted {self.adopted_at:%Y-%m-%d}"


class CalendarAdoption(models.Model):
    """A list of bank holidays adopted by the landlord: an entry of its own."""

    text = models.TextField()
    version = models.CharField(max_length=64)
    reason = models.CharField(max_length=200)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["adopted_at"]

    def __str__(self) -> str:
        return f"Calendar {self.version[:12]} adopted {self.adopted_at:%Y-%m-%d}"


class ProgramCalendar(models.Model):
    """A list of bank holidays that the program came with, by its version.

    A later program may come with another: what was made by this one is still known.
    """

    version = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"The program's own calendar {self.version[:12]}"
