"""What would be said to other machines without TLS, told by Django's system checks.

`putright serve` does not start with an error, and says each warning.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Warned
from django.db import connections

from putright.apps.accounts.loopback import is_this_machine

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CHECKED = ("verify-ca", "verify-full")
"""Where the database's certificate is looked at."""


def found(**_: Any) -> list[CheckMessage]:
    """Give what goes to another machine without TLS, or to one that is not known."""
    return [*_databases(), *_mail(), *_files()]


def _databases() -> Iterator[CheckMessage]:
    for name in connections:
        given = connections[name].settings_dict
        mode = given.get("OPTIONS", {}).get("sslmode", "prefer")
        if connections[name].vendor != "postgresql" or _here(given.get("HOST", "")):
            continue
        if mode not in ("require", *CHECKED):
            yield Warned(
                f"The database is another machine and is asked without TLS "
                f"(sslmode={mode}): whoever is on the way reads all of it. Use "
                "sslmode=verify-full.",
                id="putright.W001",
            )
        elif mode not in CHECKED:
            yield Warned(
                "The database is asked with TLS, and its certificate is not looked at: "
                "another machine could pass for it. Use sslmode=verify-full, with "
                "sslrootcert=.",
                id="putright.W002",
            )


def _mail() -> Iterator[CheckMessage]:
    away = settings.EMAIL_BACKEND == SMTP and not _here(settings.EMAIL_HOST)
    if not away or settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL:
        return
    says = "Mail would go to another machine without TLS, letters and all."
    if settings.MAIL_IN_CLEAR:
        yield Warned(f"{says} starttls=0 asks for it.", id="putright.W003")
    else:
        yield Error(
            f"{says} Write smtps:// in PUTRIGHT_MAIL_URL, or add starttls=1; where "
            "the server has no TLS, starttls=0 says that you know.",
            id="putright.E001",
        )


def _files() -> Iterator[CheckMessage]:
    options = settings.STORAGES.get("evidence", {}).get("OPTIONS", {})
    address = str(options.get("endpoint_url") or "")
    host = address.removeprefix("http://").partition("/")[0].rpartition(":")
    if address.startswith("http://") and not _here(host[0] or host[2]):
        yield Warned(
            "The store of files is another machine and is asked without TLS: evidence "
            "and letters can be read on the way. Use https:// in PUTRIGHT_FILES_URL.",
            id="putright.W004",
        )


def _here(host: str) -> bool:
    """Give whether a host is this machine: by name, address, or a socket's folder."""
    every = [one.strip("[]") for one in host.split(",")]
    return all(not one or one.startswith("/") or is_this_machine(one) for one in every)
