"""What a database holds, told so that a copy of it can be held against the telling.

`python -m putright.config.keeping.told FILE` tells it of the database that the
environment names, and writes the names of its files into FILE.
"""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import msgspec

from putright.config import verifying


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A database's migrations (`app.name`), its counts, its heads and what is amiss."""

    migrations: tuple[str, ...]
    cases: int
    entries: int
    heads: str
    problems: tuple[str, ...]


MOST_PROBLEMS = 200


def tell(names: Path, *, quick: bool = False) -> Told:
    """Tell of the database, and write the name of each of its files to `names`.

    `quick` leaves the chains and rows of cases unchecked: their heads are told still.
    """
    from putright.apps.complaints.services import verify

    with names.open("w", encoding="ascii") as out:
        out.writelines(f"{name}\n" for name in named_files())
    problems = () if quick else tuple(_amiss())
    cases, entries, heads = verify.heads_hash()
    return Told(
        migrations=migrations(),
        cases=cases,
        entries=entries,
        heads=heads,
        problems=problems,
    )


def _amiss() -> Iterator[str]:
    for finding in islice(verifying.findings(files=False), MOST_PROBLEMS):
        yield f"{finding.reference or 'The database'}: {finding.what}"


def migrations() -> tuple[str, ...]:
    """Give every migration that the database has had, as `app.name`, in their order."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return tuple(f"{app}.{name}" for app, name in cursor.fetchall())


def named_files() -> Iterator[str]:
    """Give the name of each file that the database says is kept, as `folder/ab/ab…`.

    Those of a folder of the home alone: what lies in an object store is kept there.
    """
    from putright.apps.complaints.services.verify_files import evidence_kept
    from putright.apps.letters.queries.stored import stored_files
    from putright.apps.measures.queries.records import kept_hashes

    away = kept_elsewhere()
    for sha256 in evidence_kept() if "evidence" not in away else ():
        yield f"evidence/{sha256[:2]}/{sha256}"
    for _, sha256 in stored_files() if "letters" not in away else ():
        yield f"letters/{sha256[:2]}/{sha256}"
    for sha256 in kept_hashes():
        yield f"measures/{sha256[:2]}/{sha256}.parquet"


def kept_elsewhere() -> tuple[str, ...]:
    """Give which files lie in an object store: `evidence`, `letters`, or none."""
    from putright.apps.complaints.services.evidence import STORED as EVIDENCE
    from putright.apps.letters.files import STORED as LETTERS

    return tuple(one.alias for one in (EVIDENCE, LETTERS) if not one.on_disk())


def main(arguments: list[str]) -> None:
    """Tell, as JSON on the standard output."""
    from putright.config.django_setup import load

    load()
    told = tell(Path(arguments[0]), quick="--quick" in arguments)
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    main(sys.argv[1:])
