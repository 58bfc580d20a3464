"""What a restored database needs before anyone works with it.

`python -m putright.config.keeping.settling MOMENT`, with the backup's manifest on the
standard input and the home in the environment: migrations and guards, erasures applied
again, letters that may have left since put before a person, all signed out, verified.
"""

import datetime
import sys
from itertools import islice

import msgspec

from putright.config import verifying
from putright.config.keeping.archive import Manifest

MOST_PROBLEMS = 200


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What was done: cases erased again, those that a hold kept, how many letters were
    put before a person, and what does not hold."""

    erased: tuple[str, ...]
    held: tuple[str, ...]
    letters: int
    problems: tuple[str, ...]


class NotTheCopyError(Exception):
    """The database that was put back is not the one that the manifest tells of."""


def settle(manifest: Manifest, now: datetime.datetime) -> Settled:
    """Settle the database that the environment names."""
    from putright.apps.accounts.services import end_all_sign_ins, record_opening
    from putright.apps.complaints.services import erasures, verify
    from putright.apps.letters import services as letters
    from putright.config.upgrading import migrate

    migrate()
    told = (manifest.cases, manifest.entries, manifest.heads)
    if verify.heads_hash() != told:
        raise NotTheCopyError("The cases are not those that the backup tells of.")
    again = erasures.erase_again(who="system", now=now)
    doubted = letters.doubt_waiting(now=now)
    end_all_sign_ins()
    record_opening(by=None, kind="restored", now=now)
    found = islice(verifying.findings(), MOST_PROBLEMS)
    return Settled(
        erased=tuple(again.erased),
        held=tuple(again.held),
        letters=doubted,
        problems=tuple(f"{f.reference or 'The database'}: {f.what}" for f in found),
    )


def main(arguments: list[str]) -> None:
    """Settle, and tell what was done as JSON on the standard output."""
    from putright.config.django_setup import load

    manifest = msgspec.json.decode(sys.stdin.buffer.read(), type=Manifest)
    load()
    settled = settle(manifest, datetime.datetime.fromisoformat(arguments[0]))
    sys.stdout.buffer.write(msgspec.json.encode(settled))


if __name__ == "__main__":
    main(sys.argv[1:])
