"""The tables of surveys: who was asked, what came back, and what people wrote.

No name stands here. A household is known by its home's reference; answers are still
about somebody, and only what a result needs of them is kept.
"""

from django.conf import settings
from django.db import models


class QuotaBy(models.TextChoices):
    """What a sample is shared out by."""

    NOTHING = "", "Nothing: the whole of a stock type"
    AREA = "area", "Area"
    CATEGORY = "category", "Category of home"
    BOTH = "both", "Area and category"


class Survey(models.Model):
    """One survey of a reporting year. `seed` draws its sample, the same every time.

    `stock_types` and `weight_by` are parted by commas, the latter in the order of
    weighting. `counted_on`: the day whose homes are asked and stood for.
    `forgotten_at`:
    when it was forgotten which homes answered.
    """

    year = models.CharField(max_length=7)
    name = models.CharField(max_length=100)
    stock_types = models.CharField(max_length=30)
    note = models.TextField(max_length=4000, blank=True)
    counted_on = models.DateField()
    quota_by = models.CharField(max_length=8, choices=QuotaBy, blank=True)
    weight_by = models.CharField(max_length=300, blank=True)
    seed = models.CharField(max_length=32)
    forgotten_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-year", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"], name="surveys_survey_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.year}"

    @property
    def of(self) -> tuple[str, ...]:
        """Give the stock types that it is of."""
        return tuple(self.stock_types.split(","))

    @property
    def weights(self) -> tuple[str, ...]:
        """Give the characteristics that it is weighted by, in order."""
        return tuple(filter(None, self.weight_by.split(",")))


class OfSurvey(models.Model):
    """A row that belongs to a survey, and goes with it."""

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class PopulationRow(OfSurvey):
    """Households: of a stock type in all (`all`), or of a characteristic's value."""

    stock_type = models.CharField(max_length=10)
    characteristic = models.CharField(max_length=100)
    value = models.CharField(max_length=100, blank=True)
    households = models.FloatField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "stock_type", "characteristic", "value"],
                name="surveys_population_once",
            ),
        ]


class Quota(OfSurvey):
    """A group of a sample: the homes in it, and the answers that are wanted of it."""

    stock_type = models.CharField(max_length=10)
    group = models.CharField(max_length=250)
    homes = models.PositiveIntegerField()
    target = models.PositiveIntegerField()

    class Meta:
        ordering = ["stock_type", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "stock_type", "group"], name="surveys_quota_once"
            ),
        ]


class SampledHome(OfSurvey):
    """A household that was drawn, and when it was asked, reminded, and answered.

    `person`: the reference of who lives there, where exactly one person is known.
    """

    home = models.ForeignKey("homes.Home", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=60)
    person = models.CharField(max_length=60, blank=True)
    stock_type = models.CharField(max_length=10)
    area = models.CharField(max_length=100, blank=True)
    category = models.CharField(max_length=100, blank=True)
    group = models.CharField(max_length=250)
    invited_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "stock_type", "reference"],
                name="surveys_sampled_once",
            ),
        ]


class Fieldwork(OfSurvey):
    """A fieldwork file that was taken: whose bytes, read how, by whom, what came of it.

    `refused`: line, column and reason of each row that was not taken, without what it
    said. `read` is the sum of `taken`, `already` and the refused.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    mapping = models.TextField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    read = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    already = models.PositiveIntegerField()
    not_sampled = models.PositiveIntegerField()
    refused = models.JSONField(default=list)
    left_out = models.JSONField(default=list)

    class Meta:
        ordering = ["-taken_at", "-id"]


class Response(OfSurvey):
    """A response: its household, and the answers that results are worked out from.

    `answers`: by column, what is not empty: measures, filters and characteristics.
    """

    fieldwork = models.ForeignKey(
        Fieldwork, on_delete=models.CASCADE, related_name="responses"
    )
    reference = models.CharField(max_length=100)
    household = models.CharField(max_length=100, blank=True)
    stock_type = models.CharField(max_length=10)
    method = models.CharField(max_length=20, blank=True)
    answered_at = models.CharField(max_length=25, blank=True)
    answers = models.JSONField(default=dict)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "reference"], name="surveys_response_once"
            ),
        ]


class Theme(OfSurvey):
    """A theme of comments, and the words that suggest it, parted by commas or lines."""

    name = models.CharField(max_length=60)
    words = models.TextField(max_length=2000)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "name"], name="surveys_theme_once"
            ),
        ]


class Comment(models.Model):
    """What somebody wrote, apart from their answers, so that it can be erased alone.

    Marked by a person it has that theme, or none (`theme` null); otherwise its words
    suggest one. `blind`: marked without the suggestion in sight.
    """

    response = models.OneToOneField(
        Response, on_delete=models.CASCADE, related_name="comment"
    )
    text = models.TextField(max_length=5000, blank=True)
    erased_at = models.DateTimeField(null=True)
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, related_name="+"
    )
    blind = models.BooleanField(default=False)
    marked_at = models.DateTimeField(null=True)
    marked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"comment {self.pk}"


class KeptMapping(models.Model):
    """Which heading and word of a fieldwork file is which, for the next one like it."""

    name = models.CharField(max_length=100, unique=True)
    mapping = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
