from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("complaints", "0006_figures")]

    operations = [
        migrations.AddIndex(
            model_name="caserow",
            index=models.Index(
                condition=models.Q(("adjustment_review__isnull", False)),
                fields=["adjustment_review", "id"],
                name="complaints_adjustment",
            ),
        ),
        migrations.AddIndex(
            model_name="stagerow",
            index=models.Index(
                condition=models.Q(("update_due__isnull", False)),
                fields=["update_due"],
                name="complaints_update_due",
            ),
        ),
    ]
