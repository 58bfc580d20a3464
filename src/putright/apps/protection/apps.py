"""The protection app."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.protection"
    label = "protection"
    default_auto_field = "django.db.models.BigAutoField"
