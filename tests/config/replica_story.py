"""What `test_replica` has done in a process of its own, with a replica's settings."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import django
from django.test.utils import setup_test_environment

django.setup()
setup_test_environment()  # a page then tells what it was made of

from django.conf import settings  # noqa: E402
from django.db import DatabaseError, connections  # noqa: E402
from tests import cast  # noqa: E402
from tests.apps.complaints import worklists as w  # noqa: E402
from tests.postgres import stop_at_once  # noqa: E402

from putright.apps.complaints.services.steps import receive  # noqa: E402
from putright.apps.figures import reading  # noqa: E402
from putright.core.complaints import steps as s  # noqa: E402

NOW = datetime.now(tz=UTC)
CLIENT = w.signed_in(w.person(cast.COMPLAINTS_MANAGER, "manager"))
COUNT = "/figures/stage_1_received/"
COPY = parse_qs(urlsplit(os.environ["PUTRIGHT_FIGURES_DATABASE_URL"]).query)["host"][0]


def log_one() -> None:
    """Log a complaint, received today."""
    day = (NOW - timedelta(hours=1)).date()
    said = s.Receive(on=day, kind="complaint", channel="telephone", text="No heating")
    receive(step=said, who="u1", now=NOW)


def on_the_copy(statement: str) -> None:
    with connections["figures"].cursor() as cursor:
        cursor.execute(statement)


def follow() -> None:
    """Wait until the copy has all there is: asked of the copy, not slept for."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_lsn()")
        at = cursor.fetchone()[0]
    for _ in range(10_000):
        with connections["figures"].cursor() as cursor:
            cursor.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [at])
            if cursor.fetchone()[0]:
                return
    raise AssertionError("The copy does not follow.")


TOLD: dict[str, dict[str, object]] = {"counted": {}, "from": {}}
STATUSES: list[int] = []
AS_OF: list[str] = []


def look(when: str) -> None:
    """Open the figure's page; tell what it counted, and where it was read."""
    answer = CLIENT.get(COUNT)
    STATUSES.append(answer.status_code)
    TOLD["counted"][when] = int(answer.context["value"])
    if "Figures as of" in answer.content.decode():
        AS_OF.append(when)
    with reading.figures_reads() as source:
        TOLD["from"][when] = source.database


def main() -> None:
    """Let the copy follow, lag, catch up and die, and look each time."""
    log_one()
    follow()
    look("followed")
    on_the_copy("SELECT pg_wal_replay_pause()")
    log_one()
    look("behind")
    settings.FIGURES_MOST_BEHIND = -1
    look("too far behind")
    cases = CLIENT.get(f"{COUNT}cases/")
    settings.FIGURES_MOST_BEHIND = 60
    on_the_copy("SELECT pg_wal_replay_resume()")
    follow()
    look("caught up")
    written = ""
    try:
        on_the_copy("DELETE FROM complaints_caserow")
    except DatabaseError as refused:
        written = str(refused)
    found = reading._found
    reading._found = lambda: (found(), stop_at_once(Path(COPY)))[0]  # type: ignore[assignment]
    look_dying(found)
    look("away")
    told = {
        **TOLD,
        "statuses": STATUSES,
        "says as of": AS_OF,
        "cases": cases.content.decode().count("/cases/C-"),
        "written to": written,
    }
    json.dump(told, sys.stdout)


def look_dying(found: object) -> None:
    """Open the page while the copy dies between its being found and being read."""
    answer = CLIENT.get(COUNT)
    STATUSES.append(answer.status_code)
    TOLD["counted"]["died on the way"] = int(answer.context["value"])
    reading._found = found  # type: ignore[assignment]
    with reading.figures_reads() as source:
        TOLD["from"]["died on the way"] = source.database


if __name__ == "__main__":
    main()
