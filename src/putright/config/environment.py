"""Reads the environment into values the settings can use. No Django here.

PUTRIGHT_HOME           folder of the embedded database, evidence, letters (./var)
PUTRIGHT_DATABASE_URL   postgresql://user:password@host:port/name; pool=1 for a pool
PUTRIGHT_HTTPS          1 for a landlord's own service: secure cookies, HSTS, hashed
                        static files (gathered by `putright init`)
PUTRIGHT_HOSTS          names the service answers to, with commas (this machine's)
PUTRIGHT_SECRET_KEY     instead of the key that `putright init` keeps in the home
PUTRIGHT_PROXIES        how many proxies stand in front, for limits by address (0)
PUTRIGHT_SESSION_HOURS  how long a sign-in lasts at most (10)
PUTRIGHT_MAIL_URL       smtp:// or smtps://user:password@host:port, starttls=1 to ask
                        for TLS; without it mail is put in the home's folder `outbox`
PUTRIGHT_MAIL_FROM      the address mail comes from
PUTRIGHT_DEBUG          1 for someone who changes the program, never for a landlord
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-20000;"
)
"""Full sync survives a power cut; secure delete overwrites what is erased;
recursive triggers keep INSERT OR REPLACE from slipping past the journal's guards."""


class EnvironmentValueError(Exception):
    """A value in the environment cannot be used; the message says which and why."""


def text(name: str, default: str = "") -> str:
    """Give a value from the environment, without the spaces around it."""
    return os.environ.get(name, default).strip()


def flag(name: str) -> bool:
    """Give True for 1, yes, true or on; False for 0, no, false, off or nothing."""
    value = text(name).lower()
    if value in {"1", "yes", "true", "on"}:
        return True
    if value in {"", "0", "no", "false", "off"}:
        return False
    raise EnvironmentValueError(f"{name} is {value!r}: write 1 or 0.")


def number(name: str, default: int) -> int:
    """Give a whole number from the environment, none below zero."""
    value = text(name) or str(default)
    if not value.isdecimal():
        raise EnvironmentValueError(f"{name} is {value!r}: write a whole number.")
    return int(value)


def names(name: str, default: str = "") -> list[str]:
    """Give a list written with commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def home() -> Path:
    """Give the folder that holds the embedded database, evidence and letters."""
    return Path(text("PUTRIGHT_HOME") or "var").resolve()


def database(folder: Path) -> dict[str, Any]:
    """Give Django's DATABASES entry: SQLite in the home, or PostgreSQL by address."""
    address = text("PUTRIGHT_DATABASE_URL")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": folder / "putright.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": SQLITE_PRAGMAS,
            },
        }
    return _postgresql(address)


def _postgresql(address: str) -> dict[str, Any]:
    """Read postgresql://user:password@host:port/name?sslmode=require&pool=1."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise EnvironmentValueError(
            "PUTRIGHT_DATABASE_URL must read postgresql://user@host/name "
            f"(it begins {parts.scheme or 'without a scheme'!r})."
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    pool = options.pop("pool", "0") == "1"
    host = options.pop("host", "") or unquote(parts.hostname or "")
    if pool:
        options["pool"] = True
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if pool else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mail(folder: Path) -> dict[str, Any]:
    """Give the mail settings: smtp://user:password@host:port, or a folder without."""
    address = text("PUTRIGHT_MAIL_URL")
    if not address:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(folder / "outbox"),
        }
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise EnvironmentValueError(
            "PUTRIGHT_MAIL_URL must read smtp://host:port, or smtps:// for TLS "
            f"(it begins {parts.scheme or 'without a scheme'!r})."
        )
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("starttls") == "1",
        "EMAIL_TIMEOUT": 20,
    }


def secret_key_file(folder: Path) -> Path:
    """Give the file that keeps the secret key, made by `putright init`."""
    return folder / "secret-key"


def kept_secret_key(folder: Path) -> str:
    """Give the key from the environment or its file; empty where there is none."""
    given = text("PUTRIGHT_SECRET_KEY")
    if given:
        return given
    try:
        return secret_key_file(folder).read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
