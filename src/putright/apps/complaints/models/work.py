"""The other tables of casework: references, evidence, access asked for, settings."""

from django.conf import settings
from django.db import models

from putright.apps.complaints.models.rows import CaseRow


class ReferenceCounter(models.Model):
    """The last number given in a series of references, such as `C-26`."""

    series = models.CharField(max_length=20, unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


class EvidenceFile(models.Model):
    """A file with a case. Its name is the resident's words; the store goes by hash."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sha256"], name="complaints_file_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.sha256[:12]}"


class AccessProposal(models.Model):
    """A change of who may see a case, proposed by one person for a second."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="+")
    restrict = models.BooleanField()
    named = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at"]

    def __str__(self) -> str:
        return f"{self.case_id}: {'restrict' if self.restrict else 'open'}"


class Category(models.Model):
    """What a complaint is about, in the landlord's own list, in two levels."""

    category = models.CharField(max_length=100)
    issue = models.CharField(max_length=100, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["category", "issue"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(
                fields=["category", "issue"], name="complaints_category_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.category}: {self.issue}" if self.issue else self.category


class ImportMapping(models.Model):
    """How a landlord's own spreadsheet becomes a register, kept under a name."""

    name = models.CharField(max_length=100, unique=True)
    columns = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StepDraft(models.Model):
    """A step written and not yet taken: what its letter will say, and to be recorded
    on the day the letter leaves. Words: erased with the case's."""

    case = models.ForeignKey(CaseRow, on_delete=models.PROTECT, related_name="drafts")
    step = models.CharField(max_length=40)
    stage = models.PositiveSmallIntegerField(default=0)
    fields = models.TextField()
    letter = models.PositiveBigIntegerField(unique=True)
    saved_by = models.CharField(max_length=40)
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "step", "stage"], name="complaints_step_draft_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.step} (letter {self.letter})"


class DigestSent(models.Model):
    """The one digest of a person's day: claimed before it is sent, so sent once."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "day"], name="complaints_digest_once"
            )
        ]

    def __str__(self) -> str:
        return f"Digest of {self.day} for u{self.user_id}"
