"""Serves a django-helpdesk on loopback: `desk_serve.py PORT`."""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "desk_settings"

from django.core.wsgi import get_wsgi_application
from waitress import serve

serve(get_wsgi_application(), host="127.0.0.1", port=int(sys.argv[1]), threads=4)
