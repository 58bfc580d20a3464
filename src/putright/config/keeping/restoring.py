"""Putting a backup back: looked at first, refused whole, or put in place whole.

The file is read to its end and unpacked beside the home's own files. The embedded
database is brought up to date, forgets again what was erased, and is checked, before
anything of the home is touched; then names are changed, the database's last of all.
PostgreSQL takes its copy in one transaction.
"""

import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path

import msgspec

from putright.config.django_setup import NOT_FINISHED, wanted
from putright.config.keeping import archive, postgresql
from putright.config.keeping.settling import Settled
from putright.config.outcomes import DoesNotHoldError

STAGING = ".restoring"
DATABASE = "putright.sqlite3"

_EMPTY = """
SELECT format('DROP TABLE IF EXISTS %I.%I CASCADE', schemaname, tablename)
  FROM pg_catalog.pg_tables WHERE schemaname = current_schema() \\gexec
SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
  FROM pg_catalog.pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
   AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  \\gexec
"""


class CannotRestoreError(DoesNotHoldError):
    """Nothing was restored: why, and what to do."""


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What was put back; `before` is the folder with what was there, if anything."""

    manifest: archive.Manifest
    settled: Settled
    before: Path | None


def restore(
    path: Path,
    *,
    now: datetime.datetime,
    replace: bool = False,
    lists: Mapping[str, Sequence[Path]] | None = None,
) -> Restored:
    """Put a backup in place of what the settings name. Raises CannotRestoreError.

    `replace` allows that cases are there already; what was there is kept in a folder
    of the home, and what was erased there is erased again. `lists` are lists of
    erasures and holds kept elsewhere, by their names in the home.
    """
    elsewhere = {
        name: [line for path in paths for line in _lines(path)]
        for name, paths in (lists or {}).items()
    }
    try:
        manifest = archive.check(path)
        home = _home()
        _refuse(manifest, home, replace=replace)
        staging = _unpacked(path, home)
        for name, lines in elsewhere.items():
            _add_lines(staging / name, lines)
        for kept in home.glob("*.jsonl"):  # newer than the backup's
            _add_lines(staging / kept.name, _lines(kept))
        return _put_in_place(manifest, home, staging, now)
    except archive.NotWholeError as problem:
        raise CannotRestoreError(str(problem)) from problem
    except OSError as problem:
        why = problem.strerror or type(problem).__name__
        raise CannotRestoreError(
            f"{path} can't be restored into {_home()}: {why}. It needs the room of all "
            "that the backup holds, unpacked."
        ) from problem
    finally:
        shutil.rmtree(_home() / STAGING, ignore_errors=True)


def _home() -> Path:
    from django.conf import settings

    return Path(settings.PUTRIGHT_HOME)


def _lines(path: Path) -> list[str]:
    """Read a list of erasures or holds. Raises CannotRestoreError where it is none."""
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        try:
            json.loads(line)["reference"]
        except (ValueError, LookupError, TypeError) as odd:
            raise CannotRestoreError(
                f"{path} is no list of erasures or holds: line {number} is not one. "
                "Mend it or name another; nothing was changed."
            ) from odd
    return lines


def _add_lines(path: Path, lines: Sequence[str]) -> None:
    """Add to a list what it lacks."""
    there = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    new = [line for line in lines if line not in there]
    if new:
        path.write_text("".join(f"{line}\n" for line in [*there, *new]), "utf-8")
        path.chmod(0o600)


def _refuse(manifest: archive.Manifest, home: Path, *, replace: bool) -> None:
    """Refuse a backup that this program can't use here, or a place that is in use."""
    from django.db import connection

    if manifest.database != connection.vendor:
        names = {"sqlite": "the embedded database", "postgresql": "PostgreSQL"}
        raise CannotRestoreError(
            f"The backup is of {names[manifest.database]}, and the settings name "
            f"{names[connection.vendor]}. Set or unset PUTRIGHT_DATABASE_URL."
        )
    later = set(manifest.migrations) - {".".join(one) for one in wanted()}
    if later:
        raise CannotRestoreError(
            f"The backup was made by a later program ({manifest.program}). Install "
            "that version, or a newer one."
        )
    _refuse_in_use(home)
    if not replace and not (home / NOT_FINISHED).exists() and _has_cases(home):
        raise CannotRestoreError(
            f"There are cases in the database already (home: {home}). Name an empty "
            "home, or say --replace: what is there is then put aside."
        )


def _refuse_in_use(home: Path) -> None:
    """Refuse where anything else has the database open."""
    from django.db import DatabaseError, connection

    stop = "The database is in use. Stop the program first: serving and background."
    connection.close()
    if connection.vendor == "sqlite":
        if (home / DATABASE).exists() and _is_open_elsewhere(home / DATABASE):
            raise CannotRestoreError(stop)
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
                "AND datname = current_database() AND backend_type = 'client backend'"
            )
            others = cursor.fetchone()[0]
    except DatabaseError as problem:
        raise CannotRestoreError(
            "The database server does not answer, or knows no such database. See that "
            "it runs, and make an empty database (createdb) first."
        ) from problem
    finally:
        connection.close()
    if others:
        raise CannotRestoreError(stop)


def _is_open_elsewhere(database: Path) -> bool:
    """Whether another process has the file open: only the last one may leave WAL."""
    with closing(sqlite3.connect(str(database), timeout=1)) as asking:
        try:
            row = asking.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:
            return False  # it is broken, and so what a restore is for
    return bool(row[0] != "delete")


def _has_cases(home: Path) -> bool:
    from django.db import DatabaseError, connection

    if connection.vendor == "sqlite" and not (home / DATABASE).exists():
        return False
    try:
        if "complaints_entry" not in connection.introspection.table_names():
            return False
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM complaints_entry LIMIT 1")
            return cursor.fetchone() is not None
    except DatabaseError:
        return True  # there is something, and it can't be looked into
    finally:
        connection.close()


def _unpacked(path: Path, home: Path) -> Path:
    """Write the members out beside the home's own files."""
    staging = home / STAGING
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    named = dict.fromkeys(archive.DATABASES.values(), DATABASE)
    before = os.umask(0o077)
    try:
        archive.check(path, lambda one: staging / named.get(one.name, one.name))
    finally:
        os.umask(before)
    return staging


def _put_in_place(
    manifest: archive.Manifest, home: Path, staging: Path, now: datetime.datetime
) -> Restored:
    from django.db import connection

    stamp = now.strftime("%Y%m%d-%H%M%S")
    before = home / f"before-restore-{stamp}"
    if connection.vendor == "sqlite":
        settled = _settle(staging, manifest, now)
        (home / NOT_FINISHED).touch()
        _change_places(home, staging, before)
    else:
        (home / NOT_FINISHED).touch()
        _load(staging / DATABASE)
        (staging / DATABASE).unlink()
        _change_places(home, staging, before)
        settled = _settle(home, manifest, now)
    (home / NOT_FINISHED).unlink()
    there = before if before.exists() else None
    return Restored(manifest=manifest, settled=settled, before=there)


def _change_places(home: Path, staging: Path, before: Path) -> None:
    """Put aside what is there, and what was unpacked in its place."""
    lists = {path.name for place in (home, staging) for path in place.glob("*.jsonl")}
    files = [*archive.FOLDERS, *sorted(lists)]
    database = [DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"]
    for name in (*database, *files):
        if (home / name).exists():
            before.mkdir(mode=0o700, exist_ok=True)
            (home / name).rename(before / name)
    for name in (*files, *reversed(database)):
        with suppress(FileNotFoundError):
            (staging / name).rename(home / name)


def _load(dump: Path) -> None:
    """Put a dump in place of what the database holds, all of it or nothing."""
    from django.db import connection

    settings = connection.settings_dict
    plain = [postgresql.program("pg_restore"), "--no-owner", "--no-privileges"]
    words = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"]
    taking = subprocess.Popen(  # noqa: S603 - a program found, and our own words
        [postgresql.program("psql"), *words],
        env=postgresql.environment(settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert taking.stdin is not None
    with suppress(BrokenPipeError):
        taking.stdin.write(f"BEGIN;{_EMPTY}".encode())
        taking.stdin.flush()
        given = subprocess.run(  # noqa: S603 - as above
            [*plain, "--file=-", str(dump)], stdout=taking.stdin, check=False
        )
        if given.returncode == 0:  # without it, what was begun is undone
            taking.stdin.write(b"COMMIT;\n\\echo\n")
    _, said = taking.communicate()
    if taking.returncode or given.returncode:
        first = said.decode(errors="replace").strip().partition("\n")[0]
        raise CannotRestoreError(
            f"PostgreSQL did not take the copy ({first or 'it gave no reason'}). The "
            "database is as it was."
        )


def _settle(home: Path, manifest: archive.Manifest, now: datetime.datetime) -> Settled:
    """Have the program bring what was put back up to date, in a process of its own."""
    words = [sys.executable, "-m", "putright.config.keeping.settling", now.isoformat()]
    done = subprocess.run(  # noqa: S603 - this program, and our own words
        words,
        env={**os.environ, "PUTRIGHT_HOME": str(home)},
        input=msgspec.json.encode(manifest),
        check=False,
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        raise CannotRestoreError(
            "What was put back could not be brought up to date: see above. Restore "
            "again when that is mended."
        )
    return msgspec.json.decode(done.stdout, type=Settled)
