"""Loads Django once, for the commands that need it."""

import os

import django
from django.apps import apps


def setup() -> None:
    """Load Django with this program's settings; a second call does nothing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "putright.config.settings")
    if not apps.ready:
        django.setup()
