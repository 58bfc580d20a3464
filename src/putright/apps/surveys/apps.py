"""The surveys app."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
