"""PostgreSQL's own programs, by which its databases are copied out and put back."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from putright.config.outcomes import DoesNotHoldError

PLACES = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version."""

_NAMES = {
    "NAME": "PGDATABASE",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "HOST": "PGHOST",
    "PORT": "PGPORT",
}
_OPTIONS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "options": "PGOPTIONS",
}


def program(name: str) -> str:
    """Find `pg_dump`, `pg_restore` or `psql`, the newest there is.

    Raises DoesNotHoldError, which says what to install.
    """
    versions = sorted(
        (int(folder.name), folder / "bin" / name)
        for folder in PLACES.glob("*")
        if folder.name.isdigit() and (folder / "bin" / name).exists()
    )
    found = str(versions[-1][1]) if versions else shutil.which(name)
    if found is None:
        raise DoesNotHoldError(
            f"The program {name} is not on this machine. Install PostgreSQL's client "
            "programs (apt-get install postgresql-client), of the server's version or "
            "a newer one."
        )
    return found


def environment(settings: Mapping[str, Any]) -> dict[str, str]:
    """Give the environment that leads those programs to a database.

    The password is in no list of processes so. `settings`: Django's of the database.
    """
    named = {_NAMES[key]: str(settings.get(key) or "") for key in _NAMES}
    options = settings.get("OPTIONS", {})
    named |= {_OPTIONS[key]: str(options[key]) for key in _OPTIONS if key in options}
    return os.environ | {key: value for key, value in named.items() if value}


def run(name: str, *words: str, settings: Mapping[str, Any], **how: Any) -> None:
    """Run one of the programs. Raises DoesNotHoldError with what it said first."""
    done = subprocess.run(  # noqa: S603 - a program found above, and our own words
        [program(name), *words],
        env=environment(settings),
        check=False,
        stdout=how.pop("stdout", subprocess.DEVNULL),
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        **how,
    )
    if done.returncode:
        # What it says may go on with a row: only its first line is shown.
        said = done.stderr.strip().partition("\n")[0]
        ended = f"it ended with {done.returncode}"
        raise DoesNotHoldError(f"{name} did not do it: {said or ended}.")
