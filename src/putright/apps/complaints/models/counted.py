"""Summary rows that only figures read: teams, the register's own columns, late entries.

Written by the fold in the entry's own transaction, like the others.
"""

from django.db import models

from putright.apps.complaints.models.rows import CaseRow


class CaseTeam(models.Model):
    """A team that a case concerns, whatever its kind; see `StageTeam` for stages."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="teams")
    team = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "team"], name="complaints_case_team_once"
            )
        ]
        indexes = [models.Index(fields=["team"], name="complaints_case_team")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.team}"


class ExtraCell(models.Model):
    """A column of the landlord's own register, for splits: words, erased with them."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="extra")
    name = models.CharField(max_length=200)
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "name"], name="complaints_extra_once"
            )
        ]
        indexes = [models.Index(fields=["name", "value"], name="complaints_extra")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.name}"


class ClockEntryRow(models.Model):
    """An entry that starts or stops a clock, and how late its day was written down.

    `working_days` is null where the bank holidays of a day are not known.
    """

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="clock")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    stage = models.PositiveSmallIntegerField(null=True)
    happened_on = models.DateField()
    recorded_on = models.DateField()
    working_days = models.IntegerField(null=True)
    imported = models.BooleanField(default=False)

    class Meta:
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sequence"], name="complaints_clock_entry_once"
            )
        ]
        indexes = [
            models.Index(fields=["happened_on"], name="complaints_clock_entry_day")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} entry {self.sequence}: {self.kind}"


class WorkingDay(models.Model):
    """A day of the adopted calendar, and how many working days there are up to it.

    The working days after one day, up to and including another, are the difference of
    their numbers: what views read, and no second count. Written anew with `TargetDay`.
    """

    day = models.DateField(primary_key=True)
    number = models.PositiveIntegerField()
    works = models.BooleanField()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.number}"


class TargetDay(models.Model):
    """The last day by a target of the landlord's own, for each day it counts from.

    Written anew whenever a policy or a calendar is adopted; see
    `core.complaints.target_days`.
    """

    stage = models.PositiveSmallIntegerField()
    own_stage = models.CharField(max_length=60, blank=True)
    clock = models.CharField(max_length=20)
    counted_from = models.CharField(max_length=20)
    start = models.DateField()
    due = models.DateField()
    holds_from = models.DateField()
    holds_to = models.DateField()

    class Meta:
        indexes = [
            models.Index(
                fields=["start", "stage", "clock", "own_stage"],
                name="complaints_target_day",
            )
        ]

    def __str__(self) -> str:
        return f"Stage {self.stage}, {self.clock}: {self.start} to {self.due}"
