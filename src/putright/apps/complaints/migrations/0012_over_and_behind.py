from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Case, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce


def fill(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Say of the cases that are there when they were over, and what was erased."""
    rows = apps.get_model("complaints", "CaseRow").objects
    over = Case(
        When(counts=False, then=F("received_on")),
        When(state="closed", then=F("closed_on")),
        When(state="withdrawn", then=F("withdrawn_on")),
        When(state="refused", then=F("refused_on")),
        When(
            kind__in=("compliment", "comment", "mp_enquiry"),
            then=Coalesce(F("closed_on"), F("received_on")),
        ),
        default=None,
        output_field=models.DateField(),
    )
    rows.update(over_on=over)
    erasures = apps.get_model("complaints", "Erasure").objects
    last = (
        erasures.filter(case=OuterRef("pk"))
        .order_by()
        .values("case")
        .annotate(last=Max("up_to"))
        .values("last")
    )
    erased = erasures.order_by().values("case")
    rows.filter(pk__in=erased).update(erased_to=Subquery(last))


class Migration(migrations.Migration):

    dependencies = [
        ('complaints', '0011_done_actions'),
    ]

    operations = [
        migrations.AddField(
            model_name='caserow',
            name='over_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='caserow',
            name='erased_to',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
        migrations.AddIndex(
            model_name='caserow',
            index=models.Index(
                condition=Q(('over_on__isnull', False)) & (Q(('erased_to__isnull', True)) | Q(('erased_to__lt', F('entries_count')))),
                fields=['kind', 'over_on', 'id'],
                name='complaints_over',
            ),
        ),
        migrations.AddIndex(
            model_name='caserow',
            index=models.Index(fields=['calendar_version'], name='complaints_calendar'),
        ),
    ]
