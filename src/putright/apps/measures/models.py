"""The tables of the satisfaction measures: years, files, results, benchmarks, targets.

Counts are kept as exact texts, since a weighted survey's are no whole numbers. A signed
year is never changed: a correction is the next number of the same year.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

PERSON = settings.AUTH_USER_MODEL


class State(models.TextChoices):
    """Where a year stands."""

    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed off"


class FileKind(models.TextChoices):
    """What a file holds."""

    HOMES = "homes", "Homes owned at 31 March"
    REPAIRS = "repairs", "Repairs"
    ASB = "asb", "Anti-social behaviour cases"
    REGISTER = "register", "Register of complaints"
    SURVEY = "survey", "Survey responses"
    POPULATION = "population", "Households that the survey stands for"
    COUNTS = "counts", "Counts already made"


class Source(models.TextChoices):
    """What a measure was worked out from."""

    NONE = "", "Nothing yet"
    RECORDS = "records", "Files of records"
    CASEWORK = "casework", "The cases recorded here"
    SURVEY = "survey", "Survey responses"
    COUNTS = "counts", "Counts already made"
    TYPED = "typed", "Counts typed in"


class Year(models.Model):
    """A reporting year's measures; `number` 2 corrects what 1 said, and so on.

    `as_at`: the day on which what was unanswered is judged. `combined`: complaints of
    rented and shared ownership homes together. `rules` and `program` are written down
    when it is signed off.
    """

    name = models.CharField(max_length=7)
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    as_at = models.DateField()
    combined = models.BooleanField(default=False)
    trust_extensions = models.BooleanField(default=False)
    why = models.CharField(max_length=500, blank=True)
    started_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField()
    worked_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_name = models.CharField(max_length=150, blank=True)
    signed_at = models.DateTimeField(null=True)
    rules = models.CharField(max_length=200, blank=True)
    program = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-name", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "number"], name="measures_number_once"
            ),
            models.UniqueConstraint(
                fields=["name"], condition=Q(state="draft"), name="measures_one_draft"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_at__isnull=False),
                name="measures_signed_when",
            ),
        ]

    def __str__(self) -> str:
        again = f", correction {self.number - 1}" if self.number > 1 else ""
        return f"{self.name}{again}"


class InputFile(models.Model):
    """A file that a year was worked out from.

    `sha256` is of the file as it came. `kept` is the SHA-256 of the columns kept of it,
    which are all that measuring reads; blank where nothing of it is kept. Of counts
    already made there may be several files.
    """

    year = models.ForeignKey(Year, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=12, choices=FileKind)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    kept = models.CharField(max_length=64, blank=True)
    rows = models.PositiveBigIntegerField(default=0)
    taken_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["year", "kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "kind"],
                condition=~Q(kind="counts"),
                name="measures_one_file_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year_id}: {self.kind}"


class Result(models.Model):
    """One measure of one stock type: its counts, and what was left out or is amiss.

    `parts`: the counts that it is made of, by their names in the return. `checks`: a
    list of {check, count, records}. `low` and `high` bound a survey's result.
    """

    year = models.ForeignKey(Year, on_delete=models.CASCADE, related_name="results")
    code = models.CharField(max_length=10)
    stock_type = models.CharField(max_length=10)
    source = models.CharField(max_length=10, choices=Source, blank=True)
    numerator = models.CharField(max_length=60, blank=True)
    denominator = models.CharField(max_length=60, blank=True)
    result = models.CharField(max_length=20, blank=True)
    exact = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20, default="missing")
    problem = models.TextField(blank=True)
    parts = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    checks = models.JSONField(default=list)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)

    class Meta:
        ordering = ["year", "code", "stock_type"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "code", "stock_type"], name="measures_result_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year_id}: {self.code} {self.stock_type}"


class Survey(models.Model):
    """How the survey of one stock type was done, as `SurveyAccount` tells it."""

    year = models.ForeignKey(Year, on_delete=models.CASCADE, related_name="surveys")
    stock_type = models.CharField(max_length=10)
    account = models.JSONField()

    class Meta:
        ordering = ["year", "stock_type"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "stock_type"], name="measures_survey_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year_id}: survey {self.stock_type}"


class Given(models.Model):
    """What a person wrote: a field of the return, or a letter of the summary.

    `key`: as the return names it, or `approach:a` to `approach:k`.
    """

    year = models.ForeignKey(Year, on_delete=models.CASCADE, related_name="given")
    key = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["year", "key"]
        constraints = [
            models.UniqueConstraint(fields=["year", "key"], name="measures_given_once")
        ]

    def __str__(self) -> str:
        return f"{self.year_id}: {self.key}"


class Target(models.Model):
    """What the landlord aims at in a year for a measure, in the measure's unit."""

    name = models.CharField(max_length=7)
    code = models.CharField(max_length=10)
    value = models.DecimalField(max_digits=8, decimal_places=2)
    set_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "code"], name="measures_target_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.code}"


class Workbook(models.Model):
    """The regulator's published workbook of a year, of which the quartiles are kept."""

    year = models.CharField(max_length=7, unique=True)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    landlords = models.PositiveIntegerField()
    taken_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["-year"]

    def __str__(self) -> str:
        return self.year


class Quartile(models.Model):
    """A measure's quartiles among some landlords, to ten decimals."""

    workbook = models.ForeignKey(
        Workbook, on_delete=models.CASCADE, related_name="quartiles"
    )
    code = models.CharField(max_length=10)
    stock_type = models.CharField(max_length=10)
    among = models.CharField(max_length=20)
    value = models.CharField(max_length=100, blank=True)
    landlords = models.PositiveIntegerField()
    lower = models.DecimalField(max_digits=20, decimal_places=10)
    median = models.DecimalField(max_digits=20, decimal_places=10)
    upper = models.DecimalField(max_digits=20, decimal_places=10)

    class Meta:
        ordering = ["workbook", "code", "stock_type", "among", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["workbook", "code", "stock_type", "among", "value"],
                name="measures_quartile_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.workbook_id}: {self.code} {self.stock_type} {self.among}"
