"""The tables of homes and areas: dated rows, never overwritten."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

IN_ORDER = Q(starts_on__isnull=True) | Q(ends_on__isnull=True)
"""A row with an open side; a row closed on both must not end before it starts."""


class StockType(models.TextChoices):
    """What kind of stock a home is. Rates per 1,000 homes count by this."""

    LCRA = "LCRA", "Low cost rental"
    LCHO = "LCHO", "Low cost home ownership"
    LEASEHOLD = "leasehold", "Leasehold"
    OTHER = "other", "Other"


class Area(models.Model):
    """An area, patch, parish or ward. Its names have dates: see AreaName."""

    def __str__(self) -> str:
        return f"area {self.pk}"


class AreaName(models.Model):
    """What an area is called, from a day (None: as far back as known) until a day."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=100)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                condition=Q(ends_on__isnull=True),
                name="homes_area_name_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(ends_on__isnull=True),
                name="homes_area_one_name_at_a_time",
            ),
            models.CheckConstraint(
                condition=IN_ORDER | Q(ends_on__gte=F("starts_on")),
                name="homes_area_name_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Home(models.Model):
    """A home by the landlord's own reference. All else about it is in HomeFact."""

    reference = models.CharField(max_length=60, unique=True)

    def __str__(self) -> str:
        return self.reference


class HomeFact(models.Model):
    """What was known of a home, from a day (None: as far back as known) until a day.

    The row without an end is what is known now. A row whose two days are the same was
    corrected on the day it was made, and never held.
    """

    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="facts")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    uprn = models.CharField("UPRN", max_length=12, blank=True)
    address_1 = models.CharField("address line 1", max_length=150, blank=True)
    address_2 = models.CharField("address line 2", max_length=150, blank=True)
    address_3 = models.CharField("address line 3", max_length=150, blank=True)
    address_4 = models.CharField("address line 4", max_length=150, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    body = models.CharField("managed by", max_length=100, blank=True)
    stock_type = models.CharField(max_length=10, choices=StockType, blank=True)
    category = models.CharField(max_length=100, blank=True)
    owned_from = models.DateField(null=True, blank=True)
    owned_to = models.DateField(null=True, blank=True)
    search_text = models.CharField(max_length=800, blank=True)

    class Meta:
        ordering = ["home", "id"]
        indexes = [
            models.Index(
                fields=["postcode"],
                condition=Q(ends_on__isnull=True),
                name="homes_postcode_now",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["home"],
                condition=Q(ends_on__isnull=True),
                name="homes_fact_one_open",
            ),
            models.CheckConstraint(
                condition=IN_ORDER | Q(ends_on__gte=F("starts_on")),
                name="homes_fact_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(owned_from__isnull=True)
                | Q(owned_to__isnull=True)
                | Q(owned_to__gte=F("owned_from")),
                name="homes_owned_to_after_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.home_id} from {self.starts_on or 'the first'}"
