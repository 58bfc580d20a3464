"""The tables of programs that act for people: tokens, answers kept, webhooks.

Only the hash of a token's secret is kept, and of a webhook's secret only what it is
made from together with the program's own key: a copy of the database opens nothing.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class Token(models.Model):
    """Lets a program act as a person, within its scopes, until its last day.

    An administrator makes it; it works from the moment that its person takes it, who
    alone is shown the secret. `scopes` stand with a space between them.
    """

    name = models.CharField(max_length=100)
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    scopes = models.CharField(max_length=200)
    expires_on = models.DateField()
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    secret_hash = models.CharField(max_length=64, blank=True)
    ending = models.CharField(max_length=4, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    last_used_on = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["secret_hash"],
                condition=~Q(secret_hash=""),
                name="api_token_secret_once",
            )
        ]

    def __str__(self) -> str:
        return f"token {self.pk} of u{self.person_id}"


class KeptAnswer(models.Model):
    """What a request under an idempotency key was answered, for a day.

    `asked` is the hash of the request, `about` the case that it was about. `status` is
    0 only inside the transaction that makes the answer. A refusal quotes words: the
    answer goes when the words of its case do.
    """

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    asked = models.CharField(max_length=64)
    about = models.CharField(max_length=60, blank=True)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="api_answer_once")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk} of token {self.token_id}"


class Webhook(models.Model):
    """An address that is told when something was written on a case its owner may see.

    `kinds` are kinds of entries with a space between them; none: all. `read_to` is the
    journal's entry up to which it was read for this webhook, `horizon` and `mark` how
    far it may be read once every transaction of that time has ended.
    """

    name = models.CharField(max_length=100)
    address = models.CharField(max_length=500)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    kinds = models.TextField(blank=True)
    made_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    grain = models.CharField(max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    read_to = models.BigIntegerField(default=0)
    horizon = models.BigIntegerField(default=0)
    mark = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"webhook {self.pk} of u{self.owner_id}"


class DeliveryState(models.TextChoices):
    """Where an announcement stands."""

    WAITING = "waiting", "Waiting"
    CLAIMED = "claimed", "On its way"
    SENT = "sent", "Received"
    FAILED = "failed", "Failed"
    WITHHELD = "withheld", "Not sent"


class Delivery(models.Model):
    """One entry announced to one webhook: coded fields, and nothing personal."""

    webhook = models.ForeignKey(
        Webhook, on_delete=models.PROTECT, related_name="deliveries"
    )
    entry = models.BigIntegerField()
    reference = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    sequence = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    state = models.CharField(
        max_length=10, choices=DeliveryState, default=DeliveryState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True, db_index=True)
    detail = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["webhook", "entry"], name="api_delivery_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["not_before", "id"],
                condition=Q(state="waiting"),
                name="api_delivery_due",
            )
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk} to webhook {self.webhook_id}"
