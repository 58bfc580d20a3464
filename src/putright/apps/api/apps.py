"""The api app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
