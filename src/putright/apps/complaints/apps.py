"""The complaints app."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.complaints"
    label = "complaints"
    default_auto_field = "django.db.models.BigAutoField"
