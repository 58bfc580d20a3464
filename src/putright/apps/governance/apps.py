"""The governance app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.governance"
    label = "governance"
    default_auto_field = "django.db.models.BigAutoField"
