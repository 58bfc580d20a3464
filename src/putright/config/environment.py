"""Reads the environment into values the settings can use. No Django here.

PUTRIGHT_HOME           folder of the embedded database, evidence, letters (./var)
PUTRIGHT_DATABASE_URL   postgresql://user:password@host:port/name; pool=1 for a pool;
                        another machine is asked with TLS (sslmode=verify-full is best)
PUTRIGHT_FIGURES_DATABASE_URL
                        a streaming replica of it, from which figures are read
PUTRIGHT_FIGURES_MOST_BEHIND
                        seconds that the replica may be behind and still be read (60)
PUTRIGHT_DATABASE_ROLE  for `putright init` run by the tables' owner: the role by which
                        the program itself connects, to be given its rights
PUTRIGHT_FILES_URL      s3://bucket/folder?endpoint=https://host&region=name: evidence
                        and letters in an object store instead of the home; its keys
                        in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY
PUTRIGHT_HTTPS          1 for a landlord's own service: secure cookies, HSTS, hashed
                        static files (gathered by `putright init`)
PUTRIGHT_HOSTS          names the service answers to, with commas (this machine's)
PUTRIGHT_SECRET_KEY     instead of the key that `putright init` keeps in the home
PUTRIGHT_PROXIES        how many proxies stand in front, for limits by address (0)
PUTRIGHT_SESSION_HOURS  how long a sign-in lasts at most (10)
PUTRIGHT_IDLE_MINUTES   after how long without use it ends (60)
PUTRIGHT_SECOND_STEP    1 to have everyone with a password turn on two-step sign-in
PUTRIGHT_ASKS_A_MINUTE  pages that one person may ask for in a minute, and one program
                        by its token (300); 0 for no limit
PUTRIGHT_BREACHED_PASSWORDS
                        a file of the SHA-1 of passwords that were found elsewhere, a
                        line each in order (HASH:COUNT); passwords in it are refused
PUTRIGHT_MAIL_URL       smtp:// or smtps://user:password@host:port, starttls=1 to ask
                        for TLS, which another machine must be asked with unless
                        starttls=0 says otherwise; without it mail is put in the home's
                        folder `outbox`
PUTRIGHT_MAIL_FROM      the address mail comes from
PUTRIGHT_OIDC_ISSUER    the landlord's sign-in service (OpenID Connect), by its issuer;
                        with PUTRIGHT_OIDC_CLIENT, PUTRIGHT_OIDC_SECRET, and
                        PUTRIGHT_OIDC_FILE, which names the TOML file of groups and
                        roles (docs/sign-in.md); without it people sign in here alone
PUTRIGHT_WEBHOOKS_TO_LOOPBACK
                        1 to let webhooks be sent to this machine itself, to try one
PUTRIGHT_SYSLOG         /dev/log or udp://host:514: the log goes there as well, with
                        the access log, a JSON object a line
PUTRIGHT_DEBUG          1 for someone who changes the program, never for a landlord
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from putright.apps.accounts import organisation
from putright.apps.accounts.loopback import is_this_machine

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA temp_store=MEMORY; "
    "PRAGMA cache_size=-20000;"
)
"""Full sync survives a power cut; secure delete overwrites what is erased;
recursive triggers keep INSERT OR REPLACE from slipping past the journal's guards."""

PLAINLY = "-c jit=off -c cursor_tuple_fraction=1"
"""Nothing asked here is worth compiling first, and a cursor is read to its end."""
LOCK_WAIT = "-c lock_timeout=20s"
"""As long as the embedded database waits: whoever waits longer is told so."""


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
    name = "PUTRIGHT_DATABASE_URL"
    address = text(name)
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
    return _postgresql(name, address)


READ_ONLY = "-c default_transaction_read_only=on -c statement_timeout=60s"


def figures_copy() -> dict[str, dict[str, Any]]:
    """Give the copy that figures are read from as a DATABASES entry, or none."""
    name = "PUTRIGHT_FIGURES_DATABASE_URL"
    address = text(name)
    if not address:
        return {}
    if not text("PUTRIGHT_DATABASE_URL"):
        raise EnvironmentValueError(
            f"{name} is given and PUTRIGHT_DATABASE_URL is not: only a database on "
            "PostgreSQL has a copy that follows it."
        )
    found = _postgresql(name, address, READ_ONLY)
    found["OPTIONS"] = {"connect_timeout": "3"} | found["OPTIONS"]
    return {"figures": found | {"TEST": {"MIRROR": "default"}}}


def _postgresql(name: str, address: str, also: str = LOCK_WAIT) -> dict[str, Any]:
    """Read postgresql://user:password@host:port/name?sslmode=require&pool=1."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise EnvironmentValueError(
            f"{name} must read postgresql://user@host/name "
            f"(it begins {parts.scheme or 'without a scheme'!r})."
        )
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    options.setdefault("options", f"{PLAINLY} {also}")
    pool = options.pop("pool", "0") == "1"
    host = options.pop("host", "") or unquote(parts.hostname or "")
    if not host.startswith("/") and host and not is_this_machine(host):
        options.setdefault("sslmode", "require")  # of itself it would do without
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


STORED = {"evidence": "EVIDENCE_FOLDER", "letters": "LETTERS_FOLDER"}
"""What is kept as files, and the setting that names its folder in the home."""


def files() -> dict[str, dict[str, Any]]:
    """Give the storages of evidence and letters: folders, or an object store.

    s3://bucket/folder?endpoint=https://host&region=name&addressing=path
    """
    address = text("PUTRIGHT_FILES_URL")
    if not address:
        return {
            name: {
                "BACKEND": "putright.apps.letters.storages.FolderStorage",
                "OPTIONS": {"setting": setting},
            }
            for name, setting in STORED.items()
        }
    parts = urlsplit(address)
    if parts.scheme != "s3" or not parts.hostname:
        raise EnvironmentValueError(
            "PUTRIGHT_FILES_URL must read s3://bucket?endpoint=https://host "
            f"(it begins {parts.scheme or 'without a scheme'!r})."
        )
    asked = dict(parse_qsl(parts.query))
    given = {
        "bucket_name": parts.netloc,
        "endpoint_url": asked.get("endpoint"),
        "region_name": asked.get("region"),
        "addressing": asked.get("addressing", "auto"),
    }
    folder = unquote(parts.path.strip("/"))
    return {
        name: {
            "BACKEND": "putright.apps.letters.object_store.ObjectStorage",
            "OPTIONS": given | {"location": f"{folder}/{name}".strip("/")},
        }
        for name in STORED
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
    asked = dict(parse_qsl(parts.query))
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": asked.get("starttls") == "1",
        "EMAIL_TIMEOUT": 20,
    }


def mail_in_clear() -> bool:
    """Give whether the landlord says that mail goes without TLS: starttls=0."""
    asked = dict(parse_qsl(urlsplit(text("PUTRIGHT_MAIL_URL")).query))
    return asked.get("starttls") == "0"


def syslog() -> str | tuple[str, int] | None:
    """Give where the log goes besides standard error: a socket's path, host and port.

    None without one.
    """
    address = text("PUTRIGHT_SYSLOG")
    if not address or address.startswith("/"):
        return address or None
    try:
        parts = urlsplit(address)
        port = parts.port or 514
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme != "udp" or not parts.hostname:
        raise EnvironmentValueError(
            f"PUTRIGHT_SYSLOG is {address!r}: write a socket's path such as /dev/log, "
            "or udp://host:514. A service of this machine can pass it on by TLS."
        )
    return parts.hostname, port


def breached_passwords() -> Path | None:
    """Give the landlord's file of passwords that were found elsewhere, or None."""
    given = text("PUTRIGHT_BREACHED_PASSWORDS")
    return Path(given) if given else None


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


def sign_in_service() -> organisation.SignInService | None:
    """Give the landlord's sign-in service, or None where there is none.

    The secret is from the environment alone; the groups are a file, since there are
    many, and whoever changes them wants to see what changed.
    """
    issuer = text("PUTRIGHT_OIDC_ISSUER")
    if not issuer:
        return None
    file = text("PUTRIGHT_OIDC_FILE")
    try:
        return organisation.service(
            issuer=issuer,
            client_id=text("PUTRIGHT_OIDC_CLIENT"),
            secret=text("PUTRIGHT_OIDC_SECRET"),
            text=Path(file).read_text(encoding="utf-8") if file else "",
        )
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentValueError(
            f"PUTRIGHT_OIDC_FILE is {file!r}, and that file cannot be read as text."
        ) from error
    except organisation.SignInFileError as error:
        raise EnvironmentValueError(str(error)) from error
