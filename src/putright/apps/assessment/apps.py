"""The assessment app."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
