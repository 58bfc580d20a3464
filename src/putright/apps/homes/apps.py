"""The homes app."""

from django.apps import AppConfig


class HomesConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.homes"
    label = "homes"
    default_auto_field = "django.db.models.BigAutoField"
