from datetime import date

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, Max, Min, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest, Least

# As they stood when this was written: a migration imports no rule that may change.
STARTS = ("started_on", "extension_told_on", "extended_to")
ENDS = (
    "acknowledge_by",
    "respond_by",
    "extension_limit",
    "backstop",
    "unacknowledged_by",
    "acknowledged_on",
    "extension_told_on",
    "extended_to",
    "responded_on",
)
ENTRY = ("happened_on", "recorded_on")
NEVER = date.min
NO_END = date.max
DAY = models.DateField()


def fill(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Say of the cases that are there between which days they count."""
    stages = apps.get_model("complaints", "StageRow").objects
    entries = apps.get_model("complaints", "ClockEntryRow").objects
    undated = Case(
        When(respond_by__isnull=True, then=Value(NO_END, output_field=DAY)),
        default=None,
    )
    first = Least(
        of_case(stages, lowest(*STARTS, *ENDS), NO_END),
        of_case(entries, lowest(*ENTRY), NO_END),
    )
    last = Greatest(
        of_case(stages, highest(*STARTS, *ENDS, undated), NEVER),
        of_case(entries, highest(*ENTRY), NEVER),
    )
    rows = apps.get_model("complaints", "CaseRow").objects
    rows.update(days_from=known(first, NO_END), days_to=known(last, NEVER))


def lowest(*columns: object) -> models.Func:
    return Least(*(Coalesce(Min(one), NO_END) for one in columns))


def highest(*columns: object) -> models.Func:
    return Greatest(*(Coalesce(Max(one), NEVER) for one in columns))


def of_case(rows: models.QuerySet, found: models.Func, none: date) -> Coalesce:
    mine = rows.filter(case=OuterRef("pk")).order_by().values("case")
    return Coalesce(Subquery(mine.annotate(found=found).values("found")), none)


def known(found: models.Func, none: date) -> models.Func:
    return models.functions.NullIf(found, Value(none, output_field=DAY))


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0013_due_covered'),
    ]

    operations = [
        migrations.AddField(
            model_name='caserow',
            name='days_from',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='caserow',
            name='days_to',
            field=models.DateField(null=True),
        ),
        migrations.RemoveIndex(
            model_name='caserow',
            name='complaints_calendar',
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.AddIndex(
            model_name='caserow',
            index=models.Index(fields=['calendar_version', 'days_to', 'days_from', 'id'], name='complaints_calendar'),
        ),
    ]
