"""The reconcile app."""

from django.apps import AppConfig


class ReconcileConfig(AppConfig):
    """Places the app in Django. It keeps nothing, so it has no tables."""

    name = "putright.apps.reconcile"
    label = "reconcile"
    default_auto_field = "django.db.models.BigAutoField"
