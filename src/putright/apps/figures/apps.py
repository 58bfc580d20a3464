"""The figures app."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
