"""The accounts app."""

from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have the settings looked at before the program serves anybody."""
        from putright.apps.accounts import in_clear, passwords

        checks.register(in_clear.found, checks.Tags.security)
        checks.register(passwords.list_is_there, checks.Tags.security)
