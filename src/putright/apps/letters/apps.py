"""The letters app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Places the app in Django."""

    name = "putright.apps.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
