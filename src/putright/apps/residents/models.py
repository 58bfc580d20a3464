"""The tables of people: dated rows for what is known of them, never overwritten."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


def after_start(end: str = "ends_on") -> Q:
    """Give the rule that a row's end is not before its start, where both are known."""
    return (
        Q(starts_on__isnull=True)
        | Q(**{f"{end}__isnull": True})
        | Q(**{f"{end}__gte": F("starts_on")})
    )


class Person(models.Model):
    """A resident or applicant by the landlord's own reference. See PersonFact."""

    reference = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.reference


class Recorded(models.Model):
    """A row that says when it was written down and by whom (None: the system)."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PersonFact(Recorded):
    """A person's name, contacts and wishes, from a day (None: the first) until a day.

    The row without an end is what is known now. `safe_contact` says how this person may
    safely be reached, and outranks every other contact.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="facts")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=150, blank=True)
    email = models.CharField("e-mail address", max_length=254, blank=True)
    telephone = models.CharField(max_length=60, blank=True)
    preferred_contact = models.CharField(max_length=60, blank=True)
    safe_contact = models.CharField(max_length=500, blank=True)
    do_not_write = models.BooleanField(default=False)
    language = models.CharField(max_length=60, blank=True)
    format = models.CharField(max_length=100, blank=True)
    search_text = models.CharField(max_length=600, blank=True)

    class Meta:
        ordering = ["person", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ends_on__isnull=True),
                name="residents_fact_one_open",
            ),
            models.CheckConstraint(
                condition=after_start(), name="residents_fact_ends_after_start"
            ),
        ]


class Residency(Recorded):
    """A person at a home, from a day (None: as far back as known) until a day.

    Without a home it is the tenure of someone who has none of ours, an applicant. A row
    that was corrected keeps what it said, and is `superseded_on` the day of that.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="residencies"
    )
    home = models.ForeignKey(
        "homes.Home", on_delete=models.PROTECT, null=True, related_name="+"
    )
    tenure = models.CharField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    superseded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person", "-starts_on", "-id"]
        verbose_name_plural = "residencies"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "home", "starts_on"],
                condition=Q(superseded_on__isnull=True),
                name="residents_residency_once",
            ),
            models.CheckConstraint(
                condition=after_start(), name="residents_residency_ends_after_start"
            ),
        ]


class Representative(Recorded):
    """Someone who may speak for a person, on what authority, about what, how long."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="representatives"
    )
    name = models.CharField(max_length=150)
    contact = models.CharField(max_length=300, blank=True)
    scope = models.TextField(max_length=1000)
    authority = models.TextField(max_length=1000)
    starts_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person", "-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=after_start("expires_on"),
                name="residents_representative_expires_after_start",
            ),
        ]


class Adjustment(Recorded):
    """A need, and the adjustment agreed for it (Code 5.10). Reviewed by its date.

    `disability` is what the person disclosed, in their words: few may see it.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="adjustments"
    )
    need = models.CharField(max_length=300)
    adjustment = models.CharField(max_length=300)
    disability_disclosed = models.BooleanField(default=False)
    disability = models.TextField(max_length=1000, blank=True)
    agreed_on = models.DateField()
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    review_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person", "-agreed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gte=F("agreed_on")),
                name="residents_adjustment_review_after_agreed",
            ),
        ]


class ContactRestriction(Recorded):
    """A restriction of contact for unacceptable behaviour (Code 5.14 and 5.15).

    It never stops a complaint from being logged.
    """

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="restrictions"
    )
    evidence = models.TextField(max_length=4000)
    restriction = models.CharField(max_length=500)
    equality_considered = models.TextField(max_length=4000)
    starts_on = models.DateField()
    review_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["person", "-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gte=F("starts_on")),
                name="residents_restriction_review_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(evidence="") & ~Q(equality_considered=""),
                name="residents_restriction_has_grounds",
            ),
        ]


class EqualityAnswer(models.Model):
    """An answer to an equality question. Only figures read it; no page shows it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=60)
    answer = models.CharField(max_length=100)
    answered_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "question"], name="residents_equality_answer_once"
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"
