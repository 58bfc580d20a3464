from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.hashers import make_password
from django.db import migrations


def hash_codes(apps, schema_editor):
    """Keep hashed the codes that people have written down and not used.

    A tenth of a second for each code, a second for each person with two-step sign-in.
    """
    rows = apps.get_model("mfa", "Authenticator").objects.filter(type="recovery_codes")
    for row in rows.iterator():
        if "hashes" not in row.data:
            left = RecoveryCodes(row).get_unused_codes()
            row.data = {
                "hashes": [make_password(code) for code in left],
                "migrated_codes": [],
            }
            row.save(update_fields=["data"])


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0005_whose_session"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(hash_codes, migrations.RunPython.noop)]
