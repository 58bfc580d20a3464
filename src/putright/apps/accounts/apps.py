"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
