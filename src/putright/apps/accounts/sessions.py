"""Sign-ins as they are kept: Django's sessions, which know whose they are.

`SESSION_ENGINE` names this module. What stands in a session of a sign-in besides what
Django needs: when it began, when it was last used, and the browser in plain words.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db

BEGAN, SEEN, BROWSER = "began", "seen", "browser"
"""When the sign-in began and was last used, in seconds; and what it was begun with."""

_BROWSERS = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS|Chromium)/"),
    ("Safari", r"\bVersion/[\d.]+ .*Safari/"),
)
"""In this order: most say of themselves that they are Chrome or Safari as well."""
_MACHINES = (
    ("an iPhone", r"\biPhone\b"),
    ("an iPad", r"\biPad\b"),
    ("Android", r"\bAndroid\b"),
    ("Windows", r"\bWindows\b"),
    ("a Mac", r"\bMacintosh\b"),
    ("ChromeOS", r"\bCrOS\b"),
    ("Linux", r"\bLinux\b"),
)


class SessionStore(db.SessionStore):
    """Sessions in the database, each with the person who is signed in by it."""

    @classmethod
    def get_model_class(cls) -> Any:
        """Give the table of sessions, which is known once the tables are."""
        return apps.get_model("accounts", "Session")

    def create_model_instance(self, data: Mapping[str, Any]) -> Any:
        """Give the row to save: its person's, as soon as there is one."""
        row: Any = super().create_model_instance(dict(data))
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return row


def is_over(session: Mapping[str, Any], now: float) -> bool:
    """Give whether a sign-in is too old at a time (seconds), or unused for too long.

    Every way in notes its beginning. One that has none was not begun by a person; it
    ends as Django lets every session end.
    """
    if BEGAN not in session:
        return False
    if now - session[BEGAN] > settings.SESSION_COOKIE_AGE:
        return True
    return bool(now - session[SEEN] > settings.SESSION_IDLE_SECONDS)


def browser_in_words(agent: str) -> str:
    """Give what a browser calls itself as “Firefox on Windows”; empty if not known.

    The rest of what it says, version and all, is more than is needed and is not kept.
    """
    browser = next((name for name, told in _BROWSERS if re.search(told, agent)), "")
    machine = next((name for name, told in _MACHINES if re.search(told, agent)), "")
    if browser and machine:
        return f"{browser} on {machine}"
    return browser
