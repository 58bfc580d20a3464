"""The reports app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
