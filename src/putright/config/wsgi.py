"""The web application, for gunicorn."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "putright.config.settings")
application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)  # every page's code, before the first is asked for
# What is there for good is looked through for circles no more: each time, a page would
# have waited a tenth of a second for it.
gc.collect()
gc.freeze()
