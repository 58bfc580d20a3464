"""Summary rows: written by the fold in the entry's own transaction, made anew by
`putright refold`. Lists, searches and figures read these and never the journal.

Verdicts are settled ones, null while open; an open clock has one date to beat.
"""

from django.db import models
from django.db.models import F, Q

WITH_WORDS = Q(erased_to__isnull=True) | Q(erased_to__lt=F("entries_count"))
"""The rule for a case of which not all words were erased, in its own row alone."""


class CaseRow(models.Model):
    """Where a case stands, as one row. `beat_on` is the date that runs out first.

    `erased_to`: the entry up to which its words were erased last; no fold writes it.
    `days_from` and `days_to`: between which days it counts working days, null for none.
    """

    reference = models.CharField(max_length=60, unique=True)
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    edition = models.CharField(max_length=30)
    received_on = models.DateField()
    precision = models.CharField(max_length=5, default="day")
    channel = models.CharField(max_length=20, blank=True)
    raised_by = models.CharField(max_length=20, blank=True)
    person = models.CharField(max_length=60, blank=True)
    home = models.CharField(max_length=60, blank=True)
    tenure = models.CharField(max_length=20, blank=True)
    area = models.CharField(max_length=100, blank=True)
    body = models.CharField(max_length=100, blank=True)
    category = models.CharField(max_length=100, blank=True)
    issue = models.CharField(max_length=100, blank=True)
    own_stage = models.CharField(max_length=60, blank=True)
    linked_to = models.CharField(max_length=60, blank=True)
    imported = models.BooleanField(default=False)
    counts = models.BooleanField(default=True)
    restricted = models.BooleanField(default=False)
    stage = models.PositiveSmallIntegerField(null=True)
    handler = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    route = models.CharField(max_length=20, blank=True)
    vulnerable = models.BooleanField(default=False)
    hazard = models.BooleanField(default=False)
    upheld = models.BooleanField(default=False)
    ground = models.CharField(max_length=60, blank=True)
    refused_on = models.DateField(null=True)
    refused_stage = models.PositiveSmallIntegerField(null=True)
    withdrawn_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    over_on = models.DateField(null=True)
    learning = models.BooleanField(default=False)
    improvement_on = models.DateField(null=True)
    duplicate_of = models.CharField(max_length=60, blank=True)
    beat_on = models.DateField(null=True)
    beat_what = models.CharField(max_length=30, blank=True)
    open_actions = models.PositiveIntegerField(default=0)
    next_action_by = models.DateField(null=True)
    compensation_pence = models.BigIntegerField(default=0)
    adjustment_review = models.DateField(null=True)
    entries_count = models.PositiveIntegerField(default=0)
    erased_to = models.PositiveIntegerField(null=True)
    head = models.CharField(max_length=64, blank=True)
    fold_version = models.PositiveSmallIntegerField(default=0)
    calendar_version = models.CharField(max_length=64, blank=True)
    days_from = models.DateField(null=True)
    days_to = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["beat_on", "id", "restricted"],
                condition=Q(beat_on__isnull=False),
                name="complaints_due",
            ),
            models.Index(
                fields=["beat_on", "id"],
                condition=Q(restricted=True, beat_on__isnull=False),
                name="complaints_restricted_due",
            ),
            models.Index(
                fields=["handler", "beat_on", "id"],
                condition=Q(beat_on__isnull=False),
                name="complaints_due_by_handler",
            ),
            models.Index(
                fields=["team", "beat_on", "id"],
                condition=Q(beat_on__isnull=False),
                name="complaints_due_by_team",
            ),
            models.Index(fields=["kind", "state", "id"], name="complaints_kind_state"),
            models.Index(fields=["person", "id"], name="complaints_person"),
            models.Index(fields=["home", "id"], name="complaints_home"),
            models.Index(fields=["received_on", "id"], name="complaints_received"),
            models.Index(
                fields=["refused_on", "id"],
                condition=Q(refused_on__isnull=False),
                name="complaints_refused",
            ),
            models.Index(fields=["linked_to", "kind"], name="complaints_linked_to"),
            models.Index(
                fields=["adjustment_review", "id"],
                condition=Q(adjustment_review__isnull=False),
                name="complaints_adjustment",
            ),
            models.Index(
                fields=["kind", "over_on", "id"],
                condition=Q(over_on__isnull=False) & WITH_WORDS,
                name="complaints_over",
            ),
            models.Index(
                fields=["calendar_version", "days_to", "days_from", "id"],
                name="complaints_calendar",
            ),
            models.Index(
                fields=["next_action_by", "id"],
                condition=Q(next_action_by__isnull=False),
                name="complaints_promises",
            ),
            *(
                models.Index(
                    fields=[f"{name}_on", "id"],
                    condition=Q(**{f"{name}_on__isnull": False}),
                    name=f"complaints_{name}",
                )
                for name in ("improvement", "withdrawn", "closed")
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class StageRow(models.Model):
    """One stage of a case: dates, settled verdicts, dates to beat while open.

    A request for stage 2 that was `refused` keeps its row: the case may have another
    stage 2 beside it, which comes after it in the order of rows.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField()
    received_on = models.DateField()
    started_on = models.DateField()
    acknowledged_on = models.DateField(null=True)
    extension_told_on = models.DateField(null=True)
    extended_to = models.DateField(null=True)
    responded_on = models.DateField(null=True)
    acknowledge_by = models.DateField(null=True)
    respond_by = models.DateField(null=True)
    extension_limit = models.DateField(null=True)
    backstop = models.DateField(null=True)
    unacknowledged_by = models.DateField(null=True)
    acknowledgement = models.CharField(max_length=30, null=True)  # noqa: DJ001 - null while open, which is not a verdict
    response = models.CharField(max_length=30, null=True)  # noqa: DJ001 - null while open, which is not a verdict
    acknowledge_to_beat = models.DateField(null=True)
    date_to_beat = models.DateField(null=True)
    working_days = models.IntegerField(null=True)
    within_backstop = models.BooleanField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    ended = models.CharField(max_length=10, blank=True)
    ended_on = models.DateField(null=True)
    ground = models.CharField(max_length=60, blank=True)
    refused = models.BooleanField(default=False)
    handler = models.CharField(max_length=100, blank=True)
    responded_by = models.CharField(max_length=100, blank=True)
    team = models.CharField(max_length=100, blank=True)
    compensation_pence = models.BigIntegerField(default=0)
    offered_on = models.DateField(null=True)
    remedied = models.BooleanField(default=False)
    update_due = models.DateField(null=True)

    class Meta:
        ordering = ["case", "number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"],
                condition=Q(refused=False),
                name="complaints_stage_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["number", "received_on"], name="complaints_stage_received"
            ),
            models.Index(
                fields=["number", "responded_on"], name="complaints_stage_answer"
            ),
            models.Index(
                fields=["update_due"],
                condition=Q(update_due__isnull=False),
                name="complaints_update_due",
            ),
            models.Index(
                fields=["offered_on"],
                condition=Q(offered_on__isnull=False),
                name="complaints_stage_offered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} stage {self.number}"


class StageTeam(models.Model):
    """A team that a case concerns at a stage; cross-cutting cases have several."""

    stage = models.ForeignKey(StageRow, on_delete=models.CASCADE, related_name="teams")
    team = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "team"], name="complaints_stage_team_once"
            )
        ]
        indexes = [models.Index(fields=["team"], name="complaints_stage_team")]

    def __str__(self) -> str:
        return f"{self.stage_id}: {self.team}"


class PointRow(models.Model):
    """A point to answer at a stage, and what was found."""

    stage = models.ForeignKey(StageRow, on_delete=models.CASCADE, related_name="points")
    ref = models.CharField(max_length=200)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.stage_id}: {self.ref}"


class ExtensionRow(models.Model):
    """An extension of a stage: when told, to when, and whether past the limit."""

    stage = models.ForeignKey(
        StageRow, on_delete=models.CASCADE, related_name="extensions"
    )
    told_on = models.DateField(null=True)
    to = models.DateField()
    lifted = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.stage_id} to {self.to}"


class ActionRow(models.Model):
    """A promise, tracked until proved kept, also after the case closes."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="actions")
    ref = models.CharField(max_length=300)
    stage = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=100, blank=True)
    made_on = models.DateField()
    by_when = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        ordering = ["by_when", "id"]
        indexes = [
            models.Index(
                fields=["by_when", "id"],
                condition=Q(done_on__isnull=True),
                name="complaints_action_due",
            ),
            models.Index(fields=["by_when"], name="complaints_action_by_when"),
            models.Index(
                fields=["by_when", "made_on"],
                condition=Q(done_on__isnull=True),
                name="complaints_action_open",
            ),
            models.Index(
                fields=["done_on"],
                condition=Q(done_on__isnull=False),
                name="complaints_action_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.ref}"


class AffectedPerson(models.Model):
    """A resident whom the case affects beside the one who raised it."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="affected")
    person = models.CharField(max_length=60, db_index=True)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person}"


class NamedPerson(models.Model):
    """A member of staff who may see a restricted case."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="named")
    user = models.CharField(max_length=40, db_index=True)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user}"


class CaseText(models.Model):
    """The one line that says what a case is about: words, and erased with them."""

    case = models.OneToOneField(
        CaseRow, on_delete=models.CASCADE, related_name="text", primary_key=True
    )
    subject = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"Text of {self.case_id}"
