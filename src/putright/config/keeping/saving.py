"""Making a backup while the program runs: the database first, then its files.

Files are only ever added, so that whatever the copied database names is there when its
turn comes. An erasure alone may take one away meanwhile; the manifest then says so, and
the list of erasures, which is copied last, has it erased again after a restore.
"""

import datetime
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path

import msgspec

from putright.config.keeping import archive, postgresql
from putright.config.keeping.told import Told, kept_elsewhere, named_files, tell
from putright.config.outcomes import DoesNotHoldError
from putright.config.sql_views import SCHEMA

HASHED = ("evidence", "letters", "measures")
"""Folders whose files are named by the SHA-256 of what is in them."""
SCRATCH = ".putright-backup-"
LEFT = datetime.timedelta(days=1)
SQLITE_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class CannotSaveError(DoesNotHoldError):
    """No backup was made, and nothing of it was left."""


def back_up(
    out: Path, *, now: datetime.datetime, quick: bool = False
) -> archive.Manifest:
    """Make a backup at `out`; give its manifest, after reading the file back.

    It is written beside `out` under another name, for this program's user alone, and
    takes its name when it is whole. Raises CannotSaveError. `quick` leaves the chains
    of the copy unchecked.
    """
    from putright.apps.complaints.services import erasures

    if out.exists():
        raise CannotSaveError(f"{out} is there already. Choose another name.")
    with _nothing_left_half(out), _scratch(out.parent, now) as scratch:
        part = scratch / "whole"
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        erasures.write_down_missing(now=now, since=None)
        told, copied = _database(scratch, quick=quick)
        with archive.Packing(part) as packing:
            packing.add(archive.DATABASES[_vendor()], copied)
            copied.unlink()
            wrong = _pack_files(packing)
            gone, erased = _not_there(scratch / "names", packing.members, wrong)
            packing.finish(
                archive.Manifest(
                    putright_backup=archive.SHAPE,
                    program=version("putright"),
                    made_at=now.isoformat(timespec="seconds"),
                    database=_vendor(),
                    migrations=told.migrations,
                    cases=told.cases,
                    entries=told.entries,
                    heads=told.heads,
                    elsewhere=kept_elsewhere(),
                    erased_meanwhile=erased,
                    problems=(*told.problems, *gone),
                    members=tuple(packing.members),
                )
            )
        manifest = archive.check(part)
        _name(part, out)
    return manifest


@contextmanager
def _nothing_left_half(out: Path) -> Iterator[None]:
    """Say why there is no backup, where the disk or the copy did not hold."""
    try:
        yield
    except (OSError, sqlite3.Error, archive.NotWholeError) as problem:
        raise CannotSaveError(_why(problem, out)) from problem


def _why(problem: Exception, out: Path) -> str:
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if getattr(problem, "errno", None) in FULL or code in SQLITE_FULL:
        return (
            f"There is no room for the backup in {out.parent}, or its disk fails: it "
            "needs twice the database's size and once its files'. Nothing was left "
            "there. Make room, or name another place."
        )
    if isinstance(problem, archive.NotWholeError):
        return (
            f"What was written to {out.parent} did not read back as it was written. "
            "See to the disk; nothing was left there."
        )
    why = getattr(problem, "strerror", None) or type(problem).__name__
    return f"The backup can't be written to {out.parent}: {why}. Nothing was left."


@contextmanager
def _scratch(folder: Path, now: datetime.datetime) -> Iterator[Path]:
    """Give a folder for this program's user alone, gone afterwards.

    One that was left since yesterday is of a backup that was killed, and goes as well.
    """
    for left in folder.glob(f"{SCRATCH}*"):
        with suppress(OSError):
            written = datetime.datetime.fromtimestamp(
                left.stat().st_mtime, datetime.UTC
            )
            if now - written > LEFT:
                shutil.rmtree(left)
    with tempfile.TemporaryDirectory(
        prefix=SCRATCH, dir=folder, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


def _name(part: Path, out: Path) -> None:
    """Give a file that is whole its name, so that neither is lost to a power cut."""
    with part.open("rb") as written:
        os.fsync(written.fileno())
    part.replace(out)
    folder = os.open(out.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _vendor() -> str:
    from django.db import connection

    return connection.vendor


def _home() -> Path:
    from django.conf import settings

    return Path(settings.PUTRIGHT_HOME)


def _database(scratch: Path, *, quick: bool) -> tuple[Told, Path]:
    """Copy the database as it is at one moment; give what the copy holds, and it."""
    names = scratch / "names"
    if _vendor() == "sqlite":
        copied = scratch / "putright.sqlite3"
        copy_sqlite(copied)
        return _told_of(scratch, names, quick=quick), copied
    copied = scratch / archive.DATABASES["postgresql"]
    return _dump(copied, names, quick=quick), copied


def copy_sqlite(to: Path) -> None:
    """Copy the embedded database by SQLite's own means: writers are not kept waiting.

    In one go, within one reading: the copy is the database of one moment.
    """
    from django.db import connection

    source = sqlite3.connect(str(connection.settings_dict["NAME"]), timeout=20)
    target = sqlite3.connect(str(to))
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file
    finally:
        target.close()
        source.close()


def _told_of(scratch: Path, names: Path, *, quick: bool) -> Told:
    """Have a copy tell what it holds, from a home of its own."""
    kept = {k: v for k, v in os.environ.items() if k != "PUTRIGHT_DATABASE_URL"}
    words = [sys.executable, "-m", "putright.config.keeping.told", str(names)]
    done = subprocess.run(  # noqa: S603 - this program, and our own words
        [*words, *(["--quick"] if quick else [])],
        env={**kept, "PUTRIGHT_HOME": str(scratch)},
        check=False,
        stdout=subprocess.PIPE,
    )
    if done.returncode:
        raise CannotSaveError("The copy of the database can't be read: see above.")
    copied = sqlite3.connect(str(scratch / "putright.sqlite3"))
    copied.execute("PRAGMA journal_mode=DELETE")
    copied.close()
    return msgspec.json.decode(done.stdout, type=Told)


def _dump(to: Path, names: Path, *, quick: bool) -> Told:
    """Have PostgreSQL dump what one transaction sees, and tell of the same."""
    from django.db import connection, transaction

    settings = connection.settings_dict
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        postgresql.run(
            "pg_dump",
            *("--format=custom", "--no-owner", "--no-privileges", "--no-password"),
            *(f"--snapshot={snapshot}", f"--exclude-schema={SCHEMA}", f"--file={to}"),
            settings=settings,
        )
        told = tell(names, quick=quick)
    postgresql.run("pg_restore", "--list", str(to), settings=settings)
    return told


def _pack_files(packing: archive.Packing) -> set[str]:
    """Put the home's files in; give those that are not what their names say."""
    home, wrong = _home(), set()
    for folder in archive.FOLDERS:
        for path in sorted((home / folder).rglob("*")):
            name = path.relative_to(home).as_posix()
            if not path.is_file() or not archive.may_be(name):
                continue
            with suppress(FileNotFoundError):  # an erasure was here first
                member = packing.add(name, path)
                if folder in HASHED and path.name.partition(".")[0] != member.sha256:
                    wrong.add(name)
    for path in sorted(home.glob("*.jsonl")):
        packing.add(path.name, path)
    return wrong


def _not_there(
    names: Path, members: list[archive.Member], wrong: set[str]
) -> tuple[list[str], int]:
    """Give the files that the copy names and the backup lacks, as problems; and how
    many an erasure took away meanwhile, which are none."""
    there = {member.name for member in members} - wrong
    with names.open(encoding="ascii") as listed:
        missing = {line.strip() for line in listed} - there
    still = set(named_files()) if missing else set()
    lost = sorted(missing & still)
    return (
        [f"the file {name} is missing or was altered" for name in lost],
        len(missing - still),
    )
