"""The tables of self-assessments: a row for each provision, and what was signed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Where an assessment stands. A past one came from a file and stays as it came."""

    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed off"
    PAST = "past", "Past, from a file"


class Assessment(models.Model):
    """A landlord's self-assessment for a year, under an edition of the Code.

    `first` and `last` bound the period that evidence is taken from; a past one has
    none. A second assessment in a year (8.3, 8.4) is another `version`.
    """

    landlord = models.CharField(max_length=150)
    year = models.CharField(max_length=20)
    edition = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )
    file_name = models.CharField(max_length=200, blank=True)
    started_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    approved_on = models.DateField(null=True)
    minute = models.CharField(max_length=200, blank=True)
    program = models.CharField(max_length=40, blank=True)
    evidence_as_at = models.DateField(null=True)
    published_on = models.DateField(null=True)
    published_at = models.CharField(max_length=300, blank=True)
    response_at = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "landlord", "-version", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["landlord", "year", "edition", "version"],
                name="assessment_version_once",
            ),
            models.UniqueConstraint(
                fields=["landlord", "year", "edition"],
                condition=Q(state="draft"),
                name="assessment_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(first__isnull=True, last__isnull=True)
                | Q(last__gte=F("first")),
                name="assessment_period_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False),
                name="assessment_signed_when",
            ),
        ]

    def __str__(self) -> str:
        again = f", version {self.version}" if self.version > 1 else ""
        return f"{self.landlord}, {self.year}{again}"


class Row(models.Model):
    """One provision: a person's answer, and what it said last time.

    `frozen` holds the evidence as it stood when it was signed off, in plain values;
    `own` the columns of the file that it came in with.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="rows"
    )
    position = models.PositiveSmallIntegerField()
    provision = models.CharField(max_length=20)
    answer = models.CharField(max_length=3, blank=True)
    evidence = models.TextField(blank=True)
    commentary = models.TextField(blank=True)
    action = models.TextField(blank=True)
    owner = models.CharField(max_length=150, blank=True)
    by_when = models.DateField(null=True)
    before = models.CharField(max_length=3, blank=True)
    change = models.CharField(max_length=500, blank=True)
    own = models.JSONField(default=dict)
    frozen = models.JSONField(null=True)
    revision = models.PositiveIntegerField(default=0)
    answered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["assessment", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "provision"], name="assessment_provision_once"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "yes", "no"]), name="assessment_yes_or_no"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}: {self.provision}"


class RowChange(models.Model):
    """One field of one row, as it was and as it is since."""

    row = models.ForeignKey(Row, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=20)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.row_id}: {self.field}"


class Signature(models.Model):
    """Someone who signed an assessment, by name, as what, and when."""

    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="signatures"
    )
    office = models.CharField(max_length=150)
    name = models.CharField(max_length=150)
    signed_on = models.DateField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.name}, {self.office}"


class Requirement(models.Model):
    """The official text of a provision, where the landlord loaded it."""

    edition = models.CharField(max_length=30)
    provision = models.CharField(max_length=20)
    text = models.TextField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["edition", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "provision"], name="assessment_requirement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.provision}"


class Event(models.Model):
    """Something that calls for a new assessment, or for telling people (8.3 to 8.5)."""

    kind = models.CharField(max_length=20)
    happened_on = models.DateField()
    about = models.CharField(max_length=500)
    ombudsman_told_on = models.DateField(null=True)
    residents_told_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    comply_by = models.DateField(null=True)
    entered_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-happened_on", "-id"]

    def __str__(self) -> str:
        return f"{self.kind} on {self.happened_on}"
