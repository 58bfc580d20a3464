"""The measures app."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.measures"
    label = "measures"
    default_auto_field = "django.db.models.BigAutoField"
