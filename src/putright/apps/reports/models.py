"""The tables of reports: what is drafted, what people wrote, what was published.

A published report is kept as bytes: the whole of its values in one column, and each of
its figures in a row with its cells and its cases. They are written once, read whole and
compared whole, and a year's report of a large landlord counts a million rows over its
figures; a row of a table for each would be a hundred times the size and never asked for
alone.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Where it stands: a final one takes no more text, a published one nothing."""

    DRAFT = "draft", "Draft"
    FINAL = "final", "Final, not published"
    PUBLISHED = "published", "Published"


class Report(models.Model):
    """A report of a kind for a period.

    Until it is published it is drafted anew each time that it is looked at, on the
    records as they are then; `as_at` is the day they are judged on, none for the day
    on which it is looked at. `edition` limits it to one Code edition's cases. `number`
    counts the editions of the same report: a published one is never edited, and a
    correction is the next. `earlier` is the report whose restatement it prints.
    `flags` are the texts with a number that differs from its figure, let stand when it
    was marked final, and `accepted` the reason given.
    """

    kind = models.CharField(max_length=40)
    first = models.DateField()
    last = models.DateField()
    as_at = models.DateField(null=True)
    edition = models.CharField(max_length=30, blank=True)
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    landlord = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    earlier = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField()
    finished_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    finished_at = models.DateTimeField(null=True)
    flags = models.JSONField(default=list)
    accepted = models.TextField(blank=True)
    published_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    program = models.CharField(max_length=40, blank=True)
    rules = models.CharField(max_length=100, blank=True)
    document = models.BinaryField(null=True)
    document_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-last", "kind", "-number", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first", "last", "edition", "number"],
                name="reports_number_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "first", "last", "edition"],
                condition=~Q(state="published"),
                name="reports_one_draft",
            ),
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="reports_period_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(
                    published_at__isnull=False,
                    document__isnull=False,
                    as_at__isnull=False,
                ),
                name="reports_published_whole",
            ),
        ]

    def __str__(self) -> str:
        again = f", edition {self.number}" if self.number > 1 else ""
        return f"{self.title}{again}"


class Text(models.Model):
    """What a person wrote in place of a paragraph's draft; None for the draft again.

    `drafted` is the hash of the draft as it was when they wrote, and none of its words.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    key = models.CharField(max_length=100)
    text = models.TextField(null=True)  # noqa: DJ001 - empty text is a text, none is the draft
    drafted = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "key"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="reports_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.key}"


class TextBefore(models.Model):
    """A text that was replaced: by whom it was written, and when."""

    of = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="before")
    text = models.TextField(null=True)  # noqa: DJ001 - as above
    written_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.of_id}, {self.written_at:%Y-%m-%d %H:%M}"


class FrozenFigure(models.Model):
    """A figure of a published report: for one period and limit, with all its cells.

    `kept` is a `core.reports.frozen.Kept`, `members` its cases, compressed; both as
    JSON, with the SHA-256 of the two together. `rows` is how many members there are.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="figures")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80)
    first = models.DateField()
    last = models.DateField()
    kept = models.BinaryField()
    members = models.BinaryField()
    rows = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["report", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "position"], name="reports_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.code}"


class Response(models.Model):
    """Where a report is published, and the governing body's response to it (8.2).

    Written down again whenever something is added: the last one holds, the ones before
    stay.
    """

    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, related_name="responses"
    )
    considered_on = models.DateField(null=True)
    minute = models.CharField(max_length=200, blank=True)
    response = models.TextField(blank=True)
    published_on = models.DateField(null=True)
    report_at = models.CharField(max_length=300, blank=True)
    response_at = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.report_id}, {self.recorded_at:%Y-%m-%d}"
