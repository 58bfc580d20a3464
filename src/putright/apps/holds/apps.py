"""The holds app."""

from django.apps import AppConfig


class HoldsConfig(AppConfig):
    """Legal holds: below every app that erases, so that each can ask."""

    name = "putright.apps.holds"
    label = "holds"
    default_auto_field = "django.db.models.BigAutoField"
