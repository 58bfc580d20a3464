"""The tables of the Ombudsman's findings and of who answers for complaints.

Each row is typed in with its source. What is amended leaves its old value in `Change`;
what was entered in error is struck out with a reason and leaves every count.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Route(models.TextChoices):
    """What the Ombudsman does with a complaint after assessing it."""

    NOT_KNOWN = "not_known", "Not known yet"
    REFERRED_BACK = "referred_back", "Referred back to the landlord"
    OUTSIDE = "outside_jurisdiction", "Outside jurisdiction"
    ASSESSMENT = "assessment", "Decision at assessment"
    EARLY = "early_resolution", "Early resolution"
    FOCUSED = "focused_investigation", "Focused investigation"
    FULL = "full_investigation", "Full investigation"


class FindingKind(models.TextChoices):
    """The eight findings, one for each complaint that the Ombudsman defined."""

    NO_MALADMINISTRATION = "no_maladministration", "No maladministration"
    SERVICE_FAILURE = "service_failure", "Service failure"
    MALADMINISTRATION = "maladministration", "Maladministration"
    SEVERE = "severe_maladministration", "Severe maladministration"
    MEDIATION = "mediation", "Resolved through mediation"
    REDRESS = "redress", "Reasonable redress"
    OUTSIDE = "outside_jurisdiction", "Outside jurisdiction"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Rollup(models.TextChoices):
    """What the Ombudsman's archive says of a whole case, beside its findings."""

    PARTIAL = "partial_maladministration", "Partial maladministration"
    INTERVENTION = "resolved_with_intervention", "Resolved with intervention"


class OrderSort(models.TextChoices):
    """Orders bind the landlord; recommendations advise it."""

    ORDER = "order", "Order"
    RECOMMENDATION = "recommendation", "Recommendation"


class OrderKind(models.TextChoices):
    """What an order asks for."""

    APOLOGY = "apology", "Apology"
    COMPENSATION = "compensation", "Compensation"
    REPAIR = "repair", "Repair or inspection"
    ACTION = "action", "Action"
    POLICY_REVIEW = "policy_review", "Review of a policy or practice"
    TRAINING = "training", "Training"
    WIDER = "wider_order", "Wider order"


class PublicationKind(models.TextChoices):
    """What the Ombudsman published about the landlord (8.1 e and f)."""

    ANNUAL = "annual_report", "Yearly landlord report"
    DETERMINATION = "determination", "Determination"
    OTHER = "other", "Other report or publication"


class Office(models.TextChoices):
    """Who answers for complaints (9.4, 9.5)."""

    MEMBER = "member_responsible", "Member Responsible for Complaints"
    LEAD = "senior_lead", "Senior lead for complaint handling"


class Kept(models.Model):
    """What every row here has: its source, who typed it in, and whether it stands."""

    source = models.CharField(max_length=300)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_why = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Investigation(Kept):
    """A complaint that went to the Ombudsman, by the Ombudsman's own reference."""

    hos_reference = models.CharField(max_length=40)
    case = models.CharField(max_length=60, blank=True)
    notified_on = models.DateField()
    route = models.CharField(max_length=30, choices=Route, default=Route.NOT_KNOWN)
    determined_on = models.DateField(null=True, db_index=True)
    rollup = models.CharField(max_length=30, choices=Rollup, blank=True)
    review_requested_on = models.DateField(null=True)

    class Meta:
        ordering = ["-notified_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["hos_reference"],
                condition=Q(struck_at__isnull=True),
                name="governance_hos_reference_once",
            ),
            models.CheckConstraint(
                condition=Q(determined_on__isnull=True)
                | Q(determined_on__gte=F("notified_on")),
                name="governance_determined_after_notified",
            ),
        ]

    def __str__(self) -> str:
        return self.hos_reference


class Finding(Kept):
    """What was found on one of the complaints that the Ombudsman defined."""

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="findings"
    )
    about = models.CharField(max_length=300)
    kind = models.CharField(max_length=30, choices=FindingKind)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about}"


class Order(Kept):
    """An order or a recommendation. Its due date is the determination's own."""

    investigation = models.ForeignKey(
        Investigation, on_delete=models.PROTECT, related_name="orders"
    )
    sort = models.CharField(max_length=20, choices=OrderSort, default=OrderSort.ORDER)
    kind = models.CharField(max_length=20, choices=OrderKind)
    text = models.TextField(max_length=2000)
    pence = models.PositiveIntegerField(null=True)
    due_on = models.DateField(null=True, db_index=True)
    evidence_sent_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)

    class Meta:
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.get_sort_display()}: {self.get_kind_display()}"


class FailureOrder(Kept):
    """A complaint handling failure order or notice, typed as the Ombudsman puts it."""

    reference = models.CharField(max_length=40, blank=True)
    type = models.CharField(max_length=60)
    issued_on = models.DateField()
    about = models.CharField(max_length=300)
    complied_on = models.DateField(null=True)

    class Meta:
        ordering = ["-issued_on", "-id"]

    def __str__(self) -> str:
        return f"{self.type}, {self.issued_on}"


class Publication(Kept):
    """What the Ombudsman published about the landlord, and where."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=PublicationKind)
    published_on = models.DateField()
    address = models.CharField(max_length=300, blank=True)
    about = models.TextField(max_length=2000, blank=True)

    class Meta:
        ordering = ["-published_on", "-id"]

    def __str__(self) -> str:
        return self.title


class Appointment(Kept):
    """Who holds an office, from a day to a day, and the minute that says so."""

    office = models.CharField(max_length=20, choices=Office)
    name = models.CharField(max_length=150)
    post = models.CharField(max_length=150, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    minute = models.CharField(max_length=200, blank=True)
    minute_on = models.DateField(null=True)

    class Meta:
        ordering = ["office", "-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="governance_office_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_office_display()}: {self.name}"


class Change(models.Model):
    """One field of one row amended: what it said before, and what it says since."""

    kind = models.CharField(max_length=20)
    row = models.PositiveBigIntegerField()
    field = models.CharField(max_length=40)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "row"], name="governance_change_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row}: {self.field}"
