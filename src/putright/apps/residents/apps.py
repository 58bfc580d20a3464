"""The residents app."""

from django.apps import AppConfig


class ResidentsConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.residents"
    label = "residents"
    default_auto_field = "django.db.models.BigAutoField"
